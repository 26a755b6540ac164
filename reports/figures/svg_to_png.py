"""Convert a figure from SVG to PNG with typst, for formats without SVG."""

from functools import lru_cache

import typst

from model.language import Language
from reports.figures.glyphs import displayable

_TEMPLATE = b"""#set page(width: 170mm, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg", width: 100%)
"""


@lru_cache(maxsize=64)
def svg_to_png(svg: str, language: Language) -> bytes:
    """Return an SVG as a PNG in print resolution, with words for the symbols that no font has."""
    picture = typst.compile(_TEMPLATE, format="png", ppi=220, sys_inputs={"svg": displayable(svg, language)})
    return picture if isinstance(picture, bytes) else picture[0]

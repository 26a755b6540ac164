"""Convert a figure from SVG to PNG with typst, for formats without SVG."""

from functools import lru_cache

import typst

_TEMPLATE = b"""#set page(width: 170mm, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg", width: 100%)
"""


@lru_cache(maxsize=64)
def svg_to_png(svg: str) -> bytes:
    """Return an SVG as a PNG in print resolution."""
    picture = typst.compile(_TEMPLATE, format="png", ppi=220, sys_inputs={"svg": svg})
    return picture if isinstance(picture, bytes) else picture[0]

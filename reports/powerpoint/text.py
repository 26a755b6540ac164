"""The text of a slide: bullet points, and the colours of the paper."""

from pptx.dml.color import RGBColor
from pptx.oxml.ns import qn
from pptx.text.text import _Paragraph
from pptx.util import Cm


def add_bullet(paragraph: _Paragraph) -> None:
    """Make a paragraph a bullet point, which python-pptx has no setting for."""
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", str(Cm(0.9)))
    properties.set("indent", str(-Cm(0.9)))
    properties.append(properties.makeelement(qn("a:buFont"), {"typeface": "Arial"}))
    properties.append(properties.makeelement(qn("a:buChar"), {"char": "•"}))


def rgb(colour: str) -> RGBColor:
    """Return a colour such as `#00594f` as python-pptx takes it."""
    return RGBColor.from_string(colour[1:].upper())

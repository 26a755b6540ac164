"""The words of a slide: short enough to be read from afar, as points, in the colours of the paper."""

from pptx.dml.color import RGBColor
from pptx.oxml.ns import qn
from pptx.text.text import _Paragraph
from pptx.util import Cm

from reports.content.document import Span, Spans, StatusMark, Text
from reports.content.storable_text import shorten

MAX_POINT_LENGTH = 170
"""Letters of a point on a slide; more stands in the notes."""


def shorten_spans(spans: Spans) -> Spans:
    """Return spans of a point that fits; the notes have it whole."""
    left, told = MAX_POINT_LENGTH, list[Span]()
    for span in spans:
        if isinstance(span, Text) and left > 0:
            told.append(Text(shorten(span.words, left), span.strong, span.muted, span.language))
            left -= len(span.words)
        elif isinstance(span, StatusMark):
            told.append(span)
    return tuple(told)


def add_bullet(paragraph: _Paragraph) -> None:
    """Make a paragraph a point of a list, which python-pptx has no setting for."""
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", str(Cm(0.9)))
    properties.set("indent", str(-Cm(0.9)))
    properties.append(properties.makeelement(qn("a:buChar"), {"char": "•"}))


def rgb(colour: str) -> RGBColor:
    """Return a colour such as `#00594f` as slides have it."""
    return RGBColor.from_string(colour[1:].upper())

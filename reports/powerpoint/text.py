"""The text of a slide: short bullet points, and the colours of the paper."""

from pptx.dml.color import RGBColor
from pptx.oxml.ns import qn
from pptx.text.text import _Paragraph
from pptx.util import Cm

from reports.content.document import Span, Spans, StatusMark, Text
from reports.content.storable_text import shorten

MAX_POINT_LENGTH = 170
"""The most letters of a point on a slide; the notes have the full text."""


def shorten_spans(spans: Spans) -> Spans:
    """Return the spans of a point, shortened to fit on a slide; the notes have the full text."""
    remaining, shortened = MAX_POINT_LENGTH, list[Span]()
    for span in spans:
        if isinstance(span, Text) and remaining > 0:
            shortened.append(Text(shorten(span.words, remaining), span.strong, span.muted, span.language))
            remaining -= len(span.words)
        elif isinstance(span, StatusMark):
            shortened.append(span)
    return tuple(shortened)


def add_bullet(paragraph: _Paragraph) -> None:
    """Make a paragraph a bullet point, which python-pptx has no setting for."""
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", str(Cm(0.9)))
    properties.set("indent", str(-Cm(0.9)))
    properties.append(properties.makeelement(qn("a:buChar"), {"char": "•"}))


def rgb(colour: str) -> RGBColor:
    """Return a colour such as `#00594f` as python-pptx takes it."""
    return RGBColor.from_string(colour[1:].upper())

"""The table of one recommendation in a Word form, as XML: python-docx searches for each cell anew."""

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement

from model.language import Language
from model.returns.items import LABELS, Item, Label
from reports.word.form_fields import FormField, field_xml
from reports.word.tables import CELL_STYLE

_WIDTHS = (2700, 6938)
"""The widths of the two columns, in twentieths of a point: together those of the page between its margins."""
_STYLE = CELL_STYLE.replace(" ", "")
_SHADE = '<w:shd w:val="clear" w:color="auto" w:fill="F4F5F2"/>'
"""What is locked is shaded; what is to be filled in is a white box."""
_BOX = (
    "<w:tcBorders>"
    + "".join(f'<w:{edge} w:val="single" w:sz="8" w:color="00594F"/>' for edge in ("top", "left", "bottom", "right"))
    + "</w:tcBorders>"
)
_HEIGHTS = {Item.UPDATE: 1700, Item.EVIDENCE: 650, Item.CLOSURE_REASON: 650, Item.TARGET_REASON: 650}
"""The least heights of the rows with room to write, in twentieths of a point."""


def table_element(rows: str, *, title: str) -> BaseOxmlElement:
    """Return a table: its rows as XML, its first row as the header row, and its title as the alternative text."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in _WIDTHS)
    return parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{sum(_WIDTHS)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:firstRow="1" w:firstColumn="1" w:noHBand="1" w:noVBand="1"/>'
        f"<w:tblCaption w:val={quoteattr(title)}/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def header_row(headings: Sequence[Label], language: Language) -> str:
    """Return the row of headings, which each page repeats."""
    return _row(*(_label(heading, language, strong=True) for heading in headings), settings="<w:tblHeader/>")


def text_row(label: Label, text: str, language: Language) -> str:
    """Return a row with a text that is known: a paragraph for each of its lines."""
    paragraphs = "".join(_paragraph(_run(line)) for line in text.split("\n"))
    return _row(_label(label, language, strong=False), paragraphs, look=_SHADE)


def answer_row(item: Item, field: FormField, number: int, language: Language) -> str:
    """Return a row with a field to fill in."""
    settings = f'<w:trHeight w:val="{_HEIGHTS[item]}" w:hRule="atLeast"/>' if item in _HEIGHTS else ""
    content = _paragraph(field_xml(field, number, language))
    return _row(_label(LABELS[item], language, strong=True), content, settings=settings, look=_BOX)


def _row(first: str, second: str, *, settings: str = "", look: str = _SHADE) -> str:
    columns = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{each_look}</w:tcPr>{content}</w:tc>'
        for content, width, each_look in zip((first, second), _WIDTHS, (_SHADE, look), strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{settings}</w:trPr>{columns}</w:tr>"


def _label(label: Label, language: Language, *, strong: bool) -> str:
    """Return a label in both languages, each marked with its own."""
    first, second = label.in_language(language), label.in_language(language.other)
    return _paragraph(_run(first, strong=strong) + _run(" · ") + _run(second, language=language.other))


def _paragraph(content: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{_STYLE}"/></w:pPr>{content}</w:p>'


def _run(text: str, *, strong: bool = False, language: Language | None = None) -> str:
    settings = ("<w:b/>" if strong else "") + (f'<w:lang w:val="{language.tag}"/>' if language else "")
    pieces = "<w:tab/>".join(f'<w:t xml:space="preserve">{escape(piece)}</w:t>' for piece in text.split("\t"))
    return f"<w:r><w:rPr>{settings}</w:rPr>{pieces}</w:r>"

"""A paper as a Word document: real headings, tables that name their headings, alternative texts, its language."""

from collections.abc import Iterable
from datetime import datetime
from io import BytesIO

import docx
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_BREAK, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph

from model.status.colours import PALETTES, Appearance
from reports.content.document import Block, Bullets, Document, Figure, Heading, PageBreak, Paragraph, Table
from reports.content.errors import PaperError
from reports.content.reproducible_zip import without_timestamps
from reports.content.storable_text import property_text, storable
from reports.figures.svg_to_png import svg_to_png
from reports.word.tables import CELL_STYLE, DENSE_CELL_STYLE, add_table
from reports.word.text import add_spans, add_styled_paragraph

_MADE = datetime(2024, 1, 1)  # every paper says so, that the same edition gives the same bytes
_FONT, _SIZE = "Arial", Pt(11)
_LEADING = "Leading Paragraph"
"""The style of what stays on the page of what follows it."""
_COLOURS = PALETTES[Appearance.LIGHT]
_WIDTH = Cm(17)


def word_bytes(document: Document) -> bytes:
    """Return a paper as a .docx that Word and LibreOffice open and people edit.

    Raises:
        PaperError: a figure has no alternative text.
    """
    book = docx.Document()
    _prepare(book, document)
    book.add_heading(storable(document.title), 0)
    for line in document.subtitle:
        book.add_paragraph(storable(line), style="Subtitle")
    for block in document.blocks:
        _add(book, block)
    target = BytesIO()
    book.save(target)
    return without_timestamps(target.getvalue())


def _prepare(book: WordDocument, document: Document) -> None:
    """Set the language, the fonts, the margins, the properties and what stands at the foot of every page."""
    about = book.core_properties
    about.title, about.author = property_text(document.title), property_text(document.publisher)
    about.comments = ""
    about.language, about.created, about.modified = document.language.tag, _MADE, _MADE
    styles = book.styles.element
    for tag in styles.iter(qn("w:lang")):
        tag.set(qn("w:val"), document.language.tag)
    for name, size, colour in (
        ("Normal", _SIZE, _COLOURS.text),
        ("Title", Pt(22), _COLOURS.text),
        ("Subtitle", Pt(12), _COLOURS.muted),
        ("Heading 1", Pt(16), _COLOURS.accent),
        ("Heading 2", Pt(13), _COLOURS.text),
        ("Heading 3", Pt(11), _COLOURS.text),
        ("Caption", Pt(10), _COLOURS.muted),
    ):
        style = book.styles[name]
        style.font.size, style.font.color.rgb, style.font.italic = size, RGBColor.from_string(colour[1:].upper()), False
        _set_font(style.element)
        _take_away(style.element, "w:pBdr", "w:spacing")
    for name, size in ((_LEADING, _SIZE), (CELL_STYLE, _SIZE), (DENSE_CELL_STYLE, Pt(10))):
        own = book.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        own.base_style, own.font.size = book.styles["Normal"], size
        own.paragraph_format.space_after, own.paragraph_format.keep_with_next = (
            Pt(2),
            True if name == _LEADING else None,
        )
    book.styles["Footer"].paragraph_format.tab_stops.clear_all()
    section = book.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(2.2)
    _add_foot(section.footer.paragraphs[0], document)


def _set_font(style: BaseOxmlElement) -> None:
    """Give a style its font by name for every script, instead of by the theme of the template."""
    fonts = style.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), _FONT)


def _take_away(style: BaseOxmlElement, line: str, apart: str) -> None:
    """Take from a style the line below it, and how far its letters stand apart."""
    for holder, setting in ((style.pPr, line), (style.rPr, apart)):
        for found in () if holder is None else holder.findall(qn(setting)):
            holder.remove(found)


def _add_foot(paragraph: WordParagraph, document: Document) -> None:
    """Write the furniture and the page number; the number is a field that Word counts."""
    paragraph.paragraph_format.tab_stops.add_tab_stop(_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(storable(f"{document.footer}\t"))
    rest = document.page_number_pattern
    for place, field in (("{page}", "PAGE"), ("{pages}", "NUMPAGES")):
        before, _, rest = rest.partition(place)
        paragraph.add_run(before)
        _add_field(paragraph, field)
    paragraph.add_run(rest)
    for run in paragraph.runs:
        run.font.size, run.font.color.rgb = Pt(9), RGBColor.from_string(_COLOURS.muted[1:].upper())


def _add_field(paragraph: WordParagraph, name: str) -> None:
    """Add a field that Word counts. Each of its parts is a run of its own, or LibreOffice forgets how they look."""
    for kind in ("begin", "instruction", "separate", "text", "end"):
        if kind == "instruction":
            part = OxmlElement("w:instrText")
            part.set(qn("xml:space"), "preserve")
            part.text = f" {name} "
        elif kind == "text":
            part = OxmlElement("w:t")
            part.text = "1"
        else:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        paragraph.add_run()._r.append(part)  # python-docx has no fields


def _add(book: WordDocument, block: Block) -> None:
    match block:
        case Heading(text, level):
            add_styled_paragraph(book, f"Heading {level}", storable(text))
        case Paragraph(spans, leads):
            add_spans(add_styled_paragraph(book, _LEADING) if leads else book.add_paragraph(), spans)
        case Bullets(items):
            for item in items:
                add_spans(add_styled_paragraph(book, "List Bullet"), item)
        case Table():
            add_table(book, block, width=_WIDTH)
        case Figure():
            _add_figure(book, block)
        case PageBreak():
            book.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _add_figure(book: WordDocument, figure: Figure) -> None:
    if not figure.alt.strip():
        raise PaperError("a figure has no alternative text")
    picture = book.add_picture(BytesIO(svg_to_png(figure.svg)), width=_WIDTH)
    _describe((picture._inline.docPr,), figure.alt)  # python-docx has no alternative texts
    book.paragraphs[-1].paragraph_format.keep_with_next = True
    book.add_paragraph(storable(figure.caption), style="Caption")


def _describe(properties: Iterable[BaseOxmlElement], alt: str) -> None:
    for one in properties:
        one.set("descr", storable(alt))

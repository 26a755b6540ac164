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
from docx.table import Table as WordTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from model.colours import PALETTES, Appearance
from model.language import Language
from reports.document import Block, Bullets, Document, Figure, Heading, Mark, PageBreak, Paragraph, Spans, Table, Text
from reports.faults import PaperError
from reports.picture import png_of
from reports.plain_text import property_text, storable
from reports.same_moment import same_moment
from reports.word_marks import add_mark

_MADE = datetime(2024, 1, 1)  # every paper says so, that the same edition gives the same bytes
_TAGS = {Language.ENGLISH: "en-GB", Language.WELSH: "cy-GB"}
_FONT, _SIZE = "Arial", Pt(11)
_DENSE, _FEW_COLUMNS = "Dense Table", 4
"""The style of the cells of a table with more columns than few."""
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
    return same_moment(target.getvalue())


def _prepare(book: WordDocument, document: Document) -> None:
    """Set the language, the fonts, the margins, the properties and what stands at the foot of every page."""
    about = book.core_properties
    about.title, about.author = property_text(document.title), property_text(document.publisher)
    about.comments = ""
    about.language, about.created, about.modified = _TAGS[document.language], _MADE, _MADE
    styles = book.styles.element
    for tag in styles.iter(qn("w:lang")):
        tag.set(qn("w:val"), _TAGS[document.language])
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
    dense = book.styles.add_style(_DENSE, WD_STYLE_TYPE.PARAGRAPH)
    dense.base_style, dense.font.size = book.styles["Normal"], Pt(10)
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
    paragraph.add_run(storable(f"{document.furniture}\t"))
    rest = document.page_words
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
            _add_styled(book, f"Heading {level}", storable(text))
        case Paragraph(spans, leads):
            paragraph = book.add_paragraph()
            _add_spans(paragraph, spans)
            if leads:
                form = paragraph.paragraph_format
                form.keep_with_next, form.space_after = True, Pt(2)
        case Bullets(items):
            for item in items:
                _add_spans(_add_styled(book, "List Bullet"), item)
        case Table():
            _add_table(book, block)
        case Figure():
            _add_figure(book, block)
        case PageBreak():
            book.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _add_styled(book: WordDocument, style: str, text: str = "") -> WordParagraph:
    """Add a paragraph of a style. python-docx would look through all styles for each: most of a long paper's time."""
    paragraph = book.add_paragraph(text)
    paragraph._p.style = style.replace(" ", "")  # so its template names the style in the file
    return paragraph


def _add_spans(paragraph: WordParagraph, spans: Spans, *, strong: bool = False) -> None:
    for span in spans:
        if isinstance(span, Mark):
            add_mark(paragraph, span)
        else:
            _add_text(paragraph, span, strong=strong)


def _add_text(paragraph: WordParagraph, text: Text, *, strong: bool) -> None:
    run = paragraph.add_run(storable(text.words))
    run.bold = text.strong or strong or None
    if text.muted:
        run.font.color.rgb = RGBColor.from_string(_COLOURS.muted[1:].upper())
    if text.language is not None:
        tag = OxmlElement("w:lang")
        tag.set(qn("w:val"), _TAGS[text.language])
        run._r.get_or_add_rPr().append(tag)  # python-docx sets no language of a run


def _add_table(book: WordDocument, table: Table) -> None:
    """Add a table below its title: a row of headings that each page repeats, rows that no page break parts."""
    caption = book.add_paragraph(storable(table.title), style="Caption")
    caption.paragraph_format.keep_with_next = True
    grid = book.add_table(rows=1 + len(table.rows), cols=len(table.header), style="Table Grid")
    grid.autofit = False
    _look(grid, first_column=table.first_is_heading, title=storable(table.title))
    widths = table.widths or (1.0,) * len(table.header)
    cells = [[*row.cells] for row in grid.rows]
    style = _DENSE if len(table.header) > _FEW_COLUMNS else None
    for column, share in enumerate(widths):
        grid.columns[column].width = int(_WIDTH * share / sum(widths))
        for row in cells:
            row[column].width = int(_WIDTH * share / sum(widths))
    for column, words in enumerate(table.header):
        _fill(cells[0][column], (Text(words),), strong=True, style=style)
        cells[0][column].paragraphs[0].paragraph_format.keep_with_next = True
    for setting in ("w:cantSplit", "w:tblHeader"):  # in the order in which the format has them
        _mark_row(grid, 0, setting)
    for line, spans_of_row in enumerate(table.rows, start=1):
        _mark_row(grid, line, "w:cantSplit")
        for column, spans in enumerate(spans_of_row):
            _fill(cells[line][column], spans, strong=table.first_is_heading and column == 0, style=style)
    book.add_paragraph()


def _look(grid: WordTable, *, first_column: bool, title: str) -> None:
    """Say which row and column are headings, and give the table its title as alternative text."""
    settings = grid._tbl.tblPr  # python-docx has no such setting
    for old in settings.findall(qn("w:tblLook")):
        settings.remove(old)
    look = OxmlElement("w:tblLook")
    for name, on in (("firstRow", True), ("firstColumn", first_column), ("noHBand", True), ("noVBand", True)):
        look.set(qn(f"w:{name}"), "1" if on else "0")
    settings.append(look)
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), title)
    settings.append(caption)


def _mark_row(grid: WordTable, line: int, setting: str) -> None:
    mark = OxmlElement(setting)
    mark.set(qn("w:val"), "true")
    grid.rows[line]._tr.get_or_add_trPr().append(mark)  # python-docx has no such setting


def _fill(cell: _Cell, spans: Spans, *, strong: bool, style: str | None) -> None:
    paragraph = cell.paragraphs[0]
    if style is not None:
        paragraph._p.style = style.replace(" ", "")
    paragraph.paragraph_format.space_after = Pt(2)
    _add_spans(paragraph, spans, strong=strong)


def _add_figure(book: WordDocument, figure: Figure) -> None:
    if not figure.alt.strip():
        raise PaperError("a figure has no alternative text")
    picture = book.add_picture(BytesIO(png_of(figure.svg)), width=_WIDTH)
    _describe((picture._inline.docPr,), figure.alt)  # python-docx has no alternative texts
    book.paragraphs[-1].paragraph_format.keep_with_next = True
    book.add_paragraph(storable(figure.caption), style="Caption")


def _describe(properties: Iterable[BaseOxmlElement], alt: str) -> None:
    for one in properties:
        one.set("descr", storable(alt))

"""Write a paper as a Word document: real headings, header rows and alternative texts."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

import docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Length, Pt, RGBColor
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run

from model.terms import Language, channels
from reports import document
from reports.reproducible import CREATION_DATE, property_text, saved_bytes, storable
from reports.typesetting import svg_to_png

# The width of the text on a page, and on one across the paper.
WIDTH, WIDE = Cm(17), Cm(25.7)
# The style of a paragraph that stays on the page of the next block.
KEEP_WITH_NEXT = "Leading Paragraph"
_SIZE = Pt(11)
_NAMESPACES = (
    'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"'
)
# The identifier of custom properties, and the number of the first one: both as the format has them.
_FORMAT_ID, _FIRST_NUMBER = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}", 2
# The style of every table, whose lines `blank_document` sets.
_TABLE_STYLE = "Table Grid"
# The styles of a cell, and of a cell in a table of many columns.
CELL_STYLE, DENSE_CELL_STYLE = "Table Cell", "Dense Table Cell"
# The rows of cells of a table.
Cells = Sequence[Sequence[document.StyledCell]]


def word_bytes(paper: document.Paper) -> bytes:
    """Return a paper as a .docx, which Word and LibreOffice open and people can edit."""
    book = blank_document(paper)
    if paper.logo is not None:
        _add_picture(book, paper.logo.png, paper.logo.alt, *paper.logo.size_within(Cm(8), Cm(2)))
    book.add_heading(storable(paper.title), 0)
    for line in paper.subtitle:
        book.add_paragraph(storable(line), style="Subtitle")
    for block in paper.blocks:
        _add_block(book, block, paper.language)
    return saved_bytes(book.save)


def _add_block(book: WordDocument, block: document.Block, language: Language) -> None:
    match block:
        case document.Heading(text, level):
            add_styled_paragraph(book, f"Heading {level}", storable(text))
        case document.Paragraph(spans, keep_with_next):
            _add_spans(add_styled_paragraph(book, KEEP_WITH_NEXT) if keep_with_next else book.add_paragraph(), spans)
        case document.Bullets(items):
            for item in items:
                _add_spans(add_styled_paragraph(book, "List Bullet"), item)
        case document.Table(is_wide=True):
            _change_orientation(book)
            add_table(book, block, width=WIDE)
            _change_orientation(book)
        case document.Table():
            add_table(book, block, width=WIDTH)
        case document.Figure(alt, svg, caption):
            _add_picture(book, svg_to_png(svg, language), alt, WIDTH)
            book.paragraphs[-1].paragraph_format.keep_with_next = True
            book.add_paragraph(storable(caption), style="Caption")


def _change_orientation(book: WordDocument) -> None:
    """Go on on a new page, across the paper, or upright after a page across it."""
    last, section = book.sections[-1], book.add_section()
    section.page_width, section.page_height = last.page_height, last.page_width
    section.orientation = WD_ORIENT.PORTRAIT if section.page_height > section.page_width else WD_ORIENT.LANDSCAPE


def _add_picture(book: WordDocument, png: bytes, alt: str, *size: int) -> None:
    """Add a picture of a width and a height, or of a width, with its alternative text."""
    picture = book.add_picture(BytesIO(png), *map(Length, size))
    picture._inline.docPr.set("descr", storable(alt))  # python-docx has no alternative texts


def blank_document(paper: document.Paper) -> WordDocument:
    """Return a Word document without content, in the language of a paper, with its properties and its footer."""
    book = docx.Document()
    core_properties = book.core_properties
    core_properties.title, core_properties.author = property_text(paper.title), property_text(paper.publisher)
    core_properties.created = core_properties.modified = CREATION_DATE
    core_properties.comments, core_properties.language = "", paper.language.tag
    for tag in book.styles.element.iter(qn("w:lang")):
        tag.set(qn("w:val"), paper.language.tag)
    for name, size, colour in (
        ("Normal", _SIZE, document.COLOURS.text),
        ("Title", Pt(22), document.COLOURS.text),
        ("Subtitle", Pt(12), document.COLOURS.muted),
        ("Heading 1", Pt(16), document.COLOURS.accent),
        ("Heading 2", Pt(13), document.COLOURS.text),
        ("Heading 3", Pt(11), document.COLOURS.text),
        ("Caption", Pt(10), document.COLOURS.muted),
    ):
        style = book.styles[name]
        style.font.size, style.font.color.rgb, style.font.italic = size, rgb(colour), False
        _simplify_style(style.element)
    for name, size in ((KEEP_WITH_NEXT, _SIZE), (CELL_STYLE, _SIZE), (DENSE_CELL_STYLE, Pt(10))):
        paragraph_style = book.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        paragraph_style.base_style, paragraph_style.font.size = book.styles["Normal"], size
        paragraph_style.paragraph_format.space_after = Pt(2)
        paragraph_style.paragraph_format.keep_with_next = True if name == KEEP_WITH_NEXT else None
    # Tables have thin lines between their rows, and no others.
    for edge in book.styles[_TABLE_STYLE].element.find(qn("w:tblPr")).find(qn("w:tblBorders")):
        is_between_rows = edge.tag in (qn("w:top"), qn("w:bottom"), qn("w:insideH"))
        edge.set(qn("w:val"), "single" if is_between_rows else "nil")
        edge.set(qn("w:color"), str(rgb(document.COLOURS.line)))
    book.styles["Footer"].paragraph_format.tab_stops.clear_all()
    section = book.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(2.2)
    _add_footer(section.footer.paragraphs[0], paper)
    return book


def _simplify_style(style: BaseOxmlElement) -> None:
    """Remove from a style its border and letter spacing, and set its font by name, not by the theme of the template."""
    fonts = style.get_or_add_rPr().get_or_add_rFonts()
    fonts.attrib.clear()
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), document.FONT)
    for setting in style.xpath("w:pPr/w:pBdr | w:rPr/w:spacing"):
        setting.getparent().remove(setting)


def _add_footer(paragraph: WordParagraph, paper: document.Paper) -> None:
    """Write the footer and the page number, which is a field that Word counts."""
    paragraph.paragraph_format.tab_stops.add_tab_stop(WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(storable(f"{paper.footer}\t"))
    pattern = paper.page_number_pattern
    for placeholder, field in (("{page}", "PAGE"), ("{pages}", "NUMPAGES")):
        before, _, pattern = pattern.partition(placeholder)
        paragraph.add_run(before)
        instruction, text = OxmlElement("w:instrText", {qn("xml:space"): "preserve"}), xml_element("w:t")
        instruction.text, text.text = f" {field} ", "1"
        begin, separate, end = (xml_element("w:fldChar", fldCharType=kind) for kind in ("begin", "separate", "end"))
        for part in (begin, instruction, separate, text, end):  # each in a run, or LibreOffice loses their format
            paragraph.add_run()._r.append(part)  # python-docx has no fields
    paragraph.add_run(pattern)
    for run in paragraph.runs:
        run.font.size, run.font.color.rgb = Pt(9), rgb(document.COLOURS.muted)


def add_custom_properties(book: WordDocument, properties: Mapping[str, str]) -> None:
    """Add custom properties to a document that has none: python-docx cannot write them."""
    lines = [
        f'<property fmtid="{_FORMAT_ID}" pid="{number}" name={quoteattr(storable(name))}>'
        f"<vt:lpwstr>{escape(storable(text))}</vt:lpwstr></property>"
        for number, (name, text) in enumerate(properties.items(), start=_FIRST_NUMBER)
    ]
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    content = f"{head}<Properties {_NAMESPACES}>{''.join(lines)}</Properties>".encode()
    package = book.part.package
    part = Part(PackURI("/docProps/custom.xml"), CONTENT_TYPE.OFC_CUSTOM_PROPERTIES, content, package)
    package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)


def add_table(book: WordDocument, table: document.Table, *, width: Length) -> None:
    """Add a table below its title, where each page repeats the header row and no page break splits a row."""
    book.add_paragraph(storable(table.title), style="Caption").paragraph_format.keep_with_next = True
    widths = [Length(int(width * share)) for share in table.shares]
    cells, named = [*table.styled_rows], table.first_column_is_header
    rows = add_grid(book, table.title, cells, widths, dense=table.is_dense, named=named)
    for cell in (*rows[0].cells, *(row.cells[0] for row in rows[1:-1] if table.stays_on_one_page)):
        cell.paragraphs[0].paragraph_format.keep_with_next = True
    book.add_paragraph()


def add_grid(  # noqa: PLR0913 - options by name
    book: WordDocument, title: str, cells: Cells, widths: Sequence[Length], *, dense: bool = False, named: bool = True
) -> list[_Row]:
    """Add the rows of a table, the header row first, and return them; `named` is whether a first cell is a header."""
    grid = book.add_table(rows=len(cells), cols=len(widths), style=_TABLE_STYLE)
    grid.autofit = False
    settings = grid._tbl.tblPr  # python-docx has no setting for header cells, and none for an alternative text
    for existing in settings.findall(qn("w:tblLook")):
        settings.remove(existing)
    look = {"firstRow": "1", "firstColumn": str(int(named)), "noHBand": "1", "noVBand": "1"}
    settings.extend([xml_element("w:tblLook", **look), xml_element("w:tblCaption", val=storable(title))])
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = width
    rows = list(grid.rows)
    for row, styled_cells in zip(rows, cells, strict=True):
        row._tr.get_or_add_trPr().append(xml_element("w:cantSplit", val="true"))
        for cell, (spans, style), width in zip(row.cells, styled_cells, widths, strict=True):
            cell.width = width
            _fill_cell(cell, spans, style, of_text=DENSE_CELL_STYLE if dense else CELL_STYLE)
    rows[0]._tr.trPr.append(xml_element("w:tblHeader", val="true"))  # after it, as the format has them
    return rows


def xml_element(tag: str, **attributes: str) -> BaseOxmlElement:
    """Return an element that python-docx has no method for, such as `w:lang`, with attributes of the same prefix."""
    return OxmlElement(tag, {qn(f"w:{name}"): value for name, value in attributes.items()})


def rgb(colour: str) -> RGBColor:
    """Return a colour such as `#00594f` as python-docx takes it; as text it is `00594F`, as XML has it."""
    return RGBColor(*channels(colour))


def _fill_cell(cell: _Cell, spans: document.Spans, look: document.CellStyle, *, of_text: str) -> None:
    paragraph, properties = cell.paragraphs[0], cell._tc.get_or_add_tcPr()
    paragraph._p.style = of_text.replace(" ", "")
    _add_spans(paragraph, spans, strong=look.is_strong)
    if look.edge:
        edge = {"val": "single", "sz": "8", "color": str(rgb(look.edge))}
        borders = xml_element("w:tcBorders")
        borders.extend(xml_element(f"w:{side}", **edge) for side in ("top", "left", "bottom", "right"))
        properties.append(borders)
    if look.fill:
        properties.append(_shade(look.fill))


def _shade(colour: str) -> BaseOxmlElement:
    return xml_element("w:shd", val="clear", color="auto", fill=str(rgb(colour)))


def add_styled_paragraph(book: WordDocument, style: str, text: str = "") -> WordParagraph:
    """Add a paragraph with a style; python-docx would search all styles each time, most of a long paper's time."""
    paragraph = book.add_paragraph(text)
    paragraph._p.style = style.replace(" ", "")  # the id of a style in its template is its name without spaces
    return paragraph


def _add_spans(paragraph: WordParagraph, spans: document.Spans, *, strong: bool = False) -> None:
    """Add texts and marks to a paragraph; `strong` makes every text strong."""
    for span in spans:
        if isinstance(span, document.StatusMark):
            _add_mark(paragraph, span)
            continue
        run = paragraph.add_run(storable(span.words))
        run.bold = span.strong or strong or None
        if span.muted:
            run.font.color.rgb = rgb(document.COLOURS.muted)
        if span.language is not None:
            set_language(run, span.language)


def set_language(run: Run, language: Language) -> None:
    """Set the language of a run, for which python-docx has no setting."""
    run._r.get_or_add_rPr().append(xml_element("w:lang", val=language.tag))


def _add_mark(paragraph: WordParagraph, mark: document.StatusMark) -> None:
    """Add a status: its letter, then its word. The border of the letter is dashed where the status is inferred."""
    if mark.shape:
        run = paragraph.add_run(storable(f"\xa0{mark.letter}\xa0"))  # no line break inside its box
        run.bold, run.font.color.rgb = True, rgb(mark.ink)
        line, edge = "dashed" if mark.inferred else "single", str(rgb(mark.edge))
        properties = run._r.get_or_add_rPr()
        properties.append(xml_element("w:bdr", val=line, sz="8", space="0", color=edge))
        properties.append(_shade(mark.fill))
        paragraph.add_run("\xa0")
    paragraph.add_run(storable(mark.word))

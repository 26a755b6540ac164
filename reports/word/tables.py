"""A table in a Word document: its title, a header row that each page repeats, rows that no page break splits."""

from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length
from docx.table import Table as WordTable
from docx.table import _Cell

from reports.content.document import Spans, Table, Text
from reports.content.storable_text import storable
from reports.word.text import add_spans

_TABLE_STYLE = "Table Grid"
"""The style of every table; `lighten_rules` sets its lines."""
CELL_STYLE, DENSE_CELL_STYLE = "Table Cell", "Dense Table Cell"
"""The styles of a cell, and of a cell in a table of many columns."""
_MAX_NORMAL_COLUMNS, _MAX_ROWS_ON_ONE_PAGE = 4, 8
"""More columns than the first need the dense style; no more rows than the second stay on one page."""


def add_table(book: WordDocument, table: Table, *, width: Length) -> None:
    """Add a table below its title: a header row that each page repeats, rows that no page break splits."""
    caption = book.add_paragraph(storable(table.title), style="Caption")
    caption.paragraph_format.keep_with_next = True
    grid = book.add_table(rows=1 + len(table.rows), cols=len(table.header), style=_TABLE_STYLE)
    grid.autofit = False
    _set_header_cells(grid, first_column=table.first_column_is_header, title=storable(table.title))
    widths = table.widths or (1.0,) * len(table.header)
    cells = [[*row.cells] for row in grid.rows]
    style = DENSE_CELL_STYLE if len(table.header) > _MAX_NORMAL_COLUMNS else CELL_STYLE
    for column, share in enumerate(widths):
        grid.columns[column].width = int(width * share / sum(widths))
        for row in cells:
            row[column].width = int(width * share / sum(widths))
    for column, heading in enumerate(table.header):
        _fill_cell(cells[0][column], (Text(heading),), strong=True, style=style)
        cells[0][column].paragraphs[0].paragraph_format.keep_with_next = True
    for setting in ("w:cantSplit", "w:tblHeader"):  # in the order in which the format has them
        _add_row_setting(grid, 0, setting)
    for row_index, spans_of_row in enumerate(table.rows, start=1):
        _add_row_setting(grid, row_index, "w:cantSplit")
        if row_index < len(table.rows) <= _MAX_ROWS_ON_ONE_PAGE:
            cells[row_index][0].paragraphs[0].paragraph_format.keep_with_next = True
        for column, spans in enumerate(spans_of_row):
            _fill_cell(
                cells[row_index][column], spans, strong=table.first_column_is_header and column == 0, style=style
            )
    book.add_paragraph()


def lighten_rules(book: WordDocument, *, colour: str) -> None:
    """Give the tables of a document thin lines between their rows, in a colour such as `#c9cfca`, and no others."""
    settings = book.styles[_TABLE_STYLE].element.find(qn("w:tblPr"))
    borders = settings.find(qn("w:tblBorders"))
    for edge in borders:
        is_between_rows = edge.tag in (qn("w:top"), qn("w:bottom"), qn("w:insideH"))
        edge.set(qn("w:val"), "single" if is_between_rows else "nil")
        edge.set(qn("w:color"), colour[1:].upper())


def _set_header_cells(grid: WordTable, *, first_column: bool, title: str) -> None:
    """Mark the header row and column, and set the title as the table's alternative text."""
    settings = grid._tbl.tblPr  # python-docx has no such setting
    for existing in settings.findall(qn("w:tblLook")):
        settings.remove(existing)
    header_cells = OxmlElement("w:tblLook")
    for name, on in (("firstRow", True), ("firstColumn", first_column), ("noHBand", True), ("noVBand", True)):
        header_cells.set(qn(f"w:{name}"), "1" if on else "0")
    settings.append(header_cells)
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), title)
    settings.append(caption)


def _add_row_setting(grid: WordTable, row_index: int, setting: str) -> None:
    element = OxmlElement(setting)
    element.set(qn("w:val"), "true")
    grid.rows[row_index]._tr.get_or_add_trPr().append(element)  # python-docx has no such setting


def _fill_cell(cell: _Cell, spans: Spans, *, strong: bool, style: str) -> None:
    paragraph = cell.paragraphs[0]
    paragraph._p.style = style.replace(" ", "")
    add_spans(paragraph, spans, strong=strong)

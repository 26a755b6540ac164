"""A table in a Word document: its title, headings that each page repeats, rows that no page break parts."""

from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length
from docx.table import Table as WordTable
from docx.table import _Cell

from reports.content.document import Spans, Table, Text
from reports.content.storable_text import storable
from reports.word.text import add_spans

CELL_STYLE, DENSE_CELL_STYLE = "Table Cell", "Dense Table Cell"
"""The styles of a cell, and of one in a table with more columns than few."""
_FEW_COLUMNS, _SHORT = 4, 8
"""A table of so few rows stays on one page."""


def add_table(book: WordDocument, table: Table, *, width: Length) -> None:
    """Add a table below its title: a row of headings that each page repeats, rows that no page break parts."""
    caption = book.add_paragraph(storable(table.title), style="Caption")
    caption.paragraph_format.keep_with_next = True
    grid = book.add_table(rows=1 + len(table.rows), cols=len(table.header), style="Table Grid")
    grid.autofit = False
    _look(grid, first_column=table.first_column_is_header, title=storable(table.title))
    widths = table.widths or (1.0,) * len(table.header)
    cells = [[*row.cells] for row in grid.rows]
    style = DENSE_CELL_STYLE if len(table.header) > _FEW_COLUMNS else CELL_STYLE
    for column, share in enumerate(widths):
        grid.columns[column].width = int(width * share / sum(widths))
        for row in cells:
            row[column].width = int(width * share / sum(widths))
    for column, words in enumerate(table.header):
        _fill(cells[0][column], (Text(words),), strong=True, style=style)
        cells[0][column].paragraphs[0].paragraph_format.keep_with_next = True
    for setting in ("w:cantSplit", "w:tblHeader"):  # in the order in which the format has them
        _mark_row(grid, 0, setting)
    for line, spans_of_row in enumerate(table.rows, start=1):
        _mark_row(grid, line, "w:cantSplit")
        if line < len(table.rows) <= _SHORT:
            cells[line][0].paragraphs[0].paragraph_format.keep_with_next = True
        for column, spans in enumerate(spans_of_row):
            _fill(cells[line][column], spans, strong=table.first_column_is_header and column == 0, style=style)
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


def _fill(cell: _Cell, spans: Spans, *, strong: bool, style: str) -> None:
    paragraph = cell.paragraphs[0]
    paragraph._p.style = style.replace(" ", "")
    add_spans(paragraph, spans, strong=strong)

"""Issues of a form: rows among and below its labels, and cells next to its values, that were not read."""

from collections.abc import Iterator, Sequence

from loaders.cells.addresses import address
from loaders.cells.row_ranges import format_row_ranges
from loaders.cells.values import CellRow, plain_text
from loaders.issue_log import make_issue
from loaders.layouts.interpret.interpreted_table import InterpretedTable
from model.issues.issue import Issue

_HEADING_ROWS = 3
"""The most header rows that a table has."""


def form_row_issues(source: InterpretedTable, read: Sequence[InterpretedTable]) -> Iterator[Issue]:
    """Yield the issues of rows and cells of a form that are not in the tracker; `read` are all tables that are."""
    transposition, sheet = source.table.transposition, source.table.sheet.name
    if transposition is None:
        return
    elsewhere = {number for other in read if other.table.sheet.name == sheet for number in _row_numbers(other)}
    yield from _row_issues("rows-not-items", transposition.unlabelled_rows, sheet)
    yield from _row_issues(
        "rows-below-table", [row for row in transposition.rows_below if row.number not in elsewhere], sheet
    )
    if transposition.unread_cells:
        cells = ", ".join(address(*cell) for cell in transposition.unread_cells)
        yield make_issue("cells-beside-values", sheet=sheet, cell=address(*transposition.unread_cells[0]), found=cells)


def _row_numbers(source: InterpretedTable) -> Iterator[int]:
    """Yield the row numbers of a table, with the rows above it, which are reported with it."""
    table = source.table
    if table.transposition is None:
        yield from (row.number for row in (*table.rows_above, *table.body))
        yield from range(table.header_row - _HEADING_ROWS + 1, table.header_row + 1)


def _row_issues(code: str, rows: Sequence[CellRow], sheet: str) -> Iterator[Issue]:
    if rows:
        first, column = rows[0], rows[0].filled_columns[0]
        numbers = format_row_ranges(row.number for row in rows)
        words = plain_text(first.value_at(column))
        yield make_issue(code, sheet=sheet, cell=address(column, first.number), found=numbers, words=words)

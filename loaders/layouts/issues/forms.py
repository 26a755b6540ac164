"""What is said of a form that is read: rows among and below its labels, and cells beside its values, that were not."""

from collections.abc import Iterator, Sequence

from loaders.cells.addresses import address
from loaders.cells.values import CellRow, plain_text
from loaders.issue_log import IssueLog
from loaders.layouts.interpret.interpreted_table import InterpretedTable
from loaders.layouts.tables.row_ranges import row_numbers

_HEADING_ROWS = 3
"""Headings take so many rows at most."""


def tell_form(source: InterpretedTable, read: Sequence[InterpretedTable], log: IssueLog) -> None:
    """Note the rows and the cells of a form that are not in the tracker; `read` are all tables that are."""
    turn, sheet = source.table.turn, source.table.sheet.name
    if turn is None:
        return
    elsewhere = {number for one in read if one.table.sheet.name == sheet for number in _row_numbers(one)}
    _tell_rows("rows-not-items", turn.strays, sheet, log)
    _tell_rows("rows-below-table", [row for row in turn.below if row.number not in elsewhere], sheet, log)
    if turn.beside:
        cells = ", ".join(address(*place) for place in turn.beside)
        log.add("cells-beside-values", sheet=sheet, cell=address(*turn.beside[0]), found=cells)


def _row_numbers(source: InterpretedTable) -> Iterator[int]:
    """Yield the numbers of the rows of a table, with those above it, which are told with it."""
    table = source.table
    if table.turn is None:
        yield from (row.number for row in (*table.above, *table.body))
        yield from range(table.line - _HEADING_ROWS + 1, table.line + 1)


def _tell_rows(code: str, rows: Sequence[CellRow], sheet: str, log: IssueLog) -> None:
    if rows:
        first, column = rows[0], rows[0].held[0]
        numbers = row_numbers(row.number for row in rows)
        words = plain_text(first.at(column))
        log.add(code, sheet=sheet, cell=address(column, first.number), found=numbers, words=words)

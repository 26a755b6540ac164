"""What is said of a form that is read: rows among and below its labels, and cells beside its values, that were not."""

from collections.abc import Sequence

from loaders.addresses import address
from loaders.cell_values import CellRow, shown
from loaders.issue_log import IssueLog
from loaders.layouts.row_numbers import row_numbers
from loaders.layouts.source import Source


def tell_form(source: Source, log: IssueLog) -> None:
    """Note the rows and the cells of a form that are not in the tracker."""
    turn, sheet = source.table.turn, source.table.sheet.name
    if turn is None:
        return
    _tell_rows("rows-not-items", turn.strays, sheet, log)
    _tell_rows("rows-below-table", turn.below, sheet, log)
    if turn.beside:
        cells = ", ".join(address(*place) for place in turn.beside)
        log.add("cells-beside-values", sheet=sheet, cell=address(*turn.beside[0]), found=cells)


def _tell_rows(code: str, rows: Sequence[CellRow], sheet: str, log: IssueLog) -> None:
    if rows:
        first, column = rows[0], rows[0].held[0]
        numbers = row_numbers(row.number for row in rows)
        words = shown(first.at(column))
        log.add(code, sheet=sheet, cell=address(column, first.number), found=numbers, words=words)

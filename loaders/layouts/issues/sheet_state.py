"""What is said of a sheet that is read, whatever its layout: what Excel hides, and what had to be cleaned."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from loaders.cells.addresses import CellRange, address
from loaders.cells.sheet import SheetCells
from loaders.cells.values import CellRow
from loaders.issue_log import IssueLog


def tell_sheet(sheet: SheetCells, log: IssueLog) -> None:
    """Note what is hidden on a sheet and was read all the same, and the cells that could not be kept as they were."""
    if sheet.hidden:
        log.add("sheet-hidden", sheet=sheet.name)
    if sheet.hidden_rows:
        log.add("rows-hidden", sheet=sheet.name, found=", ".join(map(str, sheet.hidden_rows)))
    if sheet.hidden_columns:
        log.add("columns-hidden", sheet=sheet.name, found=", ".join(sheet.hidden_columns))
    tell_merged(sheet, log)
    for cell in sheet.cleaned:
        log.add("text-cleaned", sheet=sheet.name, cell=cell)
    for cell in sheet.shortened:
        log.add("text-shortened", sheet=sheet.name, cell=cell)


_LOOKED_AT = 10_000
"""So many merged ranges of a sheet are looked at; one with more was made by a program."""
_FAR = 100
"""So many empty rows or columns within a merged range were hardly meant."""


def tell_merged(sheet: SheetCells, log: IssueLog) -> None:
    """Note the merged ranges of a sheet that cover cells with something in them, and those that are very large."""
    numbers = [row.number for row in sheet.rows]
    width = max((len(row.values) for row in sheet.rows), default=0)
    for area in sheet.merged[:_LOOKED_AT]:
        within = sheet.rows[bisect_left(numbers, area.first_row) : bisect_right(numbers, area.last_row)]
        covered = _covered(area, within)
        if covered:
            log.add("merge-covers-cells", sheet=sheet.name, cell=covered, found=_written(area), first=_first(area))
        elif _is_far(area, width, numbers[-1] if numbers else 0):
            log.add("merge-very-large", sheet=sheet.name, cell=_first(area), found=_written(area))


def _covered(area: CellRange, rows: Sequence[CellRow]) -> str:
    """Return the address of the first cell under a merged one that holds something else; "" where none does."""
    place = area.first_column - 1
    kept = None
    for row in rows:
        values = row.values[place : area.last_column]
        if row.number == area.first_row:
            kept = values[0] if values else None
            values[:1] = [None]
        for column, value in enumerate(values, start=area.first_column):
            if value is not None and not (column == area.first_column and value == kept):
                return address(column, row.number)
    return ""


def _is_far(area: CellRange, width: int, last: int) -> bool:
    return area.last_column - max(width, area.first_column) > _FAR or area.last_row - max(last, area.first_row) > _FAR


def _first(area: CellRange) -> str:
    return address(area.first_column, area.first_row)


def _written(area: CellRange) -> str:
    return f"{_first(area)}:{address(area.last_column, area.last_row)}"

"""Merged ranges that a person should see: over cells that hold something, or far beyond all that the sheet holds."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from loaders.addresses import CellRange, address
from loaders.cell_values import CellRow
from loaders.cells import SheetCells
from loaders.issue_log import IssueLog

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

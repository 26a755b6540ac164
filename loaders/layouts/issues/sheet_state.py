"""Issues of a sheet in any layout: hidden parts, merged cells, and texts that were cleaned or shortened."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from loaders.cells.addresses import CellRange, address
from loaders.cells.sheet import SheetCells
from loaders.cells.values import CellRow
from loaders.issue_log import make_issue
from model.issues.issue import Issue

_CHECKED_RANGES = 10_000
"""The most merged ranges of a sheet that are checked; a sheet with more was made by a program."""
_LARGE = 100
"""From so many empty rows or columns, a merged range is probably a mistake."""


def sheet_state_issues(sheet: SheetCells) -> Iterator[Issue]:
    """Yield the issues of hidden parts of a sheet, which are read all the same, merged cells, and changed texts."""
    if sheet.hidden:
        yield make_issue("sheet-hidden", sheet=sheet.name)
    if sheet.hidden_rows:
        yield make_issue("rows-hidden", sheet=sheet.name, found=", ".join(map(str, sheet.hidden_rows)))
    if sheet.hidden_columns:
        yield make_issue("columns-hidden", sheet=sheet.name, found=", ".join(sheet.hidden_columns))
    yield from merged_cell_issues(sheet)
    for cell in sheet.cleaned:
        yield make_issue("text-cleaned", sheet=sheet.name, cell=cell)
    for cell in sheet.shortened:
        yield make_issue("text-shortened", sheet=sheet.name, cell=cell)


def merged_cell_issues(sheet: SheetCells) -> Iterator[Issue]:
    """Yield an issue of each merged range that covers cells with content or is very large."""
    numbers = [row.number for row in sheet.rows]
    for area in sheet.merged[:_CHECKED_RANGES]:
        within = sheet.rows[bisect_left(numbers, area.first_row) : bisect_right(numbers, area.last_row)]
        covered = _covered(area, within)
        if covered:
            yield make_issue(
                "merge-covers-cells", sheet=sheet.name, cell=covered, found=area.text, first=address(*area.corners[0])
            )
        elif _is_very_large(area, sheet.width, numbers[-1] if numbers else 0):
            yield make_issue("merge-very-large", sheet=sheet.name, cell=address(*area.corners[0]), found=area.text)


def _covered(area: CellRange, rows: Sequence[CellRow]) -> str:
    """Return the address of the first cell with other content under a merged cell; "" without one."""
    index = area.first_column - 1
    merged_value = None
    for row in rows:
        values = row.values[index : area.last_column]
        if row.number == area.first_row:
            merged_value = values[0] if values else None
            values[:1] = [None]
        for column, value in enumerate(values, start=area.first_column):
            if value is not None and not (column == area.first_column and value == merged_value):
                return address(column, row.number)
    return ""


def _is_very_large(area: CellRange, width: int, last: int) -> bool:
    return (
        area.last_column - max(width, area.first_column) > _LARGE or area.last_row - max(last, area.first_row) > _LARGE
    )

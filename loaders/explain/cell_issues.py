"""Find the column and the issues of one cell: those of the cell, its row, its column and its sheet."""

from collections.abc import Sequence

from loaders.cells.addresses import COLUMN_LETTERS, column_and_row, parse_ranges
from loaders.issue_ranges import issue_ranges, row_ranges
from model.issues.issue import Issue
from model.tracker.reading import MappedColumn

_HEADING_SEPARATOR = " / "
"""The separator between the parts of a heading that spans several rows."""


def find_column(columns: Sequence[MappedColumn], sheet: str, cell: str) -> MappedColumn | None:
    """Return the mapped column of a cell or of a heading: that of the nearest heading above the cell.

    A column whose values are not below its heading has an area instead.
    """
    column, row = column_and_row(cell)
    with_area = [mapped for mapped in columns if mapped.sheet == sheet and mapped.area]
    covering = next((mapped for mapped in with_area if mapped.cell == cell or _covers(mapped.area, column, row)), None)
    if covering is not None:
        return covering
    headings = [
        (heading_row, mapped)
        for mapped in columns
        if mapped.sheet == sheet and mapped.cell and not mapped.area
        for heading_column, heading_row in [column_and_row(mapped.cell)]
        if heading_column == column and heading_row <= row
    ]
    return max(headings, key=lambda heading: heading[0])[1] if headings else None


def columns_below_heading(
    columns: Sequence[MappedColumn], sheet: str, cell: str, found: str
) -> tuple[MappedColumn, ...]:
    """Return the columns whose heading includes the text of a cell above it, such as one that spans several columns."""
    column, row = column_and_row(cell)
    below = [
        mapped
        for mapped in columns
        if mapped.sheet == sheet and mapped.cell and found in mapped.heading.split(_HEADING_SEPARATOR)[:-1]
        for heading_column, heading_row in [column_and_row(mapped.cell)]
        if heading_column >= column and heading_row > row
    ]
    first = min((column_and_row(mapped.cell)[1] for mapped in below), default=0)
    return tuple(mapped for mapped in below if column_and_row(mapped.cell)[1] == first)


def issues_about(issues: Sequence[Issue], sheet: str, cell: str) -> tuple[Issue, ...]:
    """Return the issues of a cell, those that list its row, those of its column, and those of its sheet."""
    return tuple(issue for issue in issues if issue.sheet == sheet and _is_about(issue, *column_and_row(cell)))


def _is_about(issue: Issue, column: int, row: int) -> bool:
    return _is_hidden(issue, column, row) or any(area.contains(column, row) for area in issue_ranges(issue))


def _is_hidden(issue: Issue, column: int, row: int) -> bool:
    """Return whether an issue reports that the sheet, row or column of a cell is hidden."""
    if issue.code == "columns-hidden":
        return COLUMN_LETTERS[column] in issue.found.split(", ")
    hides_row = issue.code == "rows-hidden" and any(first <= row <= last for first, last in row_ranges(issue.found))
    return issue.code == "sheet-hidden" or hides_row


def _covers(reference: str, column: int, row: int) -> bool:
    return any(area.contains(column, row) for area in parse_ranges(reference))

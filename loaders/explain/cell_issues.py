"""Find the column and the issues of one cell: those of the cell, its row, its column and its sheet."""

import re
from collections.abc import Sequence

from loaders.cells.addresses import COLUMN_LETTERS, column_and_row, parse_ranges
from model.issues.issue import Issue
from model.issues.issue_codes import COLUMNS_NOT_READ
from model.tracker.reading import MappedColumn

_HEADING_SEPARATOR = " / "
"""The separator between the parts of a heading that spans several rows."""
_ROW_RANGE = re.compile(r"(\d+)(?:\s*[-–]\s*(\d+))?")
_ROW_ISSUES = {
    "rows-not-items",
    "rows-below-table",
    "groups-read",
    "rounds-read",
    "rows-continue",
    "rows-joined",
    "fills-of-rows",
}
"""Issues that list the rows they are about, in any column."""
_COLUMN_ISSUES = {
    *COLUMNS_NOT_READ,
    "column-as-evidence",
    "actions-read",
    "heading-uncertain",
    "heading-placed",
    "scale-proposed",
    "statuses-side-by-side",
}
"""Issues whose cell is a heading, or the first cell, and that apply to the cells below it."""
_RANGE_ISSUES = {"conditional-format-not-read", "merge-covers-cells", "merge-very-large", "cells-beside-values"}
"""Issues whose found text is the ranges of their cells."""
_SHEET_ISSUES = {
    "sheet-passed-over",
    "sheet-unknown",
    "sheet-without-items",
    "sheet-without-headings",
    "table-not-read",
}
"""Issues that explain why nothing of a sheet, or of a table from its headings on, was read."""


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
    if not issue.cell or issue.code in _SHEET_ISSUES:
        return issue.code in _SHEET_ISSUES or _is_hidden(issue, column, row)
    issue_column, issue_row = column_and_row(issue.cell)
    if (issue_column, issue_row) == (column, row):
        return True
    reference = issue.found.replace(",", "") if issue.code in _RANGE_ISSUES else issue.details.get("area", "")
    if reference:
        return issue.code in _RANGE_ISSUES | _COLUMN_ISSUES and _covers(reference, column, row)
    row_ranges = issue.found if issue.code in _ROW_ISSUES - {"rows-joined"} else issue.details.get("rows", "")
    if row_ranges:
        return _lists_row(row_ranges, row) and (issue_column == column or issue.code in _ROW_ISSUES)
    return issue.code in _COLUMN_ISSUES and issue_column == column and issue_row < row


def _is_hidden(issue: Issue, column: int, row: int) -> bool:
    """Return whether an issue reports that the sheet, row or column of a cell is hidden."""
    if issue.code == "columns-hidden":
        return COLUMN_LETTERS[column] in issue.found.split(", ")
    return issue.code == "sheet-hidden" or (issue.code == "rows-hidden" and _lists_row(issue.found, row))


def _covers(reference: str, column: int, row: int) -> bool:
    return any(area.contains(column, row) for area in parse_ranges(reference))


def _lists_row(rows: str, row: int) -> bool:
    return any(int(first) <= row <= int(last or first) for first, last in _ROW_RANGE.findall(rows))

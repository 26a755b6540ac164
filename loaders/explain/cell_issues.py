"""What is said of one cell: as which column it was understood, and the issues of it, its row, its column, its sheet."""

import re
from collections.abc import Sequence

from loaders.cells.addresses import COLUMN_LETTERS, column_and_row, parse_ranges
from model.issues.issue import Issue
from model.issues.issue_codes import COLUMNS_NOT_READ
from model.tracker.reading import MappedColumn

_JOINED = " / "
"""What stands between the parts of a heading that was put together from several rows."""
_SEVERAL = re.compile(r"(\d+)(?:\s*[-–]\s*(\d+))?")
_OF_ROWS = {
    "rows-not-items",
    "rows-below-table",
    "groups-read",
    "rounds-read",
    "rows-continue",
    "rows-joined",
    "fills-of-rows",
}
"""Issues that list the rows they are about, whatever the column."""
_OF_COLUMN = {
    *COLUMNS_NOT_READ,
    "column-as-evidence",
    "actions-read",
    "heading-uncertain",
    "heading-placed",
    "scale-proposed",
    "statuses-side-by-side",
}
"""Issues that are told at a heading, or at the first cell, and hold for what is below it."""
_OF_RANGES = {"conditional-format-not-read", "merge-covers-cells", "merge-very-large", "cells-beside-values"}
"""Issues whose cells are the ranges that were found."""
_OF_SHEET = {"sheet-passed-over", "sheet-unknown", "sheet-without-items", "sheet-without-headings", "table-not-read"}
"""Issues that say why nothing of a sheet, or of a table from its headings on, was read."""


def column_of(columns: Sequence[MappedColumn], sheet: str, cell: str) -> MappedColumn | None:
    """Return the column a cell stands in, or whose heading it is: that of the nearest heading above it.

    A heading whose values do not stand below it has its own cells.
    """
    column, row = column_and_row(cell)
    beside = [one for one in columns if one.sheet == sheet and one.area]
    own = next((one for one in beside if one.cell == cell or _covers(one.area, column, row)), None)
    if own is not None:
        return own
    headings = [
        (line, one)
        for one in columns
        if one.sheet == sheet and one.cell and not one.area
        for place, line in [column_and_row(one.cell)]
        if place == column and line <= row
    ]
    return max(headings, key=lambda one: one[0])[1] if headings else None


def columns_under(columns: Sequence[MappedColumn], sheet: str, cell: str, found: str) -> tuple[MappedColumn, ...]:
    """Return the columns whose headings a cell is part of: one that stands above them and over several of them."""
    column, row = column_and_row(cell)
    under = [
        one
        for one in columns
        if one.sheet == sheet and one.cell and found in one.heading.split(_JOINED)[:-1]
        for place, line in [column_and_row(one.cell)]
        if place >= column and line > row
    ]
    first = min((column_and_row(one.cell)[1] for one in under), default=0)
    return tuple(one for one in under if column_and_row(one.cell)[1] == first)


def issues_about(issues: Sequence[Issue], sheet: str, cell: str) -> tuple[Issue, ...]:
    """Return the issues of a cell, those that list its row, those of its column, and why its sheet was not read."""
    return tuple(issue for issue in issues if issue.sheet == sheet and _is_about(issue, *column_and_row(cell)))


def _is_about(issue: Issue, column: int, row: int) -> bool:
    if not issue.cell or issue.code in _OF_SHEET:
        return issue.code in _OF_SHEET or _is_hidden(issue, column, row)
    place, line = column_and_row(issue.cell)
    if (place, line) == (column, row):
        return True
    reference = issue.found.replace(",", "") if issue.code in _OF_RANGES else issue.details.get("area", "")
    if reference:
        return issue.code in _OF_RANGES | _OF_COLUMN and _covers(reference, column, row)
    listed = issue.found if issue.code in _OF_ROWS - {"rows-joined"} else issue.details.get("rows", "")
    if listed:
        return _lists(listed, row) and (place == column or issue.code in _OF_ROWS)
    return issue.code in _OF_COLUMN and place == column and line < row


def _is_hidden(issue: Issue, column: int, row: int) -> bool:
    """Say whether an issue tells that the sheet, the row or the column of a cell is hidden."""
    if issue.code == "columns-hidden":
        return COLUMN_LETTERS[column] in issue.found.split(", ")
    return issue.code == "sheet-hidden" or (issue.code == "rows-hidden" and _lists(issue.found, row))


def _covers(reference: str, column: int, row: int) -> bool:
    return any(area.contains(column, row) for area in parse_ranges(reference))


def _lists(rows: str, row: int) -> bool:
    return any(int(first) <= row <= int(last or first) for first, last in _SEVERAL.findall(rows))

"""The cells that an issue is about, as ranges: a cell, rows, a column, a block, or a whole sheet."""

import re
from collections.abc import Iterator

from loaders.cells.addresses import LAST_COLUMN, LAST_ROW, CellRange, column_and_row, parse_ranges
from model.issue import Issue
from model.issue_codes import COLUMNS_NOT_READ

_ROW_ISSUES = {
    "rows-not-items",
    "rows-below-table",
    "rows-above-headings",
    "groups-read",
    "rounds-read",
    "rows-continue",
    "rows-joined",
    "rows-repeated",
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
}
"""Issues whose cell is a heading, or the first cell, and that apply to the cells below it."""
_RANGE_ISSUES = {
    "conditional-format-not-read",
    "table-beside",
    "list-of-another-kind",
}
"""Issues whose found text is the ranges of their cells."""
_SHEET_ISSUES = {
    "sheet-passed-over",
    "sheet-without-items",
    "sheet-without-headings",
    "table-not-read",
}
"""Issues that explain why nothing of a sheet, or of a table, was read."""
_REFERENCES = ("range", "cells", "first_cell")
"""Details that are cells or ranges."""
_ROWS = ("rows", "left_out")
"""Details that are rows of the column of an issue; cells for a turned table."""
_SHEET = CellRange(1, 1, LAST_COLUMN, LAST_ROW)
_ROW_RANGE = re.compile(r"(\d+)(?:\s*[-–]\s*(\d+))?")
_REFERENCE = re.compile(r"[A-Z]{1,3}\d+(?::[A-Z]{1,3}\d+)?")


def issue_ranges(issue: Issue) -> list[CellRange]:
    """Return the ranges of an issue on its sheet; none if it is about the workbook, or hides nothing of a sheet."""
    return list(_ranges(issue))


def row_ranges(text: str) -> Iterator[tuple[int, int]]:
    """Yield the first and the last row of each range in a text: 7, 9-30."""
    return ((int(first), int(last or first)) for first, last in _ROW_RANGE.findall(text))


def _ranges(issue: Issue) -> Iterator[CellRange]:
    details = issue.details
    if issue.code in _SHEET_ISSUES:
        yield _SHEET
    if not issue.cell:
        return
    column, row = column_and_row(issue.cell)
    yield CellRange(column, row, column, row)
    if issue.code in _RANGE_ISSUES:
        yield from _references(issue.found)
    for name in _REFERENCES:
        yield from _references(details.get(name, ""))
    is_turned = "down" in details
    if issue.code in _ROW_ISSUES:
        rows = details.get("rows", "") if issue.code in ("rows-joined", "rows-above-headings") else issue.found
        yield from _below(_references(rows)) if is_turned else _rows(rows, 1, LAST_COLUMN)
    for name in _ROWS:
        yield from _references(details.get(name, "")) if is_turned else _rows(details.get(name, ""), column, column)
    headings = [issue.cell] if issue.code in _COLUMN_ISSUES and not details.get("range") else []
    headings += [details["first_cell"]] if issue.code == "status-columns-two" else []
    for heading in map(column_and_row, headings):
        yield CellRange(*heading, *((LAST_COLUMN, heading[1]) if is_turned else (heading[0], LAST_ROW)))


def _references(text: str) -> Iterator[CellRange]:
    """Yield the ranges in a text; a word that is no reference, such as the name of a sheet, is passed over."""
    for reference in _REFERENCE.findall(text):
        yield from parse_ranges(reference)


def _rows(text: str, first_column: int, last_column: int) -> Iterator[CellRange]:
    for first, last in row_ranges(text) if text[:1].isdigit() else ():
        yield CellRange(first_column, first, last_column, last)


def _below(ranges: Iterator[CellRange]) -> Iterator[CellRange]:
    """Yield each range with the cells below it: what begins in a cell of a turned table goes down."""
    for area in ranges:
        yield CellRange(area.first_column, area.first_row, area.last_column, LAST_ROW)

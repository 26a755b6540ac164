"""Account for every filled cell from the outside: it is in what was read, or an issue names it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from loaders.cells import (
    LAST_COLUMN,
    LAST_ROW,
    CellRange,
    DateCell,
    address,
    column_and_row,
    displayed_text,
    parse_ranges,
)
from model.dates import PartialDate
from model.terms import label_key
from model.tracker.reading import COLUMNS_NOT_READ, Issue, Reading

_MAX_HEADER_ROWS = 3
# Issues of one cell that are about the others in its row, too.
_OF_A_ROW = ("key-read", "value-missing")
_ADDRESS = re.compile(r"\b[A-Z]{1,3}\d+\b")
_SEPARATORS = re.compile(r"[\n;,/&]")


def unaccounted_cells(sheets: Mapping[str, Sequence[Sequence[Any]]], reading: Reading) -> list[str]:
    """Return the filled cells of the sheets of a workbook that were neither read nor named by an issue."""
    texts = {label_key(part) for value in _values(reading) for text in _texts(value) for part in _parts(text)}
    everything = "\n".join(texts)
    named = {name: [area for i in reading.issues if i.sheet == name for area in issue_ranges(i)] for name in sheets}
    headings = {(c.sheet, *column_and_row(c.cell)): c.heading for c in reading.columns if c.cell}
    transposed = {column.sheet for column in reading.columns if column.area}
    of_row = [i for i in reading.issues if i.cell and (i.code in _OF_A_ROW or i.sheet in transposed)]
    rows_named = {(i.sheet, column_and_row(i.cell)[1]) for i in of_row}
    other_keys = {i.sheet: column_and_row(i.cell)[1] for i in reading.issues if i.code == "key-not-read"}
    columns_named = {
        (i.sheet, column_and_row(cell)[0])
        for i in of_row
        if i.sheet in transposed
        for cell in (i.cell, *_ADDRESS.findall(i.found))
    }
    return [
        f"{name}!{address(column, row)}"
        for name, rows in sheets.items()
        for row, values in enumerate(rows, 1)
        for column, value in enumerate(values, 1)
        if value is not None
        and not any(area.contains(column, row) for area in named[name])
        and not any((name, column, row + above) in headings for above in range(_MAX_HEADER_ROWS))
        and (name, row) not in rows_named
        and row < other_keys.get(name, LAST_ROW)
        and (name, column) not in columns_named
        and not any(_is_read(text, texts, everything) for text in _texts(value))
    ]


def _values(reading: Reading) -> Iterator[Any]:
    for rows in reading.rows.values():
        for row in rows:
            yield from (value for value in row.values() if value not in (None, ""))
    yield from (text for s in reading.scale.statuses for text in (s.name, s.meaning, s.colour, s.name_cy, s.meaning_cy))
    yield from (column.heading for column in reading.columns)
    yield from ("Yes", "No", "RAG", "Meaning", "Complete")


def _texts(value: Any) -> list[str]:
    """Return what a value may be written as: a month as such, and its words."""
    if isinstance(value, PartialDate):
        return [value.words, *([value.first.isoformat()] if value.first else [])]
    if hasattr(value, "isoformat"):
        is_time = not hasattr(value, "year")
        shown = (
            value.isoformat() if is_time else displayed_text(DateCell(value, "mmm-yy" if value.day == 1 else "d m y"))
        )
        return [shown, value.isoformat()[:10]]
    return [displayed_text(value)]


def _parts(text: str) -> Iterator[str]:
    """Yield a text, its lines and the names of a list; a line also without the heading before it."""
    for line in (text, *text.split("\n")):
        yield line
        yield line.partition(": ")[2]
        yield from _SEPARATORS.split(line)


def _is_read(text: str, texts: set[str], everything: str) -> bool:
    lines = [label_key(line) for line in text.split("\n")]
    return all(line in everything for line in lines) or all(
        label_key(part) in texts for part in _SEPARATORS.split(text)
    )


# Issues that list the rows they are about, in any column.
_ROW_ISSUES = {
    *("rows-not-items", "rows-below-table", "rows-above-headings", "groups-read", "rounds-read"),
    *("rows-continue", "rows-joined", "rows-repeated", "fills-of-rows"),
}
# Issues whose cell is a heading, or the first cell, and that apply to the cells below it.
_COLUMN_ISSUES = {
    *COLUMNS_NOT_READ,
    *("column-as-evidence", "actions-read", "heading-uncertain", "heading-placed", "scale-proposed"),
}
# Issues whose found text is the ranges of their cells.
_RANGE_ISSUES = {"conditional-format-not-read", "table-beside", "list-of-another-kind"}
# Issues that explain why nothing of a sheet, or of a table, was read.
_SHEET_ISSUES = {"sheet-passed-over", "sheet-without-items", "sheet-without-headings", "table-not-read"}
# Details that are cells or ranges.
_REFERENCES = ("range", "cells", "first_cell")
# Details that are rows of the column of an issue; cells for a transposed table.
_ROWS = ("rows", "left_out")
_SHEET = CellRange(1, 1, LAST_COLUMN, LAST_ROW)
_ROW_RANGE = re.compile(r"(\d+)(?:\s*[-–]\s*(\d+))?")
_REFERENCE = re.compile(r"[A-Z]{1,3}\d+(?::[A-Z]{1,3}\d+)?")


def row_ranges(text: str) -> Iterator[tuple[int, int]]:
    """Yield the first and the last row of each range in a text: 7, 9-30."""
    return ((int(first), int(last or first)) for first, last in _ROW_RANGE.findall(text))


def issue_ranges(issue: Issue) -> Iterator[CellRange]:
    """Yield the ranges of an issue on its sheet; none if it is about the workbook, or hides nothing of a sheet."""
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
    is_transposed = "down" in details
    if issue.code in _ROW_ISSUES:
        rows = details.get("rows", "") if issue.code in ("rows-joined", "rows-above-headings") else issue.found
        yield from _below(_references(rows)) if is_transposed else _rows(rows, 1, LAST_COLUMN)
    for name in _ROWS:
        yield from _references(details.get(name, "")) if is_transposed else _rows(details.get(name, ""), column, column)
    headings = [issue.cell] if issue.code in _COLUMN_ISSUES and not details.get("range") else []
    headings += [details["first_cell"]] if issue.code == "status-columns-two" else []
    for heading in map(column_and_row, headings):
        yield CellRange(*heading, *((LAST_COLUMN, heading[1]) if is_transposed else (heading[0], LAST_ROW)))


def _references(text: str) -> Iterator[CellRange]:
    """Yield the ranges in a text; a word that is no reference, such as the name of a sheet, is passed over."""
    for reference in _REFERENCE.findall(text):
        yield from parse_ranges(reference)


def _rows(text: str, first_column: int, last_column: int) -> Iterator[CellRange]:
    for first, last in row_ranges(text) if text[:1].isdigit() else ():
        yield CellRange(first_column, first, last_column, last)


def _below(ranges: Iterator[CellRange]) -> Iterator[CellRange]:
    """Yield each range with the cells below it: what begins in a cell of a transposed table goes down."""
    for area in ranges:
        yield CellRange(area.first_column, area.first_row, area.last_column, LAST_ROW)

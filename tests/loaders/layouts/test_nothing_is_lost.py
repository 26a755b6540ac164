"""Every filled cell of every layout is in the tracker, or an issue names it, its row or its column."""

from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.cells.addresses import address, column_and_row, parse_ranges
from loaders.cells.values import StatusCell, plain_text
from loaders.issue_log import IssueLog
from loaders.layouts.key.find_keys import find_keys
from loaders.layouts.recognise.free_layout import run_stages
from loaders.pipeline import read_with_tables
from tests.support.workbooks import random_layouts
from tests.support.workbooks.cell_account import account_for_cells
from tests.support.workbooks.layouts import book_of
from tests.support.workbooks.random_layouts import trackers

WHOLE_SHEET = {"sheet-passed-over", "sheet-without-items"}
WHOLE_RANGE = {"table-beside", "list-of-another-kind"}
WHOLE_COLUMN = {
    "heading-unknown",
    "column-other-rating",
    "column-earlier-status",
    "column-not-held",
    "column-second",
    "column-without-round",
    "column-without-heading",
    "round-without-year",
    "status-columns-two",
}
WHOLE_ROWS = {"rows-not-items", "rows-below-table"}
STRAY = st.sampled_from(["Total", "Notes", "Feb 24", "Red", "Key", 7, 45323, True]) | st.integers(0, 999).map(
    "x{}".format
)
TRACKERS, STRAYS, STRAY_COLUMN = trackers(), st.integers(0, 3), st.integers(0, 10)


@st.composite
def layout_with_strays(draw, layout):
    """Draw a tracker in a layout with stray cells, columns and rows."""
    sheets = {name: [list(row) for row in rows] for name, rows in layout(draw(TRACKERS)).items()}
    for rows in sheets.values():
        for _ in range(draw(STRAYS)):
            row = draw(st.integers(0, len(rows) + 2))
            rows.extend([] for _ in range(row + 1 - len(rows)))
            column = draw(STRAY_COLUMN)
            rows[row].extend([None] * (column + 1 - len(rows[row])))
            if rows[row][column] is None:
                rows[row][column] = draw(STRAY)
    return sheets


def read(content):
    """Return the reading of a workbook in a free layout, and what each stage of it concluded."""
    concluded = []

    def run_and_record(*arguments, **options):
        concluded.append(run_stages(*arguments, **options))
        return concluded[-1]

    with patch("loaders.layouts.recognise.run_stages", run_and_record):
        reading = read_with_tables(content)
    [stages] = concluded
    assert reading.reading.layout != "canonical"
    assert stages.recognised is not None
    return reading, stages


def unaccounted(sheets, recognised, found):
    """Return each filled cell that is neither in a record nor is_named by an issue."""
    log = IssueLog()
    log.add_all(found)
    issues = log.sorted_by_cell([sheet.name for sheet in sheets])
    values: dict[tuple[str, str], list[str]] = {}
    mapped_cells = set()
    for records in recognised.records.values():
        for record in records:
            for name, value in record.values.items():
                values.setdefault(record.location(name), []).append(text_of(value))
            mapped_cells |= {(column.sheet, column.cell) for column in recognised.columns}
    keys = key_cells(sheets, issues)
    lines = {line for texts in values.values() for text in texts for line in [text, *text.split("\n")]}
    lines |= {line.partition(": ")[2] for line in lines}  # the text of a further column comes after its heading
    return [
        (sheet.name, cell, value)
        for sheet in sheets
        for row in sheet.rows
        for column, value in enumerate(row.values, start=1)
        if value is not None
        for cell in [f"{chr(64 + column)}{row.number}"]
        if not (
            any(plain_text(value) in text for text in values.get((sheet.name, cell), ()))
            or (sheet.name, cell) in mapped_cells
            or all(line in lines for line in plain_text(value).split("\n"))
            or is_named(sheet.name, cell, issues)
            or (sheet.name, cell) in keys
            or is_heading(sheet.name, row.number, recognised.columns)
            or is_bare_label(sheet.name, cell, row, recognised.columns, issues)
        )
    ]


def account(reading, stages):
    """Return what became of the cells of each sheet."""
    keys = {(key.sheet.name, cell) for key in stages.workbook.keys for cell in key.cells}
    return account_for_cells(reading.sheets, stages.recognised, reading.reading.issues, keys)


def key_cells(sheets, issues):
    """Return the cells of titles and headings of keys, and every cell of a key that is reported to differ."""
    differ = {(one.sheet, one.cell) for one in issues if one.code == "keys-differ"}
    return {
        (key.sheet.name, address(*key_address))
        for key in find_keys(sheets)
        for key_address in (
            key.cells if (key.sheet.name, key.cell) in differ else {key.title_address, *key.heading_addresses}
        )
    }


def text_of(value):
    return plain_text(value.value) if isinstance(value, StatusCell) else plain_text(value)


def is_heading(sheet, number, columns):
    return any(
        column.sheet == sheet and number in range(row_of(column.cell) - 2, row_of(column.cell) + 1)
        for column in columns
        if column.cell and not column.area
    )


def is_bare_label(sheet, cell, row, columns, issues):
    """Return whether a cell is a label of a form whose values are all is_named by issues."""
    letters = cell.rstrip("0123456789")
    downwards = {one.cell.rstrip("0123456789") for one in columns if one.sheet == sheet and one.area}
    others = [f"{chr(64 + column)}{row.number}" for column in row.filled_columns]
    return letters in downwards and all(is_named(sheet, other, issues) for other in others if other != cell)


def covers(references, cell):
    """Return whether a cell is in a list of cells and ranges."""
    return any(area.contains(*column_and_row(cell)) for area in parse_ranges(references.replace(",", "")))


def is_named(sheet, cell, issues):
    letters = cell.rstrip("0123456789")
    number = cell[len(letters) :]
    for issue in (one for one in issues if one.sheet == sheet):
        at_letters = issue.cell.rstrip("0123456789")
        at_row = int(issue.cell[len(at_letters) :] or 0)
        down = "down" in issue.details
        if (
            issue.cell == cell
            or cell == issue.details.get("first", "").split(" ")[-1]
            or is_in_column_of(issue.details.get("first_cell", ""), cell, down=down)
            or cell in issue.details.get("cells", "").split(", ")
            or issue.code in WHOLE_SHEET
            or (issue.code in WHOLE_RANGE and is_in_range(cell, issue.found))
            or covers(issue.details.get("range", ""), cell)
            or (issue.code in WHOLE_COLUMN and at_row == int(number) and down)
            or (issue.code in WHOLE_COLUMN and at_letters == letters and at_row <= int(number) and not down)
            or (down and covers(issue.details.get("left_out", ""), cell))
            or (at_letters == letters and int(number) in rows_in(issue.details.get("left_out", "")))
            or (issue.code in WHOLE_ROWS and int(number) in rows_in(issue.found))
            or (issue.code in WHOLE_ROWS and down and is_in_column_above(issue.found, letters, int(number)))
            or (
                issue.code == "rows-above-headings"
                and int(number) >= at_row
                and is_above_headings(int(number), issue, issues)
            )
            or (issue.code == "table-not-read" and int(number) >= at_row)
        ):
            return True
    return False


def is_in_range(cell, text):
    column, row = column_and_row(cell)
    return any(
        one.first_column <= column <= one.last_column and one.first_row <= row <= one.last_row
        for one in parse_ranges(text)
    )


def is_in_column_of(heading, cell, *, down):
    """Return whether a cell is a heading or below it, or with `down` a label or right of it."""
    if not heading:
        return False
    (at, row), (column, number) = column_and_row(heading), column_and_row(cell)
    return (row == number and at <= column) if down else (at == column and row <= number)


def is_in_column_above(cells, letters, number):
    """Return whether one of some cells is in a column, at a row or above it."""
    return any(cell.rstrip("0123456789") == letters and row_of(cell) <= number for cell in cells.split(", "))


def is_above_headings(number, issue, issues):
    """Return whether a row is in the block of rows that is reported above the headings."""
    return number <= row_of(issue.cell) + 3


def row_of(cell):
    return int(cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))


def rows_in(text):
    rows = set()
    for part in text.split(", ") if text[:1].isdigit() else ():
        first, _, last = part.partition("-")
        rows |= set(range(int(first), int(last or first) + 1))
    return rows


LAYOUTS = (
    *random_layouts.ALL,
    *random_layouts.WITH_MORE,
    *random_layouts.WITH_TRAPS,
    random_layouts.as_matrix,
)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_every_cell_is_read_or_named(layout, data):
    reading, stages = read(book_of(data.draw(layout_with_strays(layout))))
    assert unaccounted(reading.sheets, stages.recognised, stages.issues) == []
    assert [cell for sheet in account(reading, stages) for cell in sheet.unaccounted] == []

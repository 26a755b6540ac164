"""Merged ranges are reported if they hide cells or go far beyond the table, and never lose or invent a value."""

import pytest
from openpyxl.worksheet.cell_range import CellRange

from tests.support.workbooks.layouts import issues, read, texts

HEAD = ["Ref", "Recommendation", "Owner", "RAG Feb 24"]
ROWS = [HEAD, [1, "Train.", "CPS", "Red"], [2, "Count.", "CPS", "Green"]]


def merge_range(area):
    """Return a change of a workbook that merges a range without clearing its cells, as damaged files do."""
    return lambda book: book["T"].merged_cells.add(area)


@pytest.mark.parametrize(
    ("area", "expected"),
    [
        ("A1:XFD1048576", [("merge-covers-cells", "T B1", "A1:XFD1048576")]),
        ("A2:D3", [("merge-covers-cells", "T B2", "A2:D3")]),
        ("C2:C3", []),
        ("A9:XFD1048576", [("merge-very-large", "T A9", "A9:XFD1048576")]),
        ("F1:XFD1", [("merge-very-large", "T F1", "F1:XFD1")]),
        ("E4:F9", []),
    ],
    ids=["the whole sheet", "two rows", "cells alike", "all below", "a row to its end", "a few empty cells"],
)
def test_cells_that_a_merged_range_hides_are_read_and_reported(area, expected):
    reading = read({"T": ROWS}, change=merge_range(area))
    assert texts(reading) == [("1", "Train."), ("2", "Count.")]
    assert [
        (one.code, f"{one.sheet} {one.cell}", one.found) for one in reading.issues if "merge" in one.code
    ] == expected


def test_a_row_with_other_content_under_a_merged_cell_is_not_filled():
    rows = [["Theme", *HEAD], ["Training", 1, "Train.", "CPS", "Red"], [None, 2, "Count.", "CPS", "Green"]]
    over_columns = read({"T": rows}, change=merge_range("A2:E3"))
    in_column = read({"T": rows}, change=merge_range("A2:A3"))
    assert [row["theme"] for row in over_columns.rows["recommendations"]] == ["Training", None]
    assert [row["theme"] for row in in_column.rows["recommendations"]] == ["Training", "Training"]
    assert issues(in_column) == []


def test_very_many_merged_ranges_end_in_time():
    rows = [HEAD, *([ref, f"Do {ref}.", "CPS", "Red"] for ref in range(1, 2001))]
    areas = [f"A{row}:A1048576" for row in range(2, 2002)]
    reading = read({"T": rows}, change=lambda book: book["T"].merged_cells.ranges.update(map(CellRange, areas)))
    assert len(reading.rows["recommendations"]) == 2000

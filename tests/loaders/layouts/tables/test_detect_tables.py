"""The rows directly above a header row with a single cell are its title."""

from datetime import date

import pytest

from loaders.cells.values import CellRow
from loaders.layouts.tables.detect_tables import title_start
from tests.support.workbooks.layouts import read, texts

HEADER = CellRow(6, ["Ref", "Recommendation"])
ITEM, NUMBER, TEXT = CellRow(3, [1, "Train."]), CellRow(4, [2024]), CellRow(5, [None, "Data"])


@pytest.mark.parametrize(
    ("rows", "texts_only", "expected"),
    [
        ([ITEM, NUMBER, TEXT], True, 2),
        ([ITEM, NUMBER, TEXT], False, 1),
        ([ITEM, NUMBER], False, 2),
        ([TEXT], True, 0),
        ([], True, 0),
    ],
    ids=["texts", "any single cell", "not adjacent", "nothing above", "no rows"],
)
def test_the_title_begins_with_single_cells_directly_above_the_headings(rows, texts_only, expected):
    assert title_start(rows, HEADER, texts_only=texts_only) == expected


def test_a_title_with_a_date_to_the_right_of_the_headings_is_no_group_above_them():
    rows = [
        [None, "State of works", None, None, date(2024, 6, 19)],
        ["Priority", "Project", "Status", "Notes"],
        ["High", "New lamps in the hall", "On Hold", "No money yet."],
        ["Low", "New chairs in the hall", "Completed", "All are there."],
        ["Low", "New paint in the yard", "In Progress", "Half is done."],
    ]
    reading = read({"T": rows})

    assert texts(reading) == [
        ("1", "New lamps in the hall"),
        ("2", "New chairs in the hall"),
        ("3", "New paint in the yard"),
    ]
    assert [row["status"] for row in reading.rows["progress"]] == ["On Hold", "Completed", "In Progress"]

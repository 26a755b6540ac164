"""What the lines above a list say: its name, and the day that it is from."""

from datetime import datetime

import pytest

from loaders.options import ReadOptions
from tests.support.workbooks.layouts import read, updates

NAMES = [
    *("Custody inspection 2023", "Ethical standards review: action tracker", "Review: custody"),
    *("Stalking review as at June 2024", "Status of custody, 14 October 2026", "Next steps for custody"),
]
PARTICULARS = [
    *(
        "Updated: 3 June 2024",
        "Owner of this document: Planning",
        "Last updated 3 June",
        "Version 3",
        "As at June 2024",
        "Owner: the Force",
    ),
    *("Please update monthly", "Figures are provisional; see note 1", "* Rated by the office"),
    *("Date last updated: 14/10/2026", "RAG status as at 14 October 2026", "Next meeting: 12 December 2026"),
]


@pytest.mark.parametrize(("lines", "is_name"), [(NAMES, True), (PARTICULARS, False)])
def test_a_review_is_named_by_a_title_and_not_by_when_and_by_whom_a_workbook_was_updated(lines, is_name):
    table = [["Ref", "Recommendation", "RAG Feb 24"], [1, "Train.", "Red"]]
    readings = [read({"T": [[line], *table]}, name="custody.xlsx") for line in lines]
    names = {line: reading.rows["reviews"][0]["review"] for line, reading in zip(lines, readings, strict=True)}
    assert [line for line, name in names.items() if (name != "custody") is not is_name] == []


@pytest.mark.parametrize("line", [["Updated: 3 June 2024"], ["Version:", 3]])
def test_the_review_is_named_by_the_title_above_the_particulars(line):
    rows = [["Custody inspection"], line, [], ["Ref", "Recommendation", "RAG Feb 24"], [1, "Train.", "Red"]]
    assert [row["review"] for row in read({"T": rows}).rows["reviews"]] == ["Custody inspection"]


TABLE = [["Ref", "Recommendation", "Owner", "RAG"], ["1", "Train.", "CPS", "Red"]]


def day_of(above, *, sheet="Plan", name="Plan June 2025.xlsx", **options):
    """Return the words of the date of a list with some rows above it."""
    reading = read({sheet: [*above, *TABLE]}, name=name, options=ReadOptions(**options))
    [(_, words, _, _)] = updates(reading)
    return words


@pytest.mark.parametrize(
    "above",
    [
        [["Last updated: 14/10/2026"]],
        [["Data correct as of 14/10/2026"]],
        [["Last update", datetime(2026, 10, 14)]],
        [["Custody review", None, "Updated", datetime(2026, 10, 14)]],
        [["Custody review 2023"], ["Last updated: 14/10/2026"]],
        [["Next meeting: 12 December 2026"], ["Last updated: 14/10/2026"]],
    ],
)
def test_a_text_that_names_the_day_of_the_list_dates_it_before_the_file_and_other_texts(above):
    assert day_of(above) == "2026-10-14"


def test_the_day_of_the_list_goes_before_a_year_in_the_name_of_its_sheet_and_after_a_month():
    updated = [["Last updated: 14/10/2026"]]
    assert day_of(updated, sheet="2025") == "2026-10-14"
    assert day_of(updated, sheet="June 2025") == "June 2025"
    assert day_of(updated, as_at="2026-09") == "2026-09"


def test_a_day_to_come_does_not_date_the_list():
    assert day_of([["Next meeting: 12 December 2026"]]) == "June 2025"
    assert day_of([["Next review", datetime(2026, 12, 12)]]) == "June 2025"


@pytest.mark.parametrize("line", ["Date last updated: 14/10/2026", "Data as at 14/10/2026", "Next review: 14/10/2026"])
def test_the_day_of_a_list_is_never_the_name_of_its_review(line):
    reading = read({"Plan": [[line], *TABLE]}, name="custody.xlsx")
    assert [row["review"] for row in reading.rows["reviews"]] == ["custody"]

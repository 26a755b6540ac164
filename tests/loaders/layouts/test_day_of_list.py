"""A list without dates is from the day that a text above it names, before any guess."""

from datetime import datetime

import pytest

from loaders.options import ReadOptions
from tests.support.workbooks.layouts import read, updates

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
        [["Last update 14 October 2026"]],
        [["This tracker was last updated on 14/10/2026"]],
        [["Data correct as of 14/10/2026"]],
        [["Last updated:", "14/10/2026"]],
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

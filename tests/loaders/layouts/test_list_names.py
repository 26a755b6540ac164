"""Rows above a table that are not its title."""

import pytest

from loaders.layouts.list_names import is_metadata
from tests.support.workbooks.layouts import issues, read

NAMES = [
    "Custody inspection 2023",
    "Ethical standards review: action tracker",
    "Review: custody",
    "CPS: actions",
    "Versions of events",
    "What is being done about stalking",
    "Stalking review as at June 2024",
    "Status of custody, 14 October 2026",
    "Next steps for custody",
]
PARTICULARS = [
    "Updated: 3 June 2024",
    "Last updated 3 June",
    "Version 3",
    "v2.1",
    "As at June 2024",
    "Owner: the Force",
    "Prepared by: the office",
    "Please update monthly",
    "Figures are provisional; see note 1",
    "RAG ratings are agreed at each meeting",
    "* Rated by the office",
    "Date last updated: 14/10/2026",
    "Data correct as of 14/10/2026",
    "This tracker was last updated on 14 October 2026",
    "RAG status as at 14 October 2026",
    "Next meeting: 12 December 2026",
]


@pytest.mark.parametrize("line", NAMES)
def test_a_name_is_no_particular(line):
    assert not is_metadata(line)


@pytest.mark.parametrize("line", PARTICULARS)
def test_when_and_by_whom_a_workbook_was_updated_is_metadata(line):
    assert is_metadata(line)


@pytest.mark.parametrize("line", [["Updated: 3 June 2024"], ["Version:", 3]])
def test_the_review_is_named_by_the_title_above_the_particulars(line):
    rows = [["Custody inspection"], line, [], ["Ref", "Recommendation", "RAG Feb 24"], [1, "Train.", "Red"]]
    assert [row["review"] for row in read({"T": rows}).rows["reviews"]] == ["Custody inspection"]


def test_particulars_alone_name_no_review():
    rows = [["Updated: 3 June 2024"], ["Ref", "Recommendation", "RAG Feb 24"], [1, "Train.", "Red"]]
    reading = read({"T": rows}, name="custody.xlsx")
    assert [row["review"] for row in reading.rows["reviews"]] == ["custody"]


def test_a_title_that_only_names_a_state_of_things_names_no_review():
    table = [["Ref", "Recommendation", "Owner", "RAG", "Update"], [1, "Train officers.", "DPP", "A", "Begun."]]
    reading = read({"June 2024": [["Open actions"], *table]}, name="Stalking.xlsx")
    assert [row["review"] for row in reading.rows["reviews"]] == ["Stalking"]
    assert issues(reading) == [("rows-above-headings", "June 2024 A1"), ("snapshot-dated", "June 2024 A2")]

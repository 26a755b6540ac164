"""A tracker in which nothing, or no status, is filled in yet: one issue, and not one for each empty cell."""

import pytest

from loaders import read_workbook
from model.issues.issue import WorkbookError
from tests.support.workbooks.canonical import REVIEW, write_workbook
from tests.support.workbooks.layouts import GREEN, read

HEADINGS = ["Ref", "Recommendation", "Theme", "Owner", "Status June 2024", "Update June 2024"]


def codes(reading):
    return [issue.code for issue in reading.issues]


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [[number] for number in range(1, 41)],
        [[number, None, None, None, "Open"] for number in range(1, 41)],
    ],
    ids=["headings only", "refs only", "refs and a default status"],
)
def test_headings_with_nothing_below_are_refused_as_not_filled_in_yet(rows):
    with pytest.raises(WorkbookError) as refusal:
        read({"Tracker": [["Our tracker"], HEADINGS, *rows]})
    assert (refusal.value.code, refusal.value.details) == ("tracker-empty", {"sheet": "Tracker", "row": "2"})


def test_an_empty_tracker_next_to_a_list_that_is_not_recognised_is_no_table():
    others = [["Matter", "Who"], *([f"We must do matter {number}.", "Ann"] for number in range(5))]
    with pytest.raises(WorkbookError) as refusal:
        read({"Tracker": [HEADINGS], "Matters": others})
    assert refusal.value.code == "no-table"


def test_recommendations_with_only_refs_are_one_issue(tmp_path):
    rows = [{"Review": REVIEW["Review"], "Ref": str(number)} for number in range(1, 41)]
    reading = read_workbook(write_workbook(tmp_path / "tracker.xlsx", recommendations=rows, progress=[]))
    assert [(issue.code, issue.sheet) for issue in reading.issues] == [("recommendations-empty", "Recommendations")]


def test_one_recommendation_that_is_written_leaves_the_empty_cells_of_the_others():
    rows = [[1, "Train officers.", "Training", "CPS", "Red", "Begun."], [2, None, "Training", "CPS", "Red", "Begun."]]
    assert "value-missing" in codes(read({"Tracker": [HEADINGS, *rows]}))


@pytest.mark.parametrize("status", [[], ["Status June 2024"]], ids=["no column", "an empty column"])
def test_a_tracker_without_statuses_has_that_as_one_issue_and_none_of_who_gave_them(status):
    rows = [["Ref", "Recommendation", "Owner", "Update June 2024", *status], [1, "Train officers.", "CPS", "Begun."]]
    assert codes(read({"Tracker": rows})) == ["review-assumed", "statuses-missing"]


def test_a_list_without_statuses_and_updates_needs_no_month():
    reading = read({"Tracker": [["Ref", "Recommendation", "Owner", "Status"], [1, "Train officers.", "CPS"]]})
    assert (codes(reading), reading.publishable) == (["review-assumed", "statuses-missing"], True)


def test_statuses_that_were_not_read_are_not_missing():
    rows = [["Ref", "Recommendation", "Owner", "Status June 2024"], [1, "Train officers.", "CPS", "Red"]]
    unread = read({"Tracker": rows}, fills={"Tracker!D2": GREEN})
    assert "statuses-missing" not in codes(unread)
    assert "status-colour-disagrees" in codes(unread)

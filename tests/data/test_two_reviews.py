"""The example of two reviews in one tracker: made up, sound, and with a ref that both reviews have."""

from pathlib import Path

from loaders import read_workbook
from model.tracker.tracker import Tracker

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "two-reviews.xlsx"


def test_the_example_has_no_issue_and_two_reviews_that_share_refs():
    reading = read_workbook(EXAMPLE.read_bytes(), name=EXAMPLE.name)
    tracker = Tracker.from_rows(reading.rows, reading.scale)
    assert reading.issues == ()
    assert tracker.recommendations.groupby("review")["ref"].agg(list).to_dict() == {
        "Custody": ["1", "2", "3", "4", "5"],
        "Missing": ["1", "2", "3", "4"],
    }
    assert tracker.has_shared_refs


def test_the_example_is_labelled_as_made_up():
    reading = read_workbook(EXAMPLE.read_bytes(), name=EXAMPLE.name)
    assert {row["source"] for row in reading.rows["reviews"]} == {"Made up, to show two reviews in one tracker"}

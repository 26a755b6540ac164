"""The example of an ordinary year: made up, and sound."""

from pathlib import Path

import pytest

from loaders import read_workbook
from model.tracker.tracker import Tracker

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "ordinary-year.xlsx"


@pytest.fixture(scope="module")
def reading():
    """Return what is read from the example."""
    return read_workbook(EXAMPLE.read_bytes(), name=EXAMPLE.name)


def test_the_example_has_no_issue_and_sixty_recommendations_of_nine_agencies_in_eight_rounds(reading):
    tracker = Tracker.from_rows(reading.rows, reading.scale)
    assert reading.issues == ()
    assert tracker.recommendation_count == 60
    assert tracker.recommendations["lead_agency"].nunique() == 9
    assert tracker.progress["round"].nunique() == 8


def test_the_example_is_labelled_as_made_up(reading):
    (review,) = reading.rows["reviews"]
    assert review["source"] == "Made up, to show a tracker of ordinary size: no person, office or place in it exists."

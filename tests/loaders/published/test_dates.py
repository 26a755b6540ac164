"""Dates that are read in the words in which they are published."""

import pytest

from tests.support.published_workbooks import issue_details, published_reading, read_by
from tests.support.workbooks.canonical import RATED

FUNDING = "Find lasting funding."


@pytest.fixture
def published(tmp_path):
    return published_reading(tmp_path)


def dates(reading, table="progress", field="date"):
    return [row[field].words for row in reading.rows[table]]


def test_a_short_month_is_the_published_round_and_a_new_round_stays_as_it_is_written(published):
    head = ["Ref", "Recommendation", "RAG Feb 24", "RAG Oct 24"]
    reading = read_by(published, {"Plan": [head, ["1", FUNDING, "Amber", "Green"]]})
    assert dates(reading) == ["February 2024", "Oct 24"]
    assert issue_details(reading, "date-published") == [("Plan C1", "", {"changes": "“Feb 24” → “February 2024”"})]


def test_a_target_is_read_in_its_published_words(published):
    head = ["Ref", "Recommendation", "Target date", "RAG Oct 24"]
    rows = [["1", FUNDING, "March 2025", "Amber"], ["2", "Train officers.", "Jan 2025", "Amber"]]
    reading = read_by(published, {"Plan": [head, *rows]})
    assert dates(reading, "recommendations", "target") == ["March 2025", "January 2025"]
    assert issue_details(reading, "date-published") == [("Plan C3", "", {"changes": "“Jan 2025” → “January 2025”"})]


def test_a_day_of_a_published_month_stays_that_day(published):
    head = ["Ref", "Recommendation", "RAG", "Date"]
    reading = read_by(published, {"Plan": [head, ["1", FUNDING, "Amber", "1 February 2024"]]})
    assert dates(reading) == ["2024-02-01"]
    assert issue_details(reading, "date-published") == []


def test_words_that_are_published_too_are_left_as_they_are(tmp_path):
    both = published_reading(tmp_path, progress=[RATED, {**RATED, "Ref": "2", "Date": "Feb 24"}])
    head = ["Ref", "Recommendation", "RAG Feb 24"]
    assert dates(read_by(both, {"Plan": [head, ["1", FUNDING, "Amber"]]})) == ["Feb 24"]

"""A workbook that holds one of several published reviews is read as that review."""

import pytest

from tests.support.published_workbooks import CUSTODY, TRAINING, issue_details, published_reading, read_by
from tests.support.workbooks.canonical import RATED, RECOMMENDATION

HEAD = ["Ref", "Recommendation", "RAG Oct 24"]
FUNDING = ["1", "Find lasting funding.", "Amber"]
TRAIN = ["2", "Train officers on breaches of civil orders", "Red"]
CELLS = ["1", "Inspect every cell each week.", "Red"]


@pytest.fixture
def published(tmp_path):
    recommendations = [RECOMMENDATION, TRAINING, CUSTODY]
    reviews = [{"Review": name, "Title": f"The {name} review"} for name in ("Stalking", "Custody")]
    return published_reading(tmp_path, reviews=reviews, recommendations=recommendations, progress=[RATED])


def reviews(reading):
    return {row["review"] for table in ("recommendations", "progress") for row in reading.rows[table]}


def test_refs_and_texts_of_one_review_name_it(published):
    reading = read_by(published, {"Plan": [["Our plan"], HEAD, FUNDING, TRAIN]})
    assert reviews(reading) == {"Stalking"}
    details = {"matching": "2", "count": "2", "assumed": "Our plan"}
    assert issue_details(reading, "review-published") == [("Plan A1", "Stalking", details)]
    assert issue_details(reading, "review-assumed") == []
    assert reviews(read_by(published, {"Plan": [HEAD, CELLS]})) == {"Custody"}


def test_a_title_in_place_of_the_text_names_it_too(published):
    assert reviews(read_by(published, {"Plan": [HEAD, ["1", "Funding", "Amber"], TRAIN]})) == {"Stalking"}


def test_the_title_of_the_workbook_does_not_become_that_of_the_published_review(published):
    reading = read_by(published, {"Plan": [["Our plan"], HEAD, FUNDING, TRAIN]})
    assert [(row["review"], row["title"]) for row in reading.rows["reviews"]] == [("Stalking", "Stalking")]
    chosen = read_by(published, {"Plan": [["Our plan"], HEAD, ["9", "Something else.", "Red"]]}, review="Stalking")
    assert [(row["review"], row["title"]) for row in chosen.rows["reviews"]] == [("Stalking", "Stalking")]


@pytest.mark.parametrize(
    "rows",
    [
        [["1", "Buy new cars.", "Red"], ["2", "Paint the station.", "Red"]],
        [FUNDING, ["2", "Paint the station.", "Red"], ["3", "Buy new cars.", "Red"]],
        [["5", "Find lasting funding.", "Amber"], ["6", TRAIN[1], "Red"]],
        [CELLS, TRAIN],
    ],
    ids=["other texts", "too few", "other refs", "two reviews"],
)
def test_without_a_clear_match_the_review_is_a_question(published, rows):
    reading = read_by(published, {"Plan": [HEAD, *rows]}, name="our plan.xlsx")
    assert reviews(reading) == {"our plan"}
    assert [found for _, found, _ in issue_details(reading, "review-assumed")] == ["our plan"]
    assert issue_details(reading, "review-published") == []


def test_a_review_that_the_workbook_names_is_left_as_it_is(published):
    rows = [[*HEAD, "Review"], [*FUNDING, "Another"], [*TRAIN, "Another"]]
    assert reviews(read_by(published, {"Plan": rows})) == {"Another"}


def test_a_review_that_a_person_chose_goes_before_a_match(published):
    reading = read_by(published, {"Plan": [HEAD, FUNDING, TRAIN]}, review="Custody")
    assert reviews(reading) == {"Custody"}

"""Targets before the first update, if the publication date of the review is unknown."""

from tests.support.workbooks.layouts import read


def early(reading):
    return [(i.cell, i.found, i.details["date"]) for i in reading.issues if i.code == "date-before-review"]


def wide(*targets):
    head = ["Ref", "Recommendation", "Target date", "RAG Feb 24", "Progress Feb 24", "RAG June 24", "Progress June 24"]
    rows = [[ref, f"Task {ref}.", target, "R", "x", "A", "y"] for ref, target in enumerate(targets, 1)]
    return read({"T": [head, *rows]})


def test_a_target_before_the_first_update_of_the_review_is_reported():
    reading = wide("December 2023", "January 2023", "Feb 24", "Summer 2024", "TBC", None)
    assert early(reading) == [("C2", "December 2023", "2024-02-01"), ("C3", "January 2023", "2024-02-01")]


def test_in_a_list_of_one_round_only_a_target_more_than_a_year_earlier_is_reported():
    head = ["Ref", "Recommendation", "Target date", "RAG", "Update"]
    rows = [
        [1, "Train.", "March 2024", "R", "x"],
        [2, "Count.", "May 2023", "R", "x"],
        [3, "Ask.", "March 2015", "R", "x"],
    ]
    assert early(read({"June 2024": [head, *rows]})) == [
        ("C3", "May 2023", "2024-06-01"),
        ("C4", "March 2015", "2024-06-01"),
    ]

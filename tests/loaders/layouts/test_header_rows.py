"""A year above quarters, seasons or months belongs to the round of each."""

from typing import Any

import pytest

from tests.support.workbooks.layouts import issues, read


@pytest.mark.parametrize(
    ("years", "labels", "rounds"),
    [
        (["2023/24", "2024/25"], ["Q4", "Q4 RAG", "Q1", "RAG Q1"], ["Q4 2023/24", "Q1 2024/25"]),
        ([2024, None], ["Feb", "Feb RAG", "June update", "June RAG"], ["Feb 2024", "June 2024"]),
        (["2023/24", None], ["Nov update", "Nov RAG", "March update", "March RAG"], ["Nov 2023", "March 2024"]),
        (["2023", "2024"], ["Autumn", "Autumn RAG", "Spring update", "Spring RAG"], ["Autumn 2023", "Spring 2024"]),
    ],
    ids=["quarters", "months", "months of a financial year", "seasons"],
)
def test_a_year_belongs_to_what_stands_under_it(years, labels, rounds):
    first, second = years
    rows: list[list[Any]] = [
        [None, None, first, None, second, None],
        ["Ref", "Recommendation", *labels],
        [1, "Train.", "Begun.", "Red", "Half done.", "Amber"],
    ]
    merged = ["T!C1:D1", "T!E1:F1"] if second else ["T!C1:F1"]
    reading = read({"T": rows}, merged=merged)
    told = [(row["date"].words, row["status"], row["update"]) for row in reading.rows["progress"]]
    assert told == [(rounds[0], "Red", "Begun."), (rounds[1], "Amber", "Half done.")]
    assert issues(reading, but=("key-missing",)) == []


def test_headings_merged_down_two_rows_next_to_a_group_of_other_headings_are_no_item():
    top = ["No", "Recommendation", "Response person", None, "Status"]
    below = ["No", "Recommendation", "Office", "Site", "Status"]
    rows = [[1, "Train all of the staff.", "x", None, "Open"], [2, "Count all of the cases.", None, "x", "Closed"]]
    merged = ["T!A1:A2", "T!B1:B2", "T!C1:D1", "T!E1:E2"]
    reading = read({"T": [top, below, *rows]}, merged=merged)
    assert [row["ref"] for row in reading.rows["recommendations"]] == ["1", "2"]
    assert [row["status"] for row in reading.rows["progress"]] == ["Open", "Closed"]

"""Summaries that count the statuses of a tracker are no part of it and are reported."""

from typing import Any

import pytest

from tests.support.workbooks.layouts import issues, read, texts

TRACKER: list[list[Any]] = [
    ["Ref", "Recommendation", "Owner", "RAG", "Progress"],
    *([number, f"Do thing {number}.", "CPS", "Red", "Begun."] for number in range(1, 8)),
]
TEXTS = [(str(number), f"Do thing {number}.") for number in range(1, 8)]
COUNTS = {
    "words": [["Status", "Number"], ["Red", 5], ["Amber", 7], ["Green", 6]],
    "letters and a total": [["RAG", "No."], ["R", 5], ["A", 7], ["G", 6], ["Total", 18]],
    "with a remark": [["Status", "Number", "Comment"], ["Red", 5, "Fewer"], ["Amber", 7, "More"]],
    "with prompts": [["Status", "Number"], ["Red", 5], ["Amber", 7], ["Green", 6], ["Select status", "Select owner"]],
}


@pytest.mark.parametrize("counts", COUNTS.values(), ids=COUNTS)
def test_a_table_of_status_counts_is_not_read_as_recommendations_with_those_numbers(counts):
    above = read({"June 2024": [*counts, [], *TRACKER]})
    below = read({"June 2024": [*TRACKER, [], *counts]})
    separate = read({"June 2024": TRACKER, "Summary": counts})
    for reading in (above, below, separate):
        assert texts(reading) == TEXTS
        assert [row["status"] for row in reading.rows["progress"]] == ["Red"] * 7
    assert ("table-not-read", "June 2024 A1") in issues(above)
    assert ("table-not-read", "June 2024 A10") in issues(below)
    assert ("table-not-read", "Summary A1") in issues(separate)


@pytest.mark.parametrize(
    "counts",
    [
        [["Theme", "Red", "Amber", "Green", "Total"], ["Training", 1, 2, 3, 6], ["Orders", 2, 2, 2, 6]],
        [["Lead", "Red", "Amber", "Green", "No."], ["DPP", 1, 2, 3, 6], ["CPS", 2, 2, 2, 6]],
        [["Red", "Amber", "Green"], [5, 7, 6]],
    ],
    ids=["by theme", "by agency", "across"],
)
def test_rows_of_counts_below_a_table_are_no_items(counts):
    reading = read({"June 2024": [*TRACKER, [], *counts]})
    assert texts(reading) == TEXTS
    assert ("rows-below-table", "June 2024 A10") in issues(reading)


def test_statuses_before_numbers_are_updates_if_they_are_repeated():
    log = [["Status", "Rec", "Date"], ["Red", 1, "June 2024"], ["Red", 2, "June 2024"], ["Amber", 3, "June 2024"]]
    reading = read({"List": [row[:3] for row in TRACKER], "Log": log})
    stated = [row["status"] for row in reading.rows["progress"]]
    assert stated == ["Red", "Red", "Amber"]

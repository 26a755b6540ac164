"""Rows with only a month date the rows below them, if every row has such a row above it."""

from datetime import datetime

import pytest

from tests.support.workbooks.layouts import issues, items, read, updates

HEAD = ["Ref", "Recommendation", "Owner", "RAG", "Update"]
RATED = HEAD[:4]
FUND, TRAIN = [1, "Find funding.", "DPP"], [2, "Train officers.", "CPS"]
FOUR = [
    ("1", "Feb 24", "Red", "Nothing yet."),
    ("2", "Feb 24", "Amber", "Begun."),
    ("1", "June 2024", "Amber", "A bid was made."),
    ("2", "June 2024", "Green", "Done."),
]


def four_rows(february, june):
    return [
        february,
        [*FUND, "R", "Nothing yet."],
        [*TRAIN, "A", "Begun."],
        june,
        [*FUND, "A", "A bid was made."],
        [*TRAIN, "G", "Done."],
    ]


@pytest.mark.parametrize(
    ("february", "june"),
    [
        (["Feb 24"], ["June 2024"]),
        ([None, "Feb 24"], [None, "June 2024"]),
        (["Progress Feb 24"], ["Update: June 2024"]),
    ],
)
def test_rows_with_only_a_month_date_the_rows_below_them(february, june):
    reading = read({"T": [HEAD, *four_rows(february, june)]})
    assert (reading.layout, items(reading), updates(reading)) == (
        "long",
        [("1", None, "DPP"), ("2", None, "CPS")],
        FOUR,
    )
    first = "A2" if february[0] else "B2"
    assert issues(reading) == [("rounds-read", f"T {first}")]
    issue = next(one for one in reading.issues if one.code == "rounds-read")
    assert (issue.found, issue.details) == ("2, 5", {"words": february[-1]})


def test_a_row_with_only_a_real_date_dates_the_rows_below_it():
    reading = read({"T": [HEAD, *four_rows([datetime(2024, 2, 1)], [datetime(2024, 6, 1)])]})
    found = [(row["ref"], row["date"].round.isoformat()[:7], row["status"]) for row in reading.rows["progress"]]
    assert found == [
        ("1", "2024-02", "Red"),
        ("2", "2024-02", "Amber"),
        ("1", "2024-06", "Amber"),
        ("2", "2024-06", "Green"),
    ]
    assert issues(reading) == [("rounds-read", "T A2")]


def test_texts_alone_under_a_month_are_recommendations_and_the_month_is_none():
    head = ["Recommendation", "Owner", "RAG"]
    rows = [["June 2024"], ["Find funding.", "DPP", "R"], ["Train officers.", None, "G"]]
    reading = read({"T": [head, *rows]})
    assert updates(reading) == [("1", "June 2024", "Red", None), ("2", "June 2024", "Green", None)]
    assert issues(reading) == [("refs-numbered", "T A1"), ("rounds-read", "T A2")]


def test_themes_within_each_month_begin_anew_with_the_month():
    rows = [["Feb 24"], ["Money"], [*FUND, "R"], ["June 2024"], [*TRAIN, "G"], ["Data"], [3, "Count.", "DPP", "A"]]
    reading = read({"T": [RATED, *rows]})
    assert items(reading) == [("1", "Money", "DPP"), ("2", None, "CPS"), ("3", "Data", "DPP")]
    assert updates(reading) == [
        ("1", "Feb 24", "Red", None),
        ("2", "June 2024", "Green", None),
        ("3", "June 2024", "Amber", None),
    ]
    assert issues(reading) == [("rounds-read", "T A2"), ("groups-read", "T A3")]


def test_months_within_each_theme_begin_anew_with_the_theme():
    money = [["Money"], ["Feb 24"], [*FUND, "R"], ["June 2024"], [*FUND, "A"]]
    reading = read({"T": [RATED, *money, ["Data"], ["June 2024"], [*TRAIN, "G"]]})
    assert items(reading) == [("1", "Money", "DPP"), ("2", "Data", "CPS")]
    assert updates(reading) == [
        ("1", "Feb 24", "Red", None),
        ("1", "June 2024", "Amber", None),
        ("2", "June 2024", "Green", None),
    ]
    undated = read({"T": [RATED, *money, ["Data"], [*TRAIN, "G"]]})
    assert [row["date"] for row in undated.rows["progress"]] == [None, None]
    assert issues(undated) == [
        ("snapshot-undated", "T A1"),
        ("groups-read", "T A2"),
        ("rows-not-items", "T A3"),
        ("round-in-row", "T A3"),
        ("rows-joined", "T A4"),
        ("round-in-row", "T A5"),
        ("statuses-differ", "T D6"),
    ]


def test_months_above_some_rows_only_are_a_warning():
    reading = read({"T": [RATED, [*FUND, "R"], [None, "June 2024"], [*TRAIN, "G"]]})
    assert [row["date"] for row in reading.rows["progress"]] == [None, None]
    assert issues(reading) == [("snapshot-undated", "T A1"), ("rows-not-items", "T B3"), ("round-in-row", "T B3")]


def test_a_month_between_rows_with_dates_is_only_named():
    head = ["Ref", "Recommendation", "Owner", "Date", "RAG"]
    reading = read({"T": [head, ["June 2024"], [*FUND, "5 June 2024", "R"], [*TRAIN, "7 June 2024", "G"]]})
    assert updates(reading) == [("1", "2024-06-05", "Red", None), ("2", "2024-06-07", "Green", None)]
    assert issues(reading) == [("rows-not-items", "T A2")]


def test_a_month_without_a_year_dates_nothing():
    reading = read({"T": [RATED, ["June"], [*FUND, "R"], [*TRAIN, "G"]]})
    assert [row["date"] for row in reading.rows["progress"]] == [None, None]
    assert [code for code, _ in issues(reading)] == ["snapshot-undated", "rows-not-items", "round-in-row"]

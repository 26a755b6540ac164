"""Summaries, keys, lists and notes next to a table are no columns of it, and each is reported by its range."""

from itertools import zip_longest
from typing import Any

import pytest

from model.tracker.reading import Severity
from tests.support.workbooks.layouts import AMBER, GREEN, RED, issues, read, texts, updates

STATUSES = ["Red", "Amber", "Amber", "Green", "Green", "Green"]
ROWS = [[number, f"Do thing {number}.", "CPS", status, "Begun."] for number, status in enumerate(STATUSES, start=1)]
Rows = list[list[Any]]
TABLE: Rows = [["Ref", "Recommendation", "Owner", "RAG", "Update"], *ROWS]
COUNTED = [["Red", 1], ["Amber", 2], ["Green", 3], ["Total", 6]]
SUMMARY: Rows = [["Status", "Count"], *COUNTED]
MEANINGS = [["Red", "Late"], ["Amber", "At risk"], ["Green", "Complete"]]
KEY = [["Status", "Meaning"], *MEANINGS]


def table_with_block(block, *, table=TABLE, down=0, gap=1):
    """Return a sheet with a block next to a table, so many rows down and columns away."""
    width = max(map(len, table)) + gap
    return side_by_side(table, [[]] * down + block, width)


def side_by_side(left: Rows, right: Rows, width: int) -> dict[str, Rows]:
    """Return a sheet with two groups of rows side by side; the left one takes up so many columns."""
    nothing: list[Any] = []
    rows = zip_longest(left, right, fillvalue=nothing)
    return {"June 2024": [[*one, *[None] * (width - len(one)), *other] for one, other in rows]}


def statuses(reading):
    return [row["status"] for row in reading.rows["progress"]]


def reported(reading):
    return [
        (one.found, one.details.get("kind"), one.severity)
        for one in reading.issues
        if one.code not in ("snapshot-dated", "review-assumed", "statuses-taken-as-published", "key-missing")
    ]


@pytest.mark.parametrize(
    ("block", "place", "found"),
    [
        (SUMMARY, {}, "G1:H5"),
        (SUMMARY, {"down": 3}, "G4:H8"),
        ([["Summary"], *SUMMARY], {}, "G1:H6"),
        (COUNTED, {"down": 1}, "G2:H5"),
        ([["RAG", "No.", "%"], ["R", 1, "17%"], ["A", 2, "33%"], ["G", 3, "50%"]], {}, "G1:I4"),
        ([["Agency", "Red", "Amber", "Green"], ["DPP", 0, 1, 1], ["CPS", 1, 1, 2]], {}, "G1:J3"),
        ([["Total recommendations", 6], ["Complete", 3]], {}, "G1:H2"),
        ([["Status", "Feb 24", "June 24"], ["Red", 2, 1], ["Amber", 2, 2], ["Green", 2, 3]], {}, "G1:I4"),
    ],
    ids=["apart", "lower", "titled", "unheaded", "shares", "by agency", "figures", "by round"],
)
@pytest.mark.parametrize("rows", [3, 4, 7])
def test_a_summary_next_to_a_table_is_named_and_no_status(block, place, found, rows):
    reading = read(table_with_block(block, table=TABLE[:rows], **place))
    assert statuses(reading) == STATUSES[: rows - 1]
    assert {row["lead_agency"] for row in reading.rows["recommendations"]} == {"CPS"}
    assert reported(reading) == [(found, "table", Severity.WARNING)]


@pytest.mark.parametrize(
    ("block", "kind", "severity", "found"),
    [
        ([["Status"], ["Red"], ["Amber"], ["Green"]], "table", Severity.WARNING, "G1:G4"),
        ([["Statuses", "Owners"], ["Red", "CPS"], ["Amber", "DPP"], ["Green"]], "table", Severity.WARNING, "G1:H4"),
        ([[None], ["Guidance"], ["1. Give a RAG."], ["2. Save."]], "notes", Severity.INFO, "G2:G4"),
        ([["Name", "Email"], ["Lead", "lead@force"]], "table", Severity.WARNING, "G1:H2"),
        ([["Meeting", "Date"], ["Panel", "1 May 2024"]], "table", Severity.WARNING, "G1:H2"),
        ([[None], ["R", "Responsible"], ["A", "Accountable"]], "table", Severity.WARNING, "G2:H3"),
    ],
    ids=["a list", "two lists", "notes", "contacts", "meetings", "roles"],
)
def test_what_else_an_empty_column_parts_from_a_table_is_named(block, kind, severity, found):
    reading = read(table_with_block(block))
    assert statuses(reading) == STATUSES
    assert [row["title"] for row in reading.rows["recommendations"]] == [None] * 6
    assert reported(reading) == [(found, kind, severity)]


@pytest.mark.parametrize("block", [KEY, [["Key"], *MEANINGS]], ids=["headed", "titled"])
def test_a_key_next_to_a_table_is_the_scale(block):
    reading = read(table_with_block(block))
    assert statuses(reading) == STATUSES
    assert [(one.name, one.meaning, one.complete) for one in reading.scale.statuses] == [
        ("Red", "Late", False),
        ("Amber", "At risk", False),
        ("Green", "Complete", True),
    ]
    assert issues(reading, but={"snapshot-dated"}) == [("key-read", "June 2024 G1")]


def test_a_key_that_counts_its_statuses_is_a_key_and_what_stands_below_it_is_named():
    counted = [["Status", "Meaning", "Count"], *([*row, 2] for row in MEANINGS), ["Note: provisional."]]
    reading = read(table_with_block(counted))
    assert reading.scale.names == ("Red", "Amber", "Green")
    assert reported(reading) == [("Red, Amber, Green", None, Severity.INFO), ("G1:I5", "notes", Severity.INFO)]


def test_a_key_of_colours_next_to_a_table_may_be_filled_and_not_named():
    block = [["Key"], [None, "Late"], [None, "At risk"], [None, "Complete"]]
    fills = {"June 2024!G2": RED, "June 2024!G3": AMBER, "June 2024!G4": GREEN, "June 2024!D2": RED}
    reading = read(table_with_block(block, table=[TABLE[0], [*ROWS[0][:3], None, "Begun."]]), fills=fills)
    assert (statuses(reading), reading.scale.names) == (["Late"], ("Late", "At risk", "Complete"))


def test_further_columns_behind_an_empty_one_belong_to_the_table():
    wide = [[*row[:3], "Amber"] if place else [*row[:3], "RAG Feb 24"] for place, row in enumerate(TABLE)]
    reading = read(
        table_with_block([["RAG June 24", "Update June 24"], ["Red", "Stopped."], ["Green", "Done."]], table=wide)
    )
    assert updates(reading)[:4] == [
        ("1", "Feb 24", "Amber", None),
        ("1", "June 24", "Red", "Stopped."),
        ("2", "Feb 24", "Amber", None),
        ("2", "June 24", "Green", "Done."),
    ]
    assert reported(reading) == []


def test_two_lists_without_refs_side_by_side_are_both_read():
    left, right = [[row[1:4] for row in rows] for rows in ([TABLE[0], *ROWS[:3]], [TABLE[0], *ROWS[3:]])]
    reading = read(side_by_side(left, right, 4))
    assert sorted(texts(reading)) == [(str(number), f"Do thing {number}.") for number in range(1, 7)]


def test_promises_next_to_a_table_belong_to_the_refs_in_their_rows():
    promises: Rows = [["Ref", "Monitoring activity", "Due"], [3, "Ask.", "May 2025"], [1, "Meet.", "May 2025"]]
    reading = read(table_with_block(promises))
    assert [(row["ref"], row["activity"]) for row in reading.rows["monitoring"]] == [("3", "Ask."), ("1", "Meet.")]
    assert reported(reading) == []


def test_refs_repeated_next_to_a_table_are_another_table_and_a_warning():
    again: Rows = [["Ref", "Theme"], *([row[0], "Data"] for row in ROWS)]
    reading = read(table_with_block(again))
    assert [row["theme"] for row in reading.rows["recommendations"]] == [None] * 6
    assert reported(reading) == [("G1:H7", "table", Severity.WARNING)]


def test_one_long_note_merged_next_to_a_table_is_no_theme_of_its_empty_rows():
    rows = [[*TABLE[0], None, None], *([*row, None, None] for row in ROWS[:2]), [], [*ROWS[2], None, None]]
    rows[1][6] = "Fill in column D each month."
    reading = read({"June 2024": rows}, merged=["June 2024!G2:G5"])
    assert [row["theme"] for row in reading.rows["recommendations"]] == [None] * 3
    assert reported(reading) == [("G2:G3", "notes", Severity.INFO), ("G5", "notes", Severity.INFO)]


@pytest.mark.parametrize("block", [SUMMARY, KEY], ids=["summary", "key"])
def test_a_summary_or_a_key_that_touches_a_table_is_a_question(block):
    reading = read(table_with_block(block, gap=0))
    assert statuses(reading) == [None] * 6
    assert ("status-columns-two", "June 2024 F1") in issues(reading)


def test_several_blocks_under_one_another_are_each_what_they_are():
    reading = read(table_with_block([*SUMMARY[:3], [], ["Owner", "Count"], ["CPS", 6], [], ["Key"], *MEANINGS]))
    assert reading.scale.names == ("Red", "Amber", "Green")
    assert [(one[0], one[1]) for one in reported(reading)] == [
        ("G1:H3", "table"),
        ("G5:H6", "table"),
        ("Red, Amber, Green", None),
    ]


@pytest.mark.parametrize("between", [[], [[]]], ids=["above the headings", "with an empty row"])
def test_a_month_above_a_table_on_the_right_is_its_round(between):
    title = [["Our tracker", None, None, None, None, None, "As at:", "June 2024"], *between]
    reading = read({"Tracker": [*title, *TABLE]})
    assert updates(reading)[0] == ("1", "June 2024", "Red", "Begun.")
    assert issues(reading) == [("rows-above-headings", "Tracker A1"), ("snapshot-dated", "Tracker H1")]


SHORT, MORE = [row[:4] for row in TABLE[:3]], [[7, "Ask them.", "DPP", "Red"], [8, "Tell them.", "DPP", "Red"]]


@pytest.mark.parametrize("gap", [0, 1])
@pytest.mark.parametrize("titles", [True, False])
def test_a_table_that_begins_again_to_the_right_is_another_table(gap, titles):
    left, right = ([[title]] if titles else [] for title in ("Training", "Data"))
    reading = read(side_by_side([*left, *SHORT], [*right, SHORT[0], *MORE], 4 + gap))
    assert sorted(texts(reading)) == [
        ("1", "Do thing 1."),
        ("2", "Do thing 2."),
        ("7", "Ask them."),
        ("8", "Tell them."),
    ]
    assert {row["theme"] for row in reading.rows["recommendations"]} == ({"Training", "Data"} if titles else {None})


def test_tables_side_by_side_without_titles_whose_refs_are_the_same_get_a_number():
    again = [[n, *row[1:]] for n, row in enumerate(MORE, 1)]
    reading = read(side_by_side(SHORT, [SHORT[0], *again], 5))
    assert sorted(ref for ref, _ in texts(reading)) == [f"June 2024 ({n}) {ref}" for n in (1, 2) for ref in (1, 2)]
    assert ("refs-restart", "June 2024 F2") in issues(reading)


@pytest.mark.parametrize(
    ("headings", "code"),
    [
        (["Risk ID", "Risk", "Owner", "Likelihood"], "list-of-another-kind"),
        (["No", "Action", "Lead", "BRAG"], "table-not-read"),
    ],
)
def test_another_list_to_the_right_is_named_and_not_joined_to_the_rows(headings, code):
    reading = read(side_by_side(SHORT, [headings, *MORE], 5))
    assert texts(reading) == [("1", "Do thing 1."), ("2", "Do thing 2.")]
    assert (code, "June 2024 F1") in issues(reading)

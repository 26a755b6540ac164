"""Lists of another kind are never combined with recommendations; sheets of one list are, and give themes."""

from typing import Any

import pytest

from loaders.options import ReadOptions
from model.tracker.reading import Severity
from tests.support.workbooks.layouts import issues, items, read, texts

TRACKER = [
    ["Ref", "Recommendation", "Owner", "Target date", "Status", "Comments"],
    [1, "Train officers.", "DPP", "June 2025", "Red", "Begun."],
    [2, "Share data.", "CPS", "June 2025", "Amber", "Agreed."],
]


THEMES = ("Risk", "Training", "Change")


def other(*headings):
    return [list(headings), *([f"{number}", *[f"{one} {number}" for one in headings[1:]]] for number in (1, 2, 3))]


def lists(reading):
    return [
        (one.sheet, one.found, one.details["rows"], one.severity)
        for one in reading.issues
        if one.code == "list-of-another-kind"
    ]


@pytest.mark.parametrize(
    ("sheet", "headings"),
    [
        ("Risks", ["Ref", "Risk", "Owner", "Target date", "Status", "Comments"]),
        ("Risk register", ["Ref", "Description", "Owner", "Target date", "Status", "Comments"]),
        ("Sheet2", ["ID", "Description", "Likelihood", "Impact", "Owner", "Status"]),
        ("Sheet2", ["Risk ID", "Description", "Owner", "Status", "Comments"]),
        ("Sheet2", ["Ref", "Issue", "Owner", "Target date", "Status", "Comments"]),
        ("Assumptions", ["Ref", "Assumption", "Owner", "Target date", "Status", "Comments"]),
        ("Dependencies", ["Ref", "Dependency", "Owner", "Target date", "Status", "Comments"]),
        ("Decision log", ["Ref", "Decision", "Owner", "Date", "Status", "Comments"]),
        ("Lessons learned", ["Ref", "Lesson", "Owner", "Status", "Comments"]),
        ("Contacts", ["Name", "Role", "Organisation", "Comments"]),
        ("Risgiau", ["Cyf", "Disgrifiad", "Perchennog", "Statws", "Sylwadau"]),
    ],
)
def test_a_list_of_another_kind_is_named_with_its_range_and_its_rows(sheet, headings):
    reading = read({sheet: other(*headings), "June 2024": TRACKER})
    assert texts(reading) == [("1", "Train officers."), ("2", "Share data.")]
    assert [row["status"] for row in reading.rows["progress"]] == ["Red", "Amber"]
    assert lists(reading) == [(sheet, f"A1:{'ABCDEF'[len(headings) - 1]}4", "3", Severity.INFO)]
    assert issues(reading) == [("list-of-another-kind", f"{sheet} A1"), ("snapshot-dated", "June 2024 A1")]


def test_risks_on_the_sheet_of_the_tracker_are_another_list_with_their_title():
    reading = read({"June 2024": [*TRACKER, [], ["Risks"], *other("Ref", "Description", "Owner", "Status")]})
    assert texts(reading) == [("1", "Train officers."), ("2", "Share data.")]
    assert lists(reading) == [("June 2024", "A5:D9", "3", Severity.INFO)]


def test_a_sheet_with_the_name_of_a_theme_that_is_also_a_kind_is_a_part_of_the_list():
    sheets = {
        name: [["Ref", "Description", "Status"], [n, f"Do {n}.", "Red"]] for n, name in enumerate(THEMES, start=1)
    }
    assert [(ref, theme) for ref, theme, _ in items(read(sheets))] == [
        ("1", "Risk"),
        ("2", "Training"),
        ("3", "Change"),
    ]


def test_actions_with_a_list_of_risks_are_the_tracker():
    head = ["Ref", "Action", "Owner", "Status", "Comments"]
    actions: list[list[Any]] = [head, [1, "Book a room.", "DPP", "Red", "x"], [2, "Hire.", "CPS", "Amber", "y"]]
    risks = other("Ref", "Risk", "Owner", "Status", "Comments")
    separate = read({"Risks": risks, "June 2024": actions})
    assert texts(separate) == [("1", "Book a room."), ("2", "Hire.")]
    assert lists(separate) == [("Risks", "A1:E4", "3", Severity.INFO)]


def test_a_log_of_nothing_but_risks_and_issues_is_the_tracker():
    reading = read(
        {
            "Risks": other("Ref", "Risk", "Likelihood", "Owner", "Status", "Comments"),
            "Issues": [["Ref", "Issue", "Owner", "Status", "Comments"], ["I1", "It leaks.", "DPP", "Red", "x"]],
        }
    )
    assert items(reading) == [*((str(n), "Risks", f"Owner {n}") for n in (1, 2, 3)), ("I1", "Issues", "DPP")]
    assert lists(reading) == []


def test_a_tracker_is_known_by_the_name_of_its_sheet_and_is_never_combined_with_a_larger_list_of_risks():
    work = [["Ref", "Description", "Owner", "Status", "Comments"], ["1", "Do it.", "CPS", "Red", "x"]]
    risks = other("Risk ID", "Description", "Likelihood", "Theme", "Owner", "Target date", "Status", "Comments")
    named = read({"Tracker": work, "Register": risks})
    assert (texts(named), lists(named)) == ([("1", "Do it.")], [("Register", "A1:H4", "3", Severity.INFO)])
    unnamed = read({"Work": work, "Register": risks})
    assert [text for _, text in texts(unnamed)] == ["Description 1", "Description 2", "Description 3"]
    assert ("table-not-read", "Work A1") in issues(unnamed)


@pytest.mark.parametrize("row", [[1, None, "Select the owner here"], [1, None, "OPEN"]])
def test_a_form_with_ids_and_prompts_is_empty(row):
    reading = read({"June 2024": TRACKER, "Blank": [["Ref", "Recommendation", "Owner"], row, [2]]})
    assert issues(reading) == [("snapshot-dated", "June 2024 A1"), ("sheet-without-items", "Blank")]


@pytest.mark.parametrize("row", [[8, "Ask.", "Team B"], [8, "Ask.", "Team B", "June 2025", "Done", "x"]])
def test_a_second_sheet_with_the_same_headings_is_read_as_the_first_however_few_its_rows(row):
    head = ["No", "What we will do", "Who", "When", "Where we are", "News"]
    state = ("Team A", "May 2025", "Open", "It began.")
    rows = [[n, f"Write plan number {n} for the whole force.", *state] for n in range(1, 8)]
    reading = read({"Force": [head, *rows], "Courts": [head, row]})
    last = reading.rows["recommendations"][-1]
    assert (last["ref"], last["recommendation"].split("\n")[0], last["lead_agency"]) == ("8", "Ask.", "Team B")


def test_a_second_sheet_with_the_same_headings_and_no_refs_is_read():
    head = ["Ref", "Recommendation", "Owner", "Status"]
    rows = [[n, f"Write {n}.", "DPP", "Open"] for n in range(1, 3)]
    reading = read({"Force": [head, *rows], "Courts": [head, [None, "Ask.", "CPS", "Open"]]})
    assert sorted(texts(reading)) == [("1", "Write 1."), ("2", "Write 2."), ("3", "Ask.")]
    assert ("columns-blank", "Courts A1") in issues(reading)


ROWS = [[1, "Train officers.", "R"], [2, "Share data.", "A"], [3, "Record risks.", "G"]]


def part(*numbers):
    return [["No", "Recommendation", "RAG June 24"], *(ROWS[number - 1] for number in numbers)]


def full_list(heading, *names):
    return [["No", "Recommendation", heading, "RAG June 24"]] + [
        [number, text, name, rag] for (number, text, rag), name in zip(ROWS, names, strict=True)
    ]


@pytest.mark.parametrize("name", ["All", "Master list", "Summary"])
def test_a_whole_list_among_sheets_of_themes_is_no_theme(name):
    reading = read({"Training": part(1, 3), "Data": part(2), name: full_list("Owner", "DPP", "CPS", "OPCC")})
    assert items(reading) == [("1", "Training", "DPP"), ("3", "Training", "OPCC"), ("2", "Data", "CPS")]


def test_the_theme_of_a_table_in_word_is_the_heading_above_it():
    reading = read({"Training (Word table 1)": part(1, 3), "Data (Word table 2)": part(2)})
    assert items(reading) == [("1", "Training", None), ("3", "Training", None), ("2", "Data", None)]


@pytest.mark.parametrize("names", [("Custody review", "Stalking review"), ("Arolygiad dalfeydd", "HMICFRS inspection")])
def test_sheets_that_are_named_as_reviews_are_reviews_each_with_its_numbers(names):
    sheets = {name: [["No", "Recommendation", "RAG June 24"], [1, f"Read the {name}.", "R"]] for name in names}
    reading = read(sheets)
    for table in ("recommendations", "progress"):
        assert [(row["review"], row["ref"]) for row in reading.rows[table]] == [(name, "1") for name in names]
    assert [row["theme"] for row in reading.rows["recommendations"]] == [None, None]
    assert [row["review"] for row in reading.rows["reviews"]] == [*names]
    one = read(sheets, options=ReadOptions(review="Both"))
    assert {row["review"] for row in one.rows["recommendations"]} == {"Both"}

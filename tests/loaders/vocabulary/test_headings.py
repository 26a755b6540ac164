from pathlib import Path

import pytest

from loaders.vocabulary.headings import (
    STRONG_ALIASES,
    WEAK_ALIASES,
    ColumnMeaning,
    column_labels,
    match_heading,
    sheet_labels,
)
from model.terms import label_key
from model.tracker.columns import SHEETS
from tests.support.workbooks.layouts import issues, read, updates


def meaning_and_round(heading):
    match = match_heading(heading)
    return match.meaning, match.round


HEADINGS = {
    "ref": "Rec No|Rec.|No.|#|\u00a0No.|Register ref|S. No.|Cyfeirnod|Issue number:|Risk #|POA&M ID|SL|ID\u200b|riskid",
    "lead_agency": "Owner|Responsibility|Agency|Risk Owner |Lead\norganisation|riskowner|By whom|Actionee|Service lead",
    "date": "Quarter|Chwarter|Reporting period",
    "status": "RAG rating|BRAG|Statws|Status (Open/Closed)|Open or Closed?|Complete (Yes/No/Partial)|Closed?",
    "update": "Progress|Progress (Month Year)|Cynnydd|Comments/ Resolution|3. Update|Action taken|Summary of progress",
    "recommendation": "Recommendation(s)|Description of Risk (there is a risk that….)|Argymhelliad",
    "target": "Target Date|TargetDate|due_date|By when?|Dyddiad targed|End date|Original due date|Revised target date",
    "background": "Existing controls|Current controls",
    "other-rating": "Probability|RAG impact|Risk score|RACI|Severity rating",
    "note": "Date Raised|Review Date|Start",
    "completed": "Date closed|Fixed Date|Actual completion date",
    "": f"Funding source||Xyz|Not complete|{'Work is going on and nobody knows how it will end ' * 4}",
}


@pytest.mark.parametrize("meaning", HEADINGS)
def test_what_people_write_above_a_column_has_a_meaning(meaning):
    headings = HEADINGS[meaning].split("|")
    assert [meaning_and_round(heading) for heading in headings] == [(meaning or None, None)] * len(headings)


@pytest.mark.parametrize(
    ("heading", "meaning", "words"),
    [
        ("Progress Feb 24", ColumnMeaning.UPDATE, "Feb 24"),
        ("DPP response July 2023", ColumnMeaning.RESPONSE, "July 2023"),
        ("RAG Feb 24", ColumnMeaning.STATUS, "Feb 24"),
        ("Feb-24", None, "Feb-24"),
        ("Position as at 14 June 2024", ColumnMeaning.UPDATE, "14 June 2024"),
        ("Q1 2024/25: update from DPP", ColumnMeaning.UPDATE, "Q1 2024/25"),
        ("Statws Chwef 24", ColumnMeaning.STATUS, "Chwef 24"),
        ("Risk register as at June 2024", None, None),
        *(("May", None, "May"), ("Feb.", None, "Feb"), ("Owner May", None, None), ("RAG Feb", "status", "Feb")),
        *(("Progress (Meh)", "update", "Meh"), ("Previous RAG (Feb 2024)", "status", "Feb 2024")),
    ],
)
def test_a_heading_that_names_a_round_is_its_meaning_and_its_round(heading, meaning, words):
    assert meaning_and_round(heading) == (meaning, words)


def test_no_alias_has_two_meanings_and_each_is_folded():
    assert STRONG_ALIASES.keys() & WEAK_ALIASES.keys() == set()
    assert [alias for alias in (*STRONG_ALIASES, *WEAK_ALIASES) if label_key(alias) != alias] == []


CONTRACT = (Path(__file__).parents[3] / "docs" / "workbook-contract.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("plan", SHEETS, ids=lambda plan: plan.name)
def test_each_column_is_known_by_one_english_and_one_welsh_heading(plan):
    labels = column_labels(plan)
    assert {field: sum(found == field for found in labels.values()) for field in labels.values()} == {
        column.field: 2 for column in plan.columns
    }


@pytest.mark.parametrize("plan", SHEETS, ids=lambda plan: plan.name)
def test_each_welsh_heading_is_in_the_contract(plan):
    documented = {label_key(part) for part in CONTRACT.split("`")[1::2]}
    labels = {label.removesuffix(" (cymraeg)").removesuffix(" (welsh)") for label in column_labels(plan)}
    names = {name for name, sheet_plan in sheet_labels().items() if sheet_plan is plan}
    assert (labels | names) - documented == set()


SHEET = ["No", "Recommendation", "Owner", "RAG", "Comments"]


def test_sheets_named_by_quarters_without_a_year_are_rounds_whose_year_is_a_question():
    row = [1, "Train officers.", "DPP"]
    sheets = {"Q1": [SHEET, [*row, "R", "No."]], "Q2": [SHEET, [*row, "A", "Half."]]}
    reading = read(sheets, name="Tracker 2024-25.xlsx")
    assert [row["theme"] for row in reading.rows["recommendations"]] == [None]
    assert updates(reading) == [("1", "Q1", "Red", "No."), ("1", "Q2", "Amber", "Half.")]
    assert issues(reading) == [("sheets-combined", "Q1"), ("date-unrecognised", "Q1"), ("date-unrecognised", "Q2")]
    assert not reading.publishable

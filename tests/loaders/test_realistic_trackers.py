"""Realistic trackers, read from end to end, with their questions, and converted."""

import pytest

from loaders.canonical import workbook_bytes
from loaders.options import NO_OPTIONS, ReadOptions
from loaders.pipeline import read_workbook
from model.tracker.reading import Severity
from tests.support.workbooks.layouts import updates
from tests.support.workbooks.realistic_trackers import REALISTIC

OPTIONS = {
    "ACTION_LOG": ReadOptions(scale=("Open", "In progress", "Closed")),
    "HOMICIDE_REVIEW": ReadOptions(as_at="2026-03"),
    "MEASURES": ReadOptions(scale=("Not compliant", "Partially compliant", "Fully compliant")),
}


def read(name, options=NO_OPTIONS):
    drawn = REALISTIC[name]
    return read_workbook(drawn.content, name=drawn.name, options=options)


def recommendations(reading):
    fields = ("ref", "recommendation", "theme", "lead_agency", "supporting_agencies")
    return [tuple(row[field] for field in fields) for row in reading.rows["recommendations"]]


def targets(reading):
    return [row["target"].words if row["target"] else None for row in reading.rows["recommendations"]]


def issue_keys(reading):
    """Return the issues that a person must answer or check."""
    return [(i.code, i.cell, i.found) for i in reading.issues if i.severity is not Severity.INFO]


def test_an_action_log_with_prompts_ids_in_advance_and_words_of_the_body():
    reading = read("ACTION_LOG")
    assert recommendations(reading) == [
        ("1", "Write the detention policy.", None, "DPP", None),
        ("2", "Train custody sergeants.", None, "DPP", "CPS"),
        ("3", "Publish the survey.", None, "Null", None),
        ("4", "Buy the cameras.", None, "Estates & IT Team", None),
    ]
    assert targets(reading) == ["2024-08-22", "2024-09-30", "Q3 2024", "tbc"]
    assert updates(reading) == [
        ("1", "2024-06-12", "Open", "Drafted.\n• shared\n• awaiting reply"),
        ("2", "2024-06-12", "In Progress", "Half done"),
        ("3", "2024-06-12", "Open", None),
        ("4", "2024-06-12", "Closed", "Bought."),
    ]
    assert issue_keys(reading) == [
        ("scale-proposed", "D5", "Open (2), In Progress (1), Closed (1)"),
        ("value-missing", "F7", ""),
    ]


def test_the_action_plan_of_a_domestic_homicide_review_has_its_actions_milestones_and_outcomes():
    reading = read("HOMICIDE_REVIEW", OPTIONS["HOMICIDE_REVIEW"])
    assert [row["recommendation"].split("\n")[:2] for row in reading.rows["recommendations"]] == [
        ["Make the GP a standing invitee.", "Action to take: Write the procedure"],
        ["Agree a template for all agencies.", "Action to take: Write the template"],
    ]
    assert [row["lead_agency"] for row in reading.rows["recommendations"]] == ["Health board", "DPP"]
    first, second = (text.split("\n") for _, _, _, text in updates(reading))
    assert first[1::4] == ["Draft agreed", "First course held"]
    assert (first[-1], second[1]) == ("Date of completion and outcome: March 2026: trained", "None yet")


def test_a_wide_tracker_with_merged_themes_letters_fills_and_a_key_below():
    reading = read("WIDE")
    assert recommendations(reading) == [
        ("R1", "Find lasting funding.", "Resourcing", "DPP", None),
        ("R2", "Fill both posts.", "Resourcing", "DPP", None),
        ("R3", "Ask for measures early.", "Courts", "CPS", "HMCTS"),
        ("R4", "Share the listing.", "Courts", "HMCTS", None),
    ]
    assert sorted(updates(reading)) == [
        ("R1", "Feb 24", "Red", "No bid yet."),
        ("R1", "June 24", "Amber", "Bid made."),
        ("R2", "Feb 24", "Amber", "One filled."),
        ("R2", "June 24", "Green", "Both filled."),
        ("R3", "Feb 24", "Red", "No news."),
        ("R3", "June 24", None, "Agreed."),
        ("R4", "Feb 24", "Amber", "Begun."),
        ("R4", "June 24", None, "Going on."),
    ]
    assert issue_keys(reading) == [("status-colour-disagrees", "H6", "G"), ("status-unknown", "H7", "A/R")]


def test_measures_of_several_actions_with_every_kind_of_date():
    reading = read("MEASURES")
    assert sorted(updates(reading)) == [
        ("1.1.2", "2025-02-27", "Fully compliant", "Action: Clean the records.\nDone in January."),
        ("1.1.2", "2025-03-02", "Partially compliant", "Action: Match the records.\nHalf."),
        ("1.1.3", "2025-03-01", "Not compliant", "Action: Write the guide.\nNot begun."),
        ("1.1.4", "2025-03-01", "Fully compliant", "Action: Paint the rooms.\nPainted."),
    ]
    proposed = ("scale-proposed", "F2", "Fully compliant (2), Partially compliant (1), Not compliant (1)")
    assert set(issue_keys(reading)) >= {proposed, ("dates-may-be-swapped", "E3", "2025-03-02")}


@pytest.mark.parametrize("name", REALISTIC)
def test_a_tracker_read_with_answers_converts_to_a_canonical_workbook_without_errors(name):
    reading = read(name, OPTIONS.get(name, NO_OPTIONS))
    converted = read_workbook(workbook_bytes(reading.rows, reading.scale), name="converted.xlsx")
    assert [issue.code for issue in converted.issues if issue.severity is Severity.ERROR] == []
    assert converted.rows["recommendations"] == reading.rows["recommendations"]
    assert converted.rows["progress"] == reading.rows["progress"]
    assert converted.scale == reading.scale

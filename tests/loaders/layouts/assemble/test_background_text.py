"""Background columns of a recommendation: each cell is a line below its text, and nothing is lost."""

import pytest

from loaders.options import ReadOptions
from model.issues.issue import Severity
from model.language import Language
from tests.support.workbooks.layouts import issues, read, texts, updates
from wording.catalogue import translator
from wording.issues import message, remedy

HEAD = ["Ref", "Recommendation", "Owner", "RAG", "Update"]
IN_JUNE = ReadOptions(as_at="2024-06")


def reported(reading, language=Language.ENGLISH):
    _ = translator(language)
    return [
        (i.cell, i.severity, message(i, _), remedy(i, _))
        for i in reading.issues
        if i.code == "column-with-recommendation"
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "Finding",
        "Findings",
        "Description",
        "Observation",
        "Background",
        "Rationale",
        "Risk",
        "Root cause",
        "Canfyddiad",
    ],
)
def test_a_background_column_is_a_line_below_the_text(heading):
    rows = [[1, "No course.", "Train.", "DPP", "Red", "Begun."], [2, "Clocks\ndiffer.", "Count.", "CPS", None, None]]
    reading = read({"T": [["Ref", heading, *HEAD[1:]], *rows]}, options=IN_JUNE)
    assert texts(reading) == [("1", f"Train.\n{heading}: No course."), ("2", f"Count.\n{heading}: Clocks\ndiffer.")]
    assert updates(reading) == [("1", "2024-06", "Red", "Begun.")]
    assert reported(reading) == [
        (
            "B1",
            Severity.INFO,
            f"“{heading}” adds to the recommendation. Each of its cells (B2:B3) was read as a line below the "
            "recommendation’s text, after its heading.",
            "Nothing, if that is right. If it is the recommendation itself, give it the heading Recommendation, and "
            "the other column one of its own.",
        )
    ]
    assert [(one.cell, one.field) for one in reading.columns if one.heading == heading] == [("B1", "recommendation")]


def test_a_title_is_the_title_and_a_description_is_the_text():
    head = ["Ref", "Title", "Description", "Owner", "RAG", "Update"]
    reading = read({"T": [head, [1, "Course", "Write the course.", "DPP", "Red", "Begun."]]}, options=IN_JUNE)
    assert [(row["title"], row["recommendation"]) for row in reading.rows["recommendations"]] == [
        ("Course", "Write the course.")
    ]
    assert reported(reading) == []


def test_of_two_texts_the_first_is_the_text_and_the_other_a_line():
    head = ["Ref", "Issue", "Issue details", "Issue name", "Owner", "RAG", "Update"]
    reading = read({"T": [head, [1, "Rain.", "It may rain.", "Wet", "DPP", "Red", "Begun."]]}, options=IN_JUNE)
    assert [(row["title"], row["recommendation"]) for row in reading.rows["recommendations"]] == [
        ("Wet", "Rain.\nIssue details: It may rain.")
    ]


def test_lines_are_in_their_order_without_repeats_and_before_the_actions():
    head = ["Ref", "Finding", "Recommendation", "Action", "Rationale", "RAG", "Update"]
    rows = [
        [1, "None.", "Train.", "Write.", "Safety.", "Red", "a"],
        [1, "None.", "Train.", "Teach.", "Trust.", "Red", "b"],
    ]
    reading = read({"T": [head, *rows]}, options=IN_JUNE)
    assert texts(reading) == [
        ("1", "Train.\nFinding: None.\nRationale: Safety.\nAction: Write.\nRationale: Trust.\nAction: Teach.")
    ]


def test_where_no_text_or_a_broken_cell_stands_the_row_is_named():
    rows = [
        [1, "Train.", "DPP", "Red", "a", "x"],
        [2, None, "DPP", "Red", "b", "y"],
        [3, "Share.", "DPP", "Red", "c", "#REF!"],
    ]
    reading = read({"T": [[*HEAD, "Finding"], *rows]}, options=IN_JUNE)
    assert texts(reading) == [("1", "Train.\nFinding: x"), ("2", None), ("3", "Share.")]
    assert [one[2].partition("heading. ")[2] for one in reported(reading)] == [
        "These rows were left out, because nothing was reported there: 3-4."
    ]
    assert ("value-missing", "T B3") in issues(reading)


def test_a_sheet_of_updates_adds_lines_to_the_recommendation_on_another():
    reading = read(
        {
            "Recommendations": [["Ref", "Recommendation", "Theme"], [1, "Train.", "Skills"], [2, "Count.", "Data"]],
            "Updates": [
                ["Ref", "Date", "RAG", "Update", "Background"],
                [1, "Feb 24", "Red", "a", "b"],
                [2, "Feb 24", "Red", "c"],
            ],
        }
    )
    assert texts(reading) == [("1", "Train.\nBackground: b"), ("2", "Count.")]

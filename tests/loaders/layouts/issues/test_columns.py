"""Columns that are no field of an update become its evidence, and each is reported once."""

from datetime import date, time

from loaders.options import ReadOptions
from model.issues.issue import Severity
from tests.support.workbooks.layouts import issues, read

HEAD = ["Ref", "Recommendation", "Owner"]
FEB, JUNE = ["RAG Feb 24", "Progress Feb 24"], ["RAG June 2024", "Progress June 2024"]
IN_JUNE = ReadOptions(as_at="2024-06")


def evidence(reading):
    return [(row["ref"], row["date"].words, row["evidence"]) for row in reading.rows["progress"]]


def reported(reading):
    return [
        (i.cell, i.severity, i.details["kind"], i.details["left_out"])
        for i in reading.issues
        if i.code == "column-as-evidence"
    ]


def test_other_ratings_are_lines_of_evidence_and_never_a_status():
    head = [*HEAD, "Probability", "Impact", "Likelihood (1-5)", "Priority", "RACI", "R", "A", "RAG", "Update"]
    rows = [
        [1, "Train.", "DPP", "Red", "Green", 3, "High", "A", "x", None, None, "Begun."],
        [2, "Count.", "CPS", "Amber", "Amber", 1, None, None, None, None, "Green", None],
    ]
    reading = read({"T": [head, *rows]}, options=IN_JUNE)
    assert [(row["status"], row["evidence"]) for row in reading.rows["progress"]] == [
        (None, "Probability: Red\nImpact: Green\nLikelihood (1-5): 3\nPriority: High\nRACI: A\nR: x"),
        ("Green", "Probability: Amber\nImpact: Amber\nLikelihood (1-5): 1"),
    ]
    assert reported(reading) == [(f"{column}1", Severity.INFO, "rating", "") for column in "DEFGHI"]


def test_a_rating_belongs_to_the_round_it_names_else_to_the_latest_update_of_its_row():
    head = [*HEAD, *FEB, "Impact Feb 24", *JUNE, "Impact"]
    rows = [
        [1, "Train.", "DPP", "Red", "Begun.", "High", "Amber", "Half.", "Low"],
        [2, "Count.", "CPS", "Red", "None.", "High", None, None, "Low"],
        [3, "Share.", "CPS", None, None, "High", None, None, "Low"],
    ]
    reading = read({"T": [head, *rows]})
    assert evidence(reading) == [
        ("1", "Feb 24", "Impact Feb 24: High"),
        ("1", "June 2024", "Impact: Low"),
        ("2", "Feb 24", "Impact Feb 24: High\nImpact: Low"),
    ]
    assert reported(reading) == [("F1", Severity.INFO, "rating", "4"), ("I1", Severity.INFO, "rating", "4")]


def test_comments_and_responses_without_a_round_are_evidence_of_the_latest_update():
    head = [*HEAD, "Management response", *FEB, *JUNE, "Comments", "Further detail"]
    rows = [
        [1, "Train.", "DPP", "Agreed.", "Red", "Begun.", "Amber", "Half.", "Ring them.", "By phone,\nnot by letter."],
        [2, "Count.", "CPS", None, "Red", "None.", None, None, "Call.", None],
    ]
    reading = read({"T": [head, *rows]})
    june = "Management response: Agreed.\nComments: Ring them.\nFurther detail: By phone,\nnot by letter."
    assert evidence(reading) == [("1", "Feb 24", None), ("1", "June 2024", june), ("2", "Feb 24", "Comments: Call.")]
    assert issues(reading, but=["column-as-evidence"]) == []
    assert reported(reading) == [(cell, Severity.INFO, "comment", "") for cell in ("D1", "I1", "J1")]


def test_comments_of_a_round_are_part_of_its_update():
    head = [*HEAD, *FEB, "Comments Feb 24", *JUNE]
    reading = read({"T": [head, [1, "Train.", "DPP", "Red", "Begun.", "Ring them.", "Amber", "Half."]]})
    assert [(row["update"], row["evidence"]) for row in reading.rows["progress"]] == [
        ("Begun.\nComments Feb 24: Ring them.", None),
        ("Half.", None),
    ]


def test_an_evidence_column_comes_first():
    head = [*HEAD, "RAG", "Evidence", "Score"]
    reading = read({"T": [head, [1, "Train.", "DPP", "Red", "Minutes.", 0.5]]}, options=IN_JUNE)
    assert [row["evidence"] for row in reading.rows["progress"]] == ["Minutes.\nScore: 0.5"]


def test_evidence_has_the_displayed_text_of_a_cell():
    head = [*HEAD, "RAG", "Update", "Comments", "% complete", "Score", "Rank", "Effort", "Date closed", "Date done"]
    row = [1, "Train.", "DPP", "Red", 0.4, 0.5, 0.05, 1234.5, 1 / 3, time(8, 15), date(2024, 3, 1), date(2024, 3, 5)]
    formats = {"E2": "0%", "F2": "0.0%", "G2": "0%", "H2": '"£"#,##0.00', "J2": "h:mm", "K2": "mmm-yy"}

    def shape(book):
        for cell, number_format in formats.items():
            book["T"][cell].number_format = number_format

    reading = read({"T": [head, row]}, options=IN_JUNE, change=shape)
    assert [(one["update"], one["evidence"].split("\n")) for one in reading.rows["progress"]] == [
        (
            "40%\nComments: 50.0%",
            [
                "% complete: 5%",
                "Score: £1,234.50",
                "Rank: 0.333333333333333",
                "Effort: 8:15",
                "Date closed: March 2024",
                "Date done: 2024-03-05",
            ],
        )
    ]


def test_a_broken_rating_is_left_out_and_its_row_is_named():
    head = [*HEAD, "RAG", "Score"]
    reading = read({"T": [head, [1, "Train.", "DPP", "Red", "#REF!"], [2, "Count.", "DPP", "Red", 4]]}, options=IN_JUNE)
    assert [row["evidence"] for row in reading.rows["progress"]] == [None, "Score: 4"]
    assert reported(reading) == [("E1", Severity.INFO, "rating", "2")]


def test_the_day_of_completion_is_evidence_if_there_is_a_status():
    head = ["Checklist item", "Compliance", "Evidence / Notes", "Fixed Date"]
    rows = [["Lock doors.", "Y", "Seen.", date(2024, 3, 5)], ["Wash hands.", "Partial", None, None], ["Rest.", "N"]]
    reading = read({"T": [head, *rows]}, options=IN_JUNE)
    assert [(row["status"], row["update"], row["evidence"]) for row in reading.rows["progress"]] == [
        ("Y", "Seen.", "Fixed Date: 2024-03-05"),
        ("Partial", None, None),
        ("N", None, None),
    ]
    assert reported(reading) == [("D1", Severity.INFO, "completed", "")]


def test_the_day_of_completion_is_no_status_even_without_another():
    head = [*HEAD, "Date completed"]
    reading = read({"T": [head, [1, "Train.", "DPP", "12/3/2024"], [2, "Count.", "CPS"]]}, options=IN_JUNE)
    assert [(row["ref"], row["status"], row["evidence"]) for row in reading.rows["progress"]] == [
        ("1", None, "Date completed: 12/3/2024")
    ]
    assert reported(reading) == [("D1", Severity.WARNING, "only-completed", "")]

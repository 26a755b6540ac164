"""Two columns with one meaning are never merged or renamed without an issue."""

from model.issues.issue import Severity
from model.language import Language
from tests.support.workbooks.layouts import GREEN, issues, read, updates
from wording.catalogue import translator
from wording.issues import message

HEAD = ["Ref", "Recommendation"]
DATED = ["RAG Feb 24", "Progress Feb 24"]


def reported(reading, code):
    return [(i.cell, i.found, i.severity, i.details.get("candidates")) for i in reading.issues if i.code == code]


def names(reading):
    return [(row["lead_agency"], row["lead_role"]) for row in reading.rows["recommendations"]]


def test_the_second_of_two_identical_headings_is_not_read():
    reading = read({"T": [[*HEAD, "Owner", " owner", *DATED], [1, "Train.", "DPP", "CPS", "Red", "Begun."]]})
    assert names(reading) == [("DPP", None)]
    assert issues(reading) == [("column-second", "T D1")]
    [second] = [one for one in reading.issues if one.code == "column-second"]
    assert message(second, translator(Language.ENGLISH)) == (
        "“owner” is a second column for Lead agency, beside “Owner” (C1), so it was not read."
    )


def test_a_heading_read_with_its_second_meaning_is_reported_with_its_first():
    reading = read({"T": [[*HEAD, "Owner", "Lead", *DATED], [1, "Train.", "DPP", "Officer", "Red", "Begun."]]})
    assert names(reading) == [("DPP", "Officer")]
    assert reported(reading, "heading-uncertain") == [("D1", "Lead", Severity.INFO, "Lead agency")]


def test_a_status_or_update_without_a_round_among_dated_columns_is_an_error_and_a_comment_is_evidence():
    head = [*HEAD, "Owner", *DATED, "Status", "Update", "Comments"]
    reading = read({"T": [head, [1, "Train.", "DPP", "Red", "Begun.", "Green", "Done.", "Ring them."]]})
    assert reported(reading, "column-without-round") == [
        ("F1", "Status", Severity.ERROR, None),
        ("G1", "Update", Severity.ERROR, None),
    ]
    assert reported(reading, "column-as-evidence") == [("H1", "Comments", Severity.INFO, None)]
    assert [row["evidence"] for row in reading.rows["progress"]] == ["Comments: Ring them."]


def test_a_status_without_a_round_that_is_only_coloured_is_reported_and_an_empty_one_is_not():
    sheets = {"T": [[*HEAD, "Owner", *DATED, "Status"], [1, "Train.", "DPP", "Red", "Begun."]]}
    assert reported(read(sheets, fills={"T!F2": GREEN}), "column-without-round") == [
        ("F1", "Status", Severity.ERROR, None)
    ]
    assert reported(read(sheets), "column-without-round") == []


def test_a_latest_update_among_statuses_of_rounds_is_of_the_latest_round():
    heads = ["Ref", "Recommendation", "Owner", "Feb 24", "June 24"]
    row = [1, "Train officers.", "DPP", "R", "A"]
    reading = read({"T": [[*heads, "Latest update"], [*row, "Half are trained."]]})
    assert updates(reading) == [("1", "Feb 24", "Red", None), ("1", "June 24", "Amber", "Half are trained.")]
    assert issues(reading) == [("heading-placed", "T F1")]
    undated = read({"T": [[*heads, "Progress"], [*row, "Half are trained."]]})
    assert issues(undated) == [("column-without-round", "T F1")]

"""Columns with a status for each agency are reported once and become evidence, and none is the status."""

import pytest

from model.issues.issue import Severity
from tests.support.workbooks.layouts import GREEN, RED, issues, read

ITEM = ["Ref", "Recommendation"]


def tracker(*headings, rows=(("Red", "Green", "Amber"), ("Amber", None, "Red"))):
    return [[*ITEM, *headings], *([ref, f"Do {ref}.", *row] for ref, row in enumerate(rows, 1))]


def evidence(reading):
    return [(row["ref"], row["status"], row["evidence"]) for row in reading.rows["progress"]]


def reported(reading):
    return [
        (one.severity, f"{one.sheet} {one.cell}", one.found)
        for one in reading.issues
        if one.code == "statuses-side-by-side"
    ]


@pytest.mark.parametrize(
    "headings",
    [
        ("Dyfed-Powys Police", "CPS", "HMCTS"),
        ("DPP RAG", "CPS RAG", "HMCTS RAG"),
        ("Status – DPP", "Status – CPS", "Status – HMCTS"),
        ("RAG (DPP)", "RAG (CPS)", "RAG (HMCTS)"),
        ("Custody", "Stalking team", "Unit 3"),
    ],
)
def test_columns_of_statuses_for_each_agency_are_one_issue_and_evidence(headings):
    reading = read({"June 2024": tracker(*headings)})
    one, two, three = headings
    assert evidence(reading) == [
        ("1", None, f"{one}: Red\n{two}: Green\n{three}: Amber"),
        ("2", None, f"{one}: Amber\n{three}: Red"),
    ]
    assert reported(reading) == [(Severity.ERROR, "June 2024 C1", f"{one} (C), {two} (D), {three} (E)")]
    assert issues(reading, but=("value-missing", "snapshot-dated")) == [("statuses-side-by-side", "June 2024 C1")]


def test_with_another_status_column_they_are_a_warning_and_that_status_is_read():
    rows = [(*row, "Red") for row in (("Red", "Green"), ("Amber", "Red"))]
    reading = read({"T": tracker("DPP", "CPS", "RAG Feb 24", rows=rows)})
    assert evidence(reading) == [("1", "Red", "DPP: Red\nCPS: Green"), ("2", "Red", "DPP: Amber\nCPS: Red")]
    assert reported(reading) == [(Severity.WARNING, "T C1", "DPP (C), CPS (D)")]


def test_statuses_that_are_only_fills_are_reported_too():
    reading = read(
        {"June 2024": tracker("DPP", "CPS", rows=[(None, None)])}, fills={"June 2024!C2": RED, "June 2024!D2": GREEN}
    )
    assert reported(reading) == [(Severity.ERROR, "June 2024 C1", "DPP (C), CPS (D)")]


@pytest.mark.parametrize(
    ("headings", "rows"),
    [
        (("Status", "CPS"), (("Red", "Amber"), ("Green", "Red"))),
        (("Owner", "Applies", "Needed"), (("DPP", "Yes", "No"), ("DPP", "No", "Yes"))),
        (("Owner", "DPP", "CPS"), (("DPP", "Wrote to them.", "Nothing yet."), ("DPP", "Began.", "Red"))),
    ],
    ids=["one only", "yes and no", "texts"],
)
def test_one_such_column_or_columns_of_other_things_are_no_statuses_side_by_side(headings, rows):
    assert reported(read({"June 2024": tracker(*headings, rows=rows)})) == []

"""Colours of statuses in columns without a status are reported if the table has no readable status."""

from typing import Any

import pytest

from model.issues.issue import Severity
from tests.support.workbooks.layouts import AMBER, GREEN, RED, read

TRACKER: list[list[Any]] = [
    ["Ref", "Recommendation", "Update June 2024"],
    [1, "Train.", "Begun."],
    [2, "Count.", "Half done."],
    [3, "Share.", "Done."],
]
ROWS = {"T!A2": RED, "T!B2": RED, "T!C2": RED, "T!A3": GREEN, "T!B3": GREEN, "T!C3": GREEN}


def reported(sheets, fills):
    reading = read(sheets, fills=fills)
    assert {row["status"] for row in reading.rows["progress"]} <= {None, "Red"}
    return [
        (one.cell, one.found, one.details["statuses"], one.severity)
        for one in reading.issues
        if one.code == "colours-not-read"
    ]


@pytest.mark.parametrize(
    ("fills", "cell", "found", "statuses"),
    [
        ({"T!A2": RED, "T!A3": AMBER, "T!A4": GREEN}, "A1", "Ref", "Red, Amber, Green"),
        ({"T!B2": RED, "T!B3": GREEN}, "B1", "Recommendation", "Red, Green"),
        (ROWS, "A1", "Ref", "Red, Green"),
    ],
    ids=["the refs", "the texts", "whole rows"],
)
def test_colours_of_statuses_in_other_columns_are_reported(fills, cell, found, statuses):
    assert reported({"T": TRACKER}, fills) == [(cell, found, statuses, Severity.WARNING)]


def test_one_colour_for_all_is_no_status():
    assert reported({"T": TRACKER}, {"T!A2": GREEN, "T!A3": GREEN, "T!A4": GREEN}) == []


def test_colours_in_a_table_with_a_status_are_decoration():
    rows = [[*row, more] for row, more in zip(TRACKER, ["RAG June 2024", "Red", "Red", "Red"], strict=True)]
    assert reported({"T": rows}, {"T!A2": RED, "T!A3": AMBER, "T!A4": GREEN}) == []

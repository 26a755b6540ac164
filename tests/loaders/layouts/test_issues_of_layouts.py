"""Issues of free layouts that no other test places, each on the smallest workbook that has it."""

from typing import Any, NamedTuple

import pytest

from loaders.options import NO_OPTIONS, ReadOptions
from model.tracker.reading import SEVERITIES
from tests.support.workbooks.layouts import read
from tests.support.workbooks.mappings import mapping_of

HEAD = ["Ref", "Recommendation", "Owner", "RAG Feb 24", "Progress Feb 24"]
ROW = [1, "Train officers.", "DPP", "Amber", "Begun."]
SNAPSHOT = ["Ref", "Recommendation", "Owner", "RAG", "Update"]
SIX = [
    [ref, f"{verb} officers.", *ROW[2:]] for ref, verb in enumerate(("Hire", "Train", "Move", "Pay", "Equip", "Ask"), 1)
]


class Case(NamedTuple):
    """A workbook with one issue, and where and how it is reported."""

    code: str
    cell: str
    found: str
    sheets: dict[str, list[list[Any]]]
    options: ReadOptions = NO_OPTIONS


CASES = [
    Case("column-other-rating", "T C1", "Impact", {"T": [["Ref", "Risk", "Impact", "Owner"], [1, "Rain.", "H", "PM"]]}),
    Case("column-with-recommendation", "T F1", "Finding", {"T": [[*HEAD, "Finding"], [*ROW, "No course."]]}),
    Case("column-not-held", "T F1", "Previous status", {"T": [[*HEAD, "Previous status"], [*ROW, "Red"]]}),
    Case("column-not-held", "T F1", "Date raised", {"T": [[*HEAD, "Date raised"], [*ROW, "May 2023"]]}),
    Case(
        "column-left-out",
        "T E1",
        "Progress Feb 24",
        {"T": [HEAD, ROW]},
        ReadOptions(mapping=mapping_of(("T", "E", ""))),
    ),
    Case("round-in-row", "T A3", "June 2024", {"T": [SNAPSHOT, ROW, ["June 2024"], [2, *ROW[1:]]]}),
    Case("groups-read", "T A2", "2, 4", {"T": [HEAD, ["Training"], ROW, ["Data"], [2, *ROW[1:]]]}),
    Case("status-blank", "T D2", "", {"T": [HEAD, [1, "Train.", "DPP", None, "Begun."], *SIX[1:]]}),
    Case("rounds-read", "T A2", "2, 4", {"T": [SNAPSHOT, ["Feb 24"], ROW, ["June 2024"], ROW]}),
    Case("statuses-differ", "T D3", "Green", {"T": [HEAD, ROW, [1, None, None, "Green", "More."]]}),
    Case(
        "value-without-update",
        "T F3",
        "OPCC",
        {"T": [[*HEAD, "Rated by Feb 24"], [*ROW, "OPCC"], [2, "Count.", "CPS", None, None, "OPCC"]]},
    ),
    Case("sheet-without-items", "Blank", "", {"Blank": [HEAD], "T": [HEAD, ROW]}),
    Case(
        "key-order-unknown",
        "Key A2",
        "Late, Shut, Open",
        {"T": [HEAD, ROW], "Key": [["Key"], ["Late", "Behind"], ["Shut", "Done"], ["Open", "To do"]]},
    ),
    Case("statuses-taken-as-published", "T A1", "", {"T": [HEAD, ROW]}),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
def test_it_is_one_issue_with_its_cell_and_what_was_found(case):
    reported = [one for one in read(case.sheets, options=case.options).issues if one.code == case.code]
    assert [(f"{one.sheet} {one.cell}".strip(), one.found, one.severity) for one in reported] == [
        (case.cell, case.found, SEVERITIES[case.code])
    ]


def test_rows_that_are_filled_as_a_whole_are_named_where_no_word_gives_their_status():
    filled = {f"T!{column}{row}": "FFC6EFCE" for column in "ABCDE" for row in (2, 3)}
    reading = read({"T": [HEAD, ROW, [2, "Count.", "CPS", None, "Begun."]]}, fills=filled)
    reported = [(one.sheet, one.cell, one.found, one.severity) for one in reading.issues if one.code == "fills-of-rows"]
    assert reported == [("T", "A3", "3", SEVERITIES["fills-of-rows"])]
    assert [row["status"] for row in reading.rows["progress"]] == ["Amber", None]


def test_a_recommendation_with_a_status_in_another_round_is_not_without_a_status():
    rows = [[*HEAD, "RAG June 24"], *([*row, "Amber"] for row in SIX[1:]), [7, "Share.", "CPS", "Red"]]
    assert "status-blank" not in [issue.code for issue in read({"T": rows}).issues]
    assert "status-blank" in [issue.code for issue in read({"T": [*rows, [8, "Wait.", "CPS"]]}).issues]

"""Each issue of free layouts, on the smallest workbook that has it."""

from typing import Any, NamedTuple

import pytest

from loaders.mapping.sheet_mapping import MappedRow, SheetMapping, WorkbookMapping
from loaders.options import NO_OPTIONS, ReadOptions
from model.issue_codes import SEVERITIES
from tests.support.workbooks.layouts import read
from tests.support.workbooks.mappings import mapping_of

HEAD = ["Ref", "Recommendation", "Owner", "RAG Feb 24", "Progress Feb 24"]
ROW = [1, "Train officers.", "DPP", "Amber", "Begun."]
SNAPSHOT = ["Ref", "Recommendation", "Owner", "RAG", "Update"]
SIX = [
    [ref, f"{verb} officers.", *ROW[2:]] for ref, verb in enumerate(("Hire", "Train", "Move", "Pay", "Equip", "Ask"), 1)
]
COUNTED = [*[None] * 6, "G", 2]


class Case(NamedTuple):
    """A workbook with one issue, and where and how it is reported."""

    code: str
    cell: str
    found: str
    sheets: dict[str, list[list[Any]]]
    options: ReadOptions = NO_OPTIONS


WITHOUT_E = ReadOptions(mapping=mapping_of(("T", "E", "")))
NO_SUCH_COLUMN = ReadOptions(mapping=mapping_of(("T", "H", "theme", "Area")))


def by(*mappings):
    return ReadOptions(mapping=WorkbookMapping(mappings))


CASES = [
    Case("heading-uncertain", "T C1", "Leed agancy", {"T": [["Ref", "Recommendation", "Leed agancy", *HEAD[3:]], ROW]}),
    Case("heading-placed", "T D1", "RAG", {"T": [[*HEAD[:3], "RAG", HEAD[4]], ROW]}),
    Case("column-other-rating", "T C1", "Impact", {"T": [["Ref", "Risk", "Impact", "Owner"], [1, "Rain.", "H", "PM"]]}),
    Case("column-as-evidence", "T F1", "Impact", {"T": [[*HEAD, "Impact"], [*ROW, "High"]]}),
    Case("column-with-recommendation", "T F1", "Finding", {"T": [[*HEAD, "Finding"], [*ROW, "No course."]]}),
    Case("column-not-held", "T F1", "Previous status", {"T": [[*HEAD, "Previous status"], [*ROW, "Red"]]}),
    Case("column-not-held", "T F1", "Date raised", {"T": [[*HEAD, "Date raised"], [*ROW, "May 2023"]]}),
    Case(
        "column-left-out",
        "T E1",
        "Progress Feb 24",
        {"T": [HEAD, ROW]},
        WITHOUT_E,
    ),
    Case("sheet-left-out", "U", "", {"T": [HEAD, ROW], "U": [HEAD, ROW]}, by(SheetMapping("U", read=False))),
    Case(
        "rows-left-out",
        "T A3",
        "3",
        {"T": [HEAD, ROW, [2, *ROW[1:]]]},
        by(SheetMapping("T", excluded_rows=(MappedRow(3),))),
    ),
    Case("mapping-unused", "", "U", {"T": [HEAD, ROW]}, by(SheetMapping("U"))),
    Case("mapping-unused", "T", "Area", {"T": [HEAD, ROW]}, NO_SUCH_COLUMN),
    Case(
        "mapping-unused",
        "T",
        "Total",
        {"T": [HEAD, ROW]},
        by(SheetMapping("T", excluded_rows=(MappedRow(3, "Total"),))),
    ),
    Case("columns-blank", "T F1", "Mood, Colour", {"T": [[*HEAD, "Mood", "Colour"], ROW]}),
    Case("column-second", "T G1", "Agency", {"T": [[*HEAD, "Lead agency", "Agency"], [*ROW, "DPP", "CPS"]]}),
    Case("column-without-round", "T F1", "Date", {"T": [[*HEAD, "Date"], [*ROW, "May 2024"]]}),
    Case("status-columns-two", "June 2024 F1", "Status", {"June 2024": [[*SNAPSHOT, "Status"], [*ROW, "Red"]]}),
    Case("round-in-row", "T A3", "June 2024", {"T": [SNAPSHOT, ROW, ["June 2024"], [2, *ROW[1:]]]}),
    Case("rows-not-items", "T A3", "3", {"T": [HEAD, ROW, [2], [3, *ROW[1:]]]}),
    Case("rows-below-table", "T A4", "4-5", {"T": [HEAD, ROW, [], ["Total", 1], ["Printed by hand."]]}),
    Case("groups-read", "T A2", "2, 4", {"T": [HEAD, ["Training"], ROW, ["Data"], [2, *ROW[1:]]]}),
    Case("status-blank", "T D2", "", {"T": [HEAD, [1, "Train.", "DPP", None, "Begun."], *SIX[1:]]}),
    Case("rounds-read", "T A2", "2, 4", {"T": [SNAPSHOT, ["Feb 24"], ROW, ["June 2024"], ROW]}),
    Case("rows-continue", "T E3", "3", {"T": [HEAD, ROW, [None, None, None, None, "More."]]}),
    Case("rows-repeated", "T A3", "3", {"T": [HEAD, ROW, ROW[:3]]}),
    Case("rows-joined", "T A2", "1", {"T": [HEAD, ROW, [1, None, None, None, "More."]]}),
    Case("item-differs", "T C3", "CPS", {"T": [HEAD, ROW, [1, None, "CPS", None, "More."]]}),
    Case("statuses-differ", "T D3", "Green", {"T": [HEAD, ROW, [1, None, None, "Green", "More."]]}),
    Case(
        "actions-read",
        "T C1",
        "Action",
        {"T": [[*HEAD[:2], "Action", *HEAD[3:]], [*ROW[:2], "Write.", *ROW[3:]], [*ROW[:2], "Teach.", *ROW[3:]]]},
    ),
    Case(
        "action-statuses-differ",
        "T D2",
        "Amber, Red",
        {"T": [[*HEAD[:2], "Action", *HEAD[3:]], [*ROW[:2], "Write.", *ROW[3:]], [*ROW[:2], "Teach.", "Red"]]},
    ),
    Case(
        "action-details-differ",
        "T C1",
        "Owner",
        {"T": [[*HEAD, "Action"], [*ROW, "Write."], [*ROW[:2], "CPS", *ROW[3:], "Teach."]]},
    ),
    Case(
        "value-without-update",
        "T F3",
        "OPCC",
        {"T": [[*HEAD, "Rated by Feb 24"], [*ROW, "OPCC"], [2, "Count.", "CPS", None, None, "OPCC"]]},
    ),
    Case("refs-numbered", "T A1", "", {"T": [HEAD[1:], ROW[1:]]}),
    Case("refs-numbered", "T A2", "", {"T": [HEAD[1:], ["1.3: Train officers.", *ROW[2:]]]}),
    Case("snapshot-undated", "T A1", "", {"T": [SNAPSHOT, ROW]}),
    Case("snapshot-dated", "June 2024 A1", "June 2024", {"June 2024": [SNAPSHOT, ROW]}),
    Case("sheets-combined", "Training", "Training, Data", {"Training": [HEAD, ROW], "Data": [HEAD, [2, *ROW[1:]]]}),
    Case("sheet-passed-over", "Lists", "", {"T": [HEAD, ROW], "Lists": [["Open"], ["Closed"]]}),
    Case("sheet-without-items", "Blank", "", {"Blank": [HEAD], "T": [HEAD, ROW]}),
    Case(
        "table-not-read",
        "Register A1",
        "Ref, Title, Theme, Target date, Accepted",
        {"T": [HEAD, ROW], "Register": [["Ref", "Title", "Theme", "Target date", "Accepted"], [1, "Rain"]]},
    ),
    Case(
        "list-of-another-kind",
        "Risks A2",
        "A1:E3",
        {
            "T": [HEAD, ROW],
            "Risks": [["Risk register"], ["Ref", "Risk", "Probability", "Impact", "Accepted"], [1, "Rain", "H", "H"]],
        },
    ),
    Case("table-beside", "T G1", "G1:H3", {"T": [[*HEAD, None, "RAG", "No."], [*ROW, None, "A", 1], COUNTED]}),
    Case("earlier-sheet-repeats", "Old A1", "Old", {"June 2024": [SNAPSHOT, ROW], "Old": [SNAPSHOT, ROW]}),
    Case(
        "closed-sheet-not-closed",
        "Closed D1",
        "Open",
        {"Open": [SNAPSHOT, [*ROW[:3], "Open"]], "Closed": [SNAPSHOT, [2, "Count.", "CPS", "Open"]]},
    ),
    Case("key-read", "Key A1", "Red, Green", {"T": [HEAD, ROW], "Key": [["Key"], ["Green", "Done"], ["Red", "None"]]}),
    Case("key-not-read", "Key", "", {"T": [HEAD, ROW], "Key": [["Green is what is done."]]}),
    Case(
        "key-order-unknown",
        "Key A2",
        "Late, Shut, Open",
        {"T": [HEAD, ROW], "Key": [["Key"], ["Late", "Behind"], ["Shut", "Done"], ["Open", "To do"]]},
    ),
    Case(
        "key-of-something-else",
        "Risks A1",
        "High, Low",
        {"T": [HEAD, ROW], "Risks": [["Rating", "Meaning"], ["High", "Likely"], ["Low", "Unlikely"]]},
    ),
    Case("review-assumed", "T", "T", {"T": [HEAD, ROW]}),
    Case("statuses-taken-as-published", "T A1", "", {"T": [HEAD, ROW]}),
]
CODES = {case.code for case in CASES} | {"fills-of-rows", "colours-not-read"}


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


def test_a_month_that_a_person_chose_precedes_that_of_the_sheet():
    reading = read({"June 2024": [SNAPSHOT, ROW]}, options=ReadOptions(as_at="2024-02"))
    assert [row["date"].first.isoformat() for row in reading.rows["progress"]] == ["2024-02-01"]

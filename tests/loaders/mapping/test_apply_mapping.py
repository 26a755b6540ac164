"""A mapping decides which sheets, rows and columns are read, whatever the reader would recognise."""

from typing import Any

import pytest

from loaders.options import ColumnChoice, MappedRow, ReadOptions, SheetMapping, WorkbookMapping
from model.tracker.reading import WorkbookError
from tests.support.workbooks.layouts import issues, items, read, texts, updates

PLAN = [
    ["Our plan"],
    ["Commitment", "Team", "Pulse", "Desk"],
    ["Training", "DPP", "Amber", "North"],
    ["Data", "CPS", "Green", "South"],
    ["Chair: see over."],
]
COLUMNS = (
    ColumnChoice("A", "Commitment", "recommendation"),
    ColumnChoice("B", "Team", "lead_agency"),
    ColumnChoice("C", "Pulse", "status"),
)
MAPPED = SheetMapping("Plan", header_row=2, columns=COLUMNS, excluded_rows=(MappedRow(5, "Chair: see over."),))
ACTIONS: list[list[Any]] = [["Ref", "Recommendation", "Owner", "RAG Feb 24"], [1, "Train officers.", "DPP", "Amber"]]


def by(*sheets: SheetMapping, as_at: str | None = "2024-06"):
    return ReadOptions(mapping=WorkbookMapping(sheets), as_at=as_at)


def test_a_sheet_that_no_rule_recognises_is_read_by_its_mapping():
    with pytest.raises(WorkbookError, match="no-table"):
        read({"Plan": PLAN})
    reading = read({"Plan": PLAN}, options=by(MAPPED))
    assert texts(reading) == [("1", "Training"), ("2", "Data")]
    assert items(reading) == [("1", None, "DPP"), ("2", None, "CPS")]
    assert updates(reading) == [("1", "2024-06", "Amber", None), ("2", "2024-06", "Green", None)]
    assert issues(reading, but={"refs-numbered", "snapshot-dated"}) == [
        ("heading-unknown", "Plan D2"),
        ("rows-left-out", "Plan A5"),
    ]


def test_columns_that_moved_are_found_by_their_headings():
    rows = [[None, *row] for row in PLAN[1:4]]
    reading = read({"Plan": [[], [], *rows]}, options=by(MAPPED))
    assert items(reading) == [("1", None, "DPP"), ("2", None, "CPS")]
    assert [one.code for one in reading.issues if one.code.startswith("mapping")] == ["mapping-unused"]


def columns(*choices):
    """Return choices of columns, each the letters, the heading and the field: C, Notes, theme."""
    return tuple(ColumnChoice(*choice.split(", ")) for choice in choices)


TWO_PLANS = [("Training", None, "DPP"), ("Data", None, "CPS")]
NOTES = [["Ref", "Recommendation", "Notes", "Notes", "RAG Feb 24"], [1, "Train.", "DPP", "Custody", "Amber"]]
UNNAMED = [["Ref", "Recommendation", None, "RAG Feb 24"], [1, "Train.", "DPP", "Amber"]]
TWO_HEADS = [ACTIONS[0], ["Number", "Task", "Desk", "Light Feb 24"], *ACTIONS[1:]]
WITH_AREA = [[*ACTIONS[0], None, "Area", "Count"], [*ACTIONS[1], None, "Custody", 4], [2, "Share.", "CPS", "Red", None]]
RISKS = [["Risk ID", "Risk", "Owner", "Likelihood"], ["R1", "Rain.", "DPP", "High"], ["R2", "Snow.", "DPP", "High"]]
BOTH_NOTES = columns("C, Notes, lead_agency", "D, Notes, theme")


@pytest.mark.parametrize(
    ("sheets", "mapping", "expected"),
    [
        ({"Plan": [["A note"], [], *PLAN[1:4]]}, SheetMapping("Plan", columns=COLUMNS), TWO_PLANS),
        ({"Plan June": PLAN}, MAPPED, TWO_PLANS),
        ({"T": UNNAMED}, SheetMapping("T", columns=columns("C, , lead_agency")), [("Train.", None, "DPP")]),
        ({"T": NOTES}, SheetMapping("T", columns=BOTH_NOTES), [("Train.", "Custody", "DPP")]),
        (
            {"T": [["Things"], ["Train."], ["Share."]]},
            SheetMapping("T", header_row=1, columns=columns("A, Things, recommendation")),
            [("Train.", None, None), ("Share.", None, None)],
        ),
        (
            {"T": TWO_HEADS},
            SheetMapping("T", header_row=2, columns=columns("B, Task, recommendation")),
            [("Train officers.", None, "DPP")],
        ),
        (
            {"T": WITH_AREA},
            SheetMapping("T", header_row=1, columns=columns("F, Area, theme")),
            [("Train officers.", "Custody", "DPP"), ("Share.", None, "CPS")],
        ),
        (
            {"T": ACTIONS, "Risks": RISKS},
            SheetMapping("Risks", header_row=1),
            [("Train officers.", "T", "DPP"), ("Rain.", "Risks", "DPP"), ("Snow.", "Risks", "DPP")],
        ),
    ],
)
def test_columns_are_found_by_their_headings_and_letters_in_the_header_row_that_is_named(sheets, mapping, expected):
    rows = read(sheets, options=by(mapping)).rows["recommendations"]
    assert [(row["recommendation"], row["theme"], row["lead_agency"]) for row in rows] == expected


def test_a_sheet_is_left_out_and_named():
    sheets = {"T": ACTIONS, "Old": ACTIONS}
    reading = read(sheets, options=by(SheetMapping("Old", read=False), as_at=None))
    assert issues(reading) == [("sheet-left-out", "Old")]
    assert texts(reading) == [("1", "Train officers.")]


def test_left_out_rows_are_named_in_one_issue():
    rows = [*ACTIONS, [2, "An example.", "DPP", "Red"], [3, "Share.", "CPS", "Red"], [4, "Another.", "CPS", "Red"]]
    reading = read({"T": rows}, options=by(SheetMapping("T", excluded_rows=(MappedRow(3), MappedRow(5))), as_at=None))
    assert texts(reading) == [("1", "Train officers."), ("3", "Share.")]
    assert [(one.cell, one.found) for one in reading.issues if one.code == "rows-left-out"] == [("A3", "3, 5")]


def test_a_mapping_that_fits_no_sheet_or_no_column_is_an_issue():
    cost = SheetMapping("T", columns=(ColumnChoice("H", "Cost centre", "theme"),))
    reading = read({"T": ACTIONS}, options=by(cost, SheetMapping("Gone", columns=COLUMNS), as_at=None))
    assert issues(reading) == [("mapping-unused", ""), ("mapping-unused", "T")]
    assert [one.found for one in reading.issues if one.code.startswith("mapping")] == ["Gone", "Cost centre"]


def test_promises_alone_are_read_by_their_mapping():
    rows = [["Rec", "What the overseer does"], ["1", "Watch a session."], ["2", "Read the report."]]
    chosen = columns("A, Rec, ref", "B, What the overseer does, activity")
    mapping = SheetMapping("P", header_row=1, columns=chosen)
    reading = read({"T": [*ACTIONS, [2, "Share.", "CPS", "Red"]], "P": rows}, options=by(mapping, as_at=None))
    assert [(row["ref"], row["activity"]) for row in reading.rows["monitoring"]] == [
        ("1", "Watch a session."),
        ("2", "Read the report."),
    ]
    assert [ref for ref, _ in texts(reading)] == ["1", "2"]


LEFT = [ACTIONS[0], [1, "Train.", "DPP", "Red"], [2, "Share.", "CPS", "Green"]]
RIGHT = [ACTIONS[0], [1, "Fund.", "CPS", "Amber"], [2, "Equip.", "DPP", "Red"]]
BESIDE: list[list[Any]] = [["Plan"], [], *([*left, None, *right] for left, right in zip(LEFT, RIGHT, strict=True))]
BELOW = [
    ["What we do"],
    *LEFT,
    ["What they do"],
    ["No", "Thing", "Who", "Light Feb 24"],
    *RIGHT[1:],
    ["Chair: see over."],
]
FOUR = ["Train.", "Share.", "Fund.", "Equip."]


@pytest.mark.parametrize(
    ("rows", "tables", "found"),
    [
        (BESIDE, ("A3:D5", "F3:I5"), FOUR),
        (BESIDE, ("A3:D3", "F3:I3"), FOUR),
        (BESIDE, ("A:D", "F:I"), FOUR),
        (BESIDE, ("A3:D4", "F3:I4"), ["Train.", "Fund."]),
        (BELOW, ("A2:D4", "A6:D8"), FOUR),
        (BELOW, ("2", "6"), FOUR),
        ([*LEFT, *RIGHT[1:]], ("A1:D3",), ["Train.", "Share."]),
    ],
)
def test_the_tables_of_a_sheet_are_those_that_a_person_names(rows, tables, found):
    chosen = columns("B, Thing, recommendation", "D, Light Feb 24, status")
    reading = read({"T": rows}, options=by(SheetMapping("T", columns=chosen, tables=tables), as_at=None))
    assert sorted(text for _, text in texts(reading)) == sorted(found)
    assert len([row["status"] for row in reading.rows["progress"] if row["status"]]) == len(found)


def test_what_is_in_no_named_table_and_a_table_without_cells_are_issues():
    mapping = SheetMapping("T", tables=("A1:D3", "H1:J3"))
    reading = read({"T": [*LEFT, *RIGHT[1:]]}, options=by(mapping, as_at=None))
    named = [
        (one.code, one.cell, one.found) for one in reading.issues if one.code in ("table-beside", "mapping-unused")
    ]
    assert named == [("mapping-unused", "", "H1:J3"), ("table-beside", "A4", "A4:D5")]


def test_rows_that_a_person_calls_items_are_items():
    rows = [["Ref", "Recommendation", "Owner", "Status"], ["Ref", "Recommendation", "Owner", "Done"], *LEFT[1:]]
    rows += [["Total", "Fund.", None, None], [None, "Notes: equip.", None, None]]
    plain = [text for _, text in texts(read({"T": rows}, options=by()))]
    mapping = SheetMapping("T", item_rows=tuple(map(MappedRow, (2, 5, 6))))
    chosen = [text for _, text in texts(read({"T": rows}, options=by(mapping)))]
    assert (plain, chosen) == (FOUR[:2], ["Recommendation", "Train.", "Share.", "Fund.", "Notes: equip."])


def test_a_row_that_is_called_an_item_changes_nothing_of_the_others():
    headings = ["Issue key", "Issue Type", "Summary", "Status", "Assignee", "Resolution", "Comment"]
    rows = [
        [f"PCC-{number}", "Recommendation", f"{verb} all of the officers in the law.", "Done", "A Jones", "Done", "Yes"]
        for number, verb in enumerate(("Train", "Hire", "Move", "Equip", "Ask"), 1)
    ]
    mapping = SheetMapping("T", item_rows=(MappedRow(4), MappedRow(6)))
    assert len(texts(read({"T": [headings, *rows]}, options=by(mapping)))) == 5

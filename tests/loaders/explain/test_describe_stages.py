"""The explanation of a layout names the keys, tables, columns, rows and records that the stages concluded."""

import json
from dataclasses import asdict

import pytest

from loaders.__main__ import main
from loaders.explain.describe_stages import describe_stages
from loaders.explain.explained_layout import (
    ExplainedColumn,
    ExplainedLayout,
    ExplainedRows,
    ExplainedTable,
    TableUse,
    layout_from_json,
)
from loaders.explain.read_layout import read_layout
from loaders.explain.sheet_account import SheetAccount
from loaders.layouts.recognise.free_layout import run_stages
from model.issues.issue import WorkbookError
from model.language import Language
from model.tracker.reading import MappedColumn
from tests.support.workbooks.canonical import write_workbook
from tests.support.workbooks.drawn_sheets import drawn_sheet
from tests.support.workbooks.layouts import book_of
from wording.catalogue import translator
from wording.command_line.layout_report import layout_report

ENGLISH = translator(Language.ENGLISH)
KEY = drawn_sheet("| Status | Meaning |\n| Red | Nothing was done |\n| Green | All of it is done |", name="Key")


def explain(*sheets):
    explained = describe_stages(run_stages(sheets), file_name="tracker.xlsx")
    assert layout_from_json(json.loads(json.dumps(asdict(explained)))) == explained
    return list(layout_report(explained, ENGLISH))


def test_a_table_is_explained_with_its_columns_rows_and_records():
    sheet = drawn_sheet(
        """
        |          |                    |       |      | Feb 24 |            | June 24 |
        | Ref      | Recommendation     | Owner | Mood | Status | Updates    | Status  |
        | Training |                    |       |      |        |            |         |
        | 1        | Train the officers | DPP   | Glad | Red    | Begun.     |         |
        | 2        | Hire more staff    | CPS   |      | Green  | All hired. | Green   |
        | Total    |                    |       |      | 2      |            |         |
        """
    )
    assert explain(KEY, sheet) == [
        "tracker.xlsx",
        "Layout: columns for each round",
        "Key: Key!A1:B3, with the statuses Red, Green",
        "",
        "Table: Tracker!A1:G6, headings in row 1-2",
        "  Decision: read as recommendations",
        "  A2 “Ref”: Ref, by the exact heading",
        "  B2 “Recommendation”: Recommendation, by the exact heading",
        "  C2 “Owner”: Lead agency, by another name for the heading",
        "  D2 “Mood”: not read, the heading is not known",
        "  E2 “Feb 24 / Status”: Status of Feb 24, by the exact heading",
        "  F2 “Feb 24 / Updates”: Update of Feb 24, by another name for the heading",
        "  G2 “June 24 / Status”: Status of June 24, by the exact heading",
        "  2 items: 4-5",
        "  Names of groups: 3",
        "  Below the table: 6",
        "",
        "Records: Recommendations 2, Progress 3, Reviews 1, Key 2",
        "Cells of Key: 6 read, 0 named as not read, 0 blank",
        "Cells of Tracker: 20 read, 4 named as not read, 18 blank",
    ]


def test_forms_are_explained_by_their_labels_and_their_cells():
    form = "| Ref | {ref} |\n| Recommendation | {text} |\n| Owner | DPP |\n| Status | Red |"
    texts = ((1, "Train the officers"), (2, "Hire more staff"))
    lines = explain(*[drawn_sheet(form.format(ref=ref, text=text), name=f"Rec {ref}") for ref, text in texts])
    assert lines[4:11] == [
        "Form: Rec 1!A1:B4, one recommendation",
        "  Decision: read as recommendations",
        "  A1 “Ref”: Ref, by the exact heading",
        "  A2 “Recommendation”: Recommendation, by the exact heading",
        "  A3 “Owner”: Lead agency, by another name for the heading",
        "  A4 “Status”: Status, by the exact heading",
        "  1 item: A1:B4",
    ]


@pytest.mark.parametrize(
    ("candidates", "evidence"),
    [
        ((), "the cells below the heading (45 of 100)"),
        (("status", "theme"), "the cells below the heading (45 of 100); it may mean: Theme"),
    ],
)
def test_a_column_known_by_its_values_has_a_score_and_what_else_it_may_mean(candidates, evidence):
    column = ExplainedColumn(MappedColumn("Tracker", "D1", "How it goes", "status", "values", 45, candidates))
    table = ExplainedTable("Tracker", "table", "A1:D4", "1", (column,), (), ExplainedRows(3, "2-4"), TableUse.ITEMS)
    lines = list(layout_report(ExplainedLayout("tracker.xlsx", "snapshot", (), (), (), (table,), {}), ENGLISH))
    assert f"  D1 “How it goes”: Status, by {evidence}" in lines


def test_cells_that_are_neither_read_nor_named_are_listed():
    account = SheetAccount("Tracker", used=8, named=1, blank=0, unaccounted=tuple(f"E{row}" for row in range(1, 13)))
    lines = list(layout_report(ExplainedLayout("a.xlsx", "long", (), (), (), (), {}, (account,)), ENGLISH))
    assert lines[-2:] == [
        "Cells of Tracker: 8 read, 1 named as not read, 0 blank",
        "  Neither read nor named: E1, E2, E3, E4, E5, E6, E7, E8, E9, E10, … (12)",
    ]


@pytest.mark.parametrize(
    ("drawing", "decision"),
    [
        (
            "| Risk ID | Risk | Owner | Likelihood |\n| 1 | Nobody is hired | DPP | High |",
            "not read: it lists something else (risks)",
        ),
        (
            "| Ref | Recommendation | Owner | Status |",
            "not read: no row below its headings is filled in as an item",
        ),
        (
            "| Ref | Status |\n| 9 | Red |",
            "not read: its columns or its refs are not those of the tracker",
        ),
        (
            "| Owner | Theme | Date |\n| DPP | Training | June 2024 |",
            "not read: no row below its headings is filled in as an item",
        ),
    ],
)
def test_a_table_that_is_not_read_has_a_reason(drawing, decision):
    tracker = drawn_sheet("| Ref | Recommendation | Owner | Status |\n| 1 | Train the officers | DPP | Red |")
    lines = explain(tracker, drawn_sheet(drawing, name="Other"))
    table = next(index for index, line in enumerate(lines) if line.startswith("Table: Other!"))
    assert lines[table + 1] == f"  Decision: {decision}"


def test_a_canonical_workbook_is_explained_by_its_headings(tmp_path):
    explained = read_layout(write_workbook(tmp_path / "good.xlsx").read_bytes(), name="good.xlsx")
    lines = list(layout_report(explained, ENGLISH))
    progress = lines.index("Table: Progress!A1:M2, headings in row 1")
    assert lines[:3] == [
        "good.xlsx",
        "Layout: the sheets of the template",
        "Key: Key!A2:F4, with the statuses Red, Amber, Green",
    ]
    assert lines[progress + 1 : progress + 3] == [
        "  Decision: read by its canonical headings",
        "  A1 “Review”: Review, by the exact heading",
    ]
    assert "Records: Reviews 1, Recommendations 1, Progress 1, Key 3" in lines
    assert not [line for line in lines if "Neither read nor named" in line]


def test_a_workbook_without_a_tracker_is_explained_and_refused(tmp_path, capsys):
    path = tmp_path / "phones.xlsx"
    path.write_bytes(book_of({"Phones": [["Name", "Phone"], ["Ann", "123"]]}))
    assert main(["check", str(path), "--explain-layout"]) == 2
    assert capsys.readouterr().out.splitlines() == [
        "phones.xlsx",
        "Layout: not recognised",
        "Keys: none",
        "Tables: none",
        "",
        "Records: none",
    ]


def test_a_paper_has_no_layout_to_explain():
    with pytest.raises(WorkbookError, match="paper-without-cells"):
        read_layout(b"%PDF-1.7\n", name="report.pdf")


def test_a_layout_is_explained_without_a_marked_copy(tmp_path, capsys):
    path = write_workbook(tmp_path / "good.xlsx")
    assert main(["check", str(path), "--explain-layout", "--marked", str(tmp_path / "out.xlsx")]) == 2
    assert not (tmp_path / "out.xlsx").exists()

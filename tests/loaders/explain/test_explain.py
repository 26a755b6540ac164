from calendar import month_name
from datetime import datetime
from time import monotonic
from typing import Any

import pytest
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill

from loaders.explain.explain import build_explanation, explain_cell
from loaders.explain.read_cell import NamedCell, read_cell
from loaders.progress import Progress
from loaders.worker.server import PROGRESS_SECONDS
from model.language import Language
from tests.support.workbooks import random_layouts
from tests.support.workbooks.canonical import RATED, write_workbook
from tests.support.workbooks.layouts import GREEN, book_of
from tests.support.workbooks.ods import ods_of
from tests.support.workbooks.random_layouts import Item
from wording.catalogue import translator
from wording.command_line.explain_report import explain_report

ENGLISH = translator(Language.ENGLISH)
ITEMS = [
    Item("1", "Train officers.", "Training", "CPS", {"July 2023": ("Red", "Begun."), "Feb 24": ("Amber", "Halfway.")}),
    Item("2", "Share data.", "Data and systems", "HMCTS", {"Feb 24": ("Green", "Done."), "June 2024": (None, "More.")}),
    Item("3", "Fund a post.", "Training", "HMCTS", {"July 2023": ("Amber", None), "June 2024": ("Green", "Funded.")}),
]
LAYOUTS = [*random_layouts.ALL, random_layouts.as_matrix]


def explained_lines(content, cell):
    """Return the lines of the explanation of a cell, with the codes of its issues in place of their sentences."""
    explanation = build_explanation(*read_cell(content, NamedCell(cell, "tracker")))
    lines = list(explain_report(explanation, ENGLISH))
    count = len(explanation.issues)
    return lines[1 : len(lines) - count] + [issue.code for issue in explanation.issues]


def test_the_progress_of_reading_a_large_workbook_is_reported_now_and_then(tmp_path):
    dates = [f"{day} {month} {year}" for year in range(1995, 2024) for month in month_name[1:] for day in range(1, 29)]
    path = write_workbook(tmp_path / "large.xlsx", progress=[{**RATED, "Date": date} for date in dates])
    reported, begun = list[Progress](), monotonic()
    explained = explain_cell(path, "Progress!E2", progress=reported.append)
    assert (explained.used.found, [use.value for use in explained.used.uses]) == ("Amber", ["Amber"])
    assert 0 < len(reported) <= (monotonic() - begun) / PROGRESS_SECONDS
    assert {progress.stage for progress in reported} <= {"cells", "tables", "checks"}


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda one: one.__name__)
def test_in_each_layout_every_cell_with_content_has_an_explanation(layout):
    sheets = layout(ITEMS)
    content = book_of(sheets)
    unexplained = [
        f"{name}!{chr(65 + column)}{row_number}"
        for name, rows in list(sheets.items())[:1]
        for row_number, row in enumerate(rows[:4], start=1)
        for column, value in enumerate(row)
        if value is not None and len(explained_lines(content, f"{name}!{chr(65 + column)}{row_number}")) < 2
    ]
    assert unexplained == []


@pytest.mark.parametrize(
    ("layout", "cell", "lines"),
    [
        (
            "as_long",
            "Log!F4",
            ["Holds: “Red”", "Column: “RAG” (F3)", "Read as Status of the update of recommendation 1"],
        ),
        ("as_wide", "Tracker!F2", ["Holds: “Red”", "Column: “RAG July 2023” (F1)", "Read as Status of the update of"]),
        (
            "as_grouped_headings",
            "Tracker!E1",
            ["Holds: “July 2023”", "It is part of these headings: “July 2023 / RAG” (E2)"],
        ),
        (
            "as_sheets_by_theme",
            "Training!D2",
            ["Holds: “Red”", "Column: “RAG July 2023” (D1)", "Read as Status of the up"],
        ),
        (
            "as_sheets_by_agency",
            "CPS!D2",
            ["Holds: “Red”", "Column: “RAG July 2023” (D1)", "Read as Status of the update"],
        ),
        (
            "as_sheets_by_round",
            "July 2023!E2",
            ["Holds: “Red”", "Column: “Status” (E1)", "Read as Status of the update of"],
        ),
        ("as_separate", "Updates!C2", ["Holds: “Red”", "Column: “RAG” (C1)", "Read as Status of the update of"]),
        (
            "as_stacked",
            "Tracker!D3",
            ["Holds: “Red”", "Column: “RAG July 2023” (D2)", "Read as Status of the update of"],
        ),
        (
            "as_groups_inside",
            "Tracker!A2",
            ["Holds: “Training”", "Column: “Ref” (A1)", "Read as Theme of recommendations"],
        ),
        ("as_matrix", "Tracker!E2", ["Holds: “Red”", "Column: “2023-07-01” (E1)", "Read as Status of the update of"]),
    ],
)
def test_a_cell_is_explained_by_its_content_its_heading_and_the_fields_read_from_it(layout, cell, lines):
    actual = explained_lines(book_of(getattr(random_layouts, layout)(ITEMS)), cell)
    assert [line[: len(start)] for line, start in zip(actual, lines, strict=False)] == lines


@pytest.fixture(scope="module")
def shaped():
    """Return a workbook with cells around its table: a title, a note, a key, and merged, hidden and filled cells."""
    red = PatternFill(bgColor="FFFF0000")

    def change(book):
        sheet = book["Log"]
        sheet.row_dimensions[5].hidden = sheet.column_dimensions["D"].hidden = True
        sheet.conditional_formatting.add("G4:G6", FormulaRule(formula=['$F4="Red"'], fill=red))
        sheet.conditional_formatting.add("H4:H6", FormulaRule(formula=["$H4<TODAY()"], fill=red))

    head = ["Theme", "Ref", "Recommendation", "Agency", "Cost", "RAG Feb 24", "Progress Feb 24", "Target date"]
    rows: list[list[Any]] = [
        ["Stalking review"],
        ["Updated by the office"],
        head,
        ["Training", 1, "Train officers.", "CPS", 5, "Red", "Begun.", datetime(2025, 1, 31)],
        [None, 2, "Share data.", "HMCTS", 6, None, "Agreed."],
        [None, 3, "Fund a post.", "HMCTS", 6, "Amber"],
        [],
        [None, None, "Total of all"],
        ["Key"],
        ["Red", "No progress"],
        ["Amber", "Some progress"],
        ["Green", "Complete"],
    ]
    sheets: dict[str, list[Any]] = {"Log": rows, "Lists": [["CPS", "x"], ["HMCTS", "y"]]}
    merged = ["Log!A1:H1", "Log!A4:A6"]
    return book_of(sheets, fills={"Log!F5": GREEN}, merged=merged, change=change)


@pytest.mark.parametrize(
    ("cell", "lines"),
    [
        ("B1", ["Holds: nothing", "Merged into A1:H1, whose text is that of A1"]),
        ("A2", ["Holds: “Updated by the office”", "It was not read.", "rows-above-headings"]),
        ("C3", ["Holds: “Recommendation”", "Column: “Recommendation” (C3)", "It is the heading of its column."]),
        ("A5", ["Holds: “Training”", "Merged into A4:A6, whose text is that of A4", "Column: “Theme” (A3)"]),
        ("D5", ["Holds: “HMCTS”", "Column: “Agency” (D3)", "Read as Lead agency", "rows-hidden", "columns-hidden"]),
        ("E4", ["Holds: “5”", "It was not read.", "column-not-held"]),
        ("F5", ["Holds: nothing, filled with #92d050", "Column: “RAG Feb 24” (F3)", "Read as Status", "rows-hidden"]),
        ("G4", ["Holds: “Begun.”, filled with #ff0000 by a conditional format", "Column: “Progress Feb 24” (G3)"]),
        ("G6", ["Holds: nothing", "Column: “Progress Feb 24” (G3)", "No Update of the update of recommendation 3"]),
        ("H5", ["Holds: nothing", "Column: “Target date” (H3)", "No Target date of recommendation 2 is given"]),
        ("Z99", ["Holds: nothing", "Nothing was read from it, because it is empty."]),
        ("C8", ["Holds: “Total of all”", "Column: “Recommendation” (C3)", "It was not read.", "rows-below-table"]),
        ("A9", ["Holds: “Key”", "Column: “Theme” (A3)", "It was not read.", "key-read"]),
        (
            "B10",
            ["Holds: “No progress”", "Column: “Ref” (B3)", "Read as Complete of a row of Key", "Read as Meaning of"],
        ),
        ("Lists!A1", ["Holds: “CPS”", "It was not read.", "sheet-passed-over"]),
    ],
)
def test_a_cell_around_a_table_is_explained_whether_it_was_read_or_not(shaped, cell, lines):
    actual = explained_lines(shaped, cell if "!" in cell else f"Log!{cell}")
    assert [line[: len(start)] for line, start in zip(actual, lines, strict=False)] == lines


def test_the_issue_of_a_rule_is_listed_for_each_cell_it_covers(shaped):
    assert "conditional-format-not-read" in explained_lines(shaped, "Log!H6")
    assert "conditional-format-not-read" not in explained_lines(shaped, "Log!G6")


def test_a_cell_of_an_ods_workbook_is_explained_as_well():
    content = ods_of(random_layouts.as_wide(ITEMS), "LibreOffice")
    assert explained_lines(content, "F2")[0::2] == [
        "Holds: “Red”",
        "Read as Status of the update of recommendation 1 (July 2023): Red",
    ]


def test_cells_that_became_part_of_an_update_are_explained_as_such():
    head = ["Ref", "Recommendation", "Action", "Owner", "RAG", "Update", "Impact"]
    rows = [[1, "Train.", "Write.", "DPP", "A", "Begun.", "High"], [1, "Train.", "Teach.", "CPS", "A", "Half.", "Low"]]
    content = book_of({"June 2024": [head, *rows]})
    update = "Action: Write. Begun. Action: Teach. Owner: CPS Half."
    of = "of the update of recommendation 1 (June 2024)"
    assert [
        next(line for line in explained_lines(content, cell) if line.startswith("Read as")) for cell in CELLS_OF_ACTIONS
    ] == [
        *[f"Read as Update {of}: {update}"] * 4,
        f"Read as Evidence {of}: Impact: High Impact: Low",
        f"Read as Status {of}: Amber",
    ]


CELLS_OF_ACTIONS = ("C2", "C3", "D3", "F3", "G3", "E3")

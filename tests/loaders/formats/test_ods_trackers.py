"""Trackers as people keep them, as .ods: each is read as the same workbook is that Excel keeps."""

from typing import Any

import pytest

from loaders import read_workbook
from tests.support.workbooks import random_layouts
from tests.support.workbooks.layouts import AMBER, GREEN, RED, book_of, issues, updates
from tests.support.workbooks.ods import PROGRAMS, ods_of
from tests.support.workbooks.random_layouts import Item

ITEMS = [
    Item(
        "1", "Train officers.", "Training", "CPS", {"July 2023": ("Red", "Begun."), "Feb 24": ("Amber", "Half\nway.")}
    ),
    Item("2", "Share data.", "Data and systems", "HMCTS", {"Feb 24": ("Green", "Done."), "June 2024": (None, "More.")}),
    Item("3", "Fund a post.", "Training", "HMCTS", {"July 2023": ("Amber", None), "June 2024": ("Green", "Funded.")}),
]


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize("layout", [*random_layouts.ALL, random_layouts.as_matrix], ids=lambda one: one.__name__)
def test_each_layout_is_read_as_the_same_workbook_of_excel_is(layout, program):
    sheets = layout(ITEMS)
    there = read_workbook(book_of(sheets), name="tracker")
    here = read_workbook(ods_of(sheets, program), name="tracker")
    assert (here.layout, here.rows, here.columns, here.issues) == (
        there.layout,
        there.rows,
        there.columns,
        there.issues,
    )


@pytest.mark.parametrize("program", PROGRAMS)
def test_fills_merged_themes_and_a_key_are_read_as_those_of_excel_are(program):
    rows: list[list[Any]] = [
        ["Our tracker", None, None, None, None],
        ["Theme", "No.", "Recommendation", "RAG Feb 24", "Progress Feb 24"],
        ["Training", 1, "Train officers.", None, "Begun."],
        [None, 2, "Share data.", None, "Agreed."],
        ["Data", 3, "Fund a post.", None, "Funded."],
    ]
    fills = {"Log!D3": RED, "Log!D4": GREEN, "Log!D5": AMBER}
    merged = ["Log!A1:E1", "Log!A3:A4"]
    there = read_workbook(book_of({"Log": rows}, fills=fills, merged=merged), name="tracker")
    here = read_workbook(ods_of({"Log": rows}, program, fills=fills, merged=merged), name="tracker")
    assert (updates(here), issues(here)) == (updates(there), issues(there))
    assert [row["theme"] for row in here.rows["recommendations"]] == ["Training", "Training", "Data"]
    assert [status for _, _, status, _ in updates(here)] == ["Red", "Green", "Amber"]

"""Every filled cell of a sheet is counted as used, as named by an issue, or as neither."""

import pytest

from loaders.explain.cell_account import account_for_cells
from loaders.layouts.recognise.free_layout import run_stages
from tests.support.workbooks.drawn_sheets import drawn_sheet


def account(*sheets, without=()):
    """Return the account of drawn sheets, as if some issues had not been raised."""
    stages = run_stages(sheets)
    assert stages.recognised is not None
    keys = {(key.sheet.name, cell) for key in stages.workbook.keys for cell in key.cells}
    issues = [issue for issue in stages.issues if issue.code not in without]
    return account_for_cells(sheets, stages.recognised, issues, keys)


TRACKER = """
| Printed by | hand               |       |        |      |        |
| Ref        | Recommendation     | Owner | Status | Mood | Colour |
| 1          | Train the officers | DPP   | Red    | Glad |        |
| 2          | Hire more staff    | CPS   | Amber  |      |        |
| Total      |                    |       | 2      |      |        |
"""


def test_cells_are_counted_as_used_as_named_or_as_blank():
    [sheet] = account(drawn_sheet(TRACKER))
    assert (sheet.used, sheet.named, sheet.blank, sheet.unaccounted) == (12, 7, 11, ())


@pytest.mark.parametrize(
    ("code", "cells"),
    [
        ("heading-unknown", ("E2", "E3")),
        ("columns-blank", ("F2",)),
        ("rows-above-headings", ("A1", "B1")),
        ("rows-below-table", ("A5", "D5")),
    ],
)
def test_cells_that_no_issue_names_are_unaccounted(code, cells):
    [sheet] = account(drawn_sheet(TRACKER), without=[code])
    assert sheet.unaccounted == cells


def test_the_cells_of_a_key_are_used():
    key = drawn_sheet("| Status | Meaning |\n| Red | Nothing was done |\n| Amber | Some of it |", name="Key")
    assert [(sheet.sheet, sheet.unaccounted) for sheet in account(key, drawn_sheet(TRACKER))] == [
        ("Key", ()),
        ("Tracker", ()),
    ]


def test_a_value_that_a_row_repeats_is_used_and_one_that_differs_is_named():
    log = """
    | Ref | Recommendation     | Owner | Date     | Status |
    | 1   | Train the officers | DPP   | Feb 24   | Red    |
    | 1   | Train the officers | CPS   | June 24  | Green  |
    """
    [sheet] = account(drawn_sheet(log))
    assert sheet.unaccounted == ()
    [sheet] = account(drawn_sheet(log), without=["item-differs"])
    assert sheet.unaccounted == ("C3",)


def test_the_letter_of_a_ref_is_used():
    [sheet] = account(
        drawn_sheet(
            """
            | Ref | Letter | Recommendation     | Owner | Status |
            | 1   | a      | Train the officers | DPP   | Red    |
            | 1   | b      | Hire more staff    | CPS   | Amber  |
            """
        )
    )
    assert sheet.unaccounted == ()


def test_a_column_of_dates_without_statuses_is_named():
    rows = "| Ref | Recommendation | Owner | Date |\n| 1 | Train them | DPP | May 2024 |\n| 2 | Hire more | CPS | |"
    [sheet] = account(drawn_sheet(rows))
    assert sheet.unaccounted == ()
    [sheet] = account(drawn_sheet(rows), without=["column-not-held"])
    assert sheet.unaccounted == ("D2",)


MERGED_HEADER_ROWS = """
| Ref | Recommendation     | Owner | Status | Controlled  |        | Delay in months | Total cost |
| Ref | Recommendation     | Owner | Status | Probability | Impact |                 | 0          |
| 1   | Train the officers | DPP   | Red    | 3           | 4      |                 |            |
| 2   | Hire more staff    | CPS   | Amber  | 2           | 5      |                 |            |
"""


def test_blank_columns_have_their_headings_named_in_each_header_row():
    [sheet] = account(drawn_sheet(MERGED_HEADER_ROWS))
    assert sheet.unaccounted == ()
    [sheet] = account(drawn_sheet(MERGED_HEADER_ROWS), without=["columns-blank"])
    assert {"G1", "H1"} <= set(sheet.unaccounted)


def test_an_owner_next_to_the_update_of_an_unknown_recommendation_is_named():
    items = drawn_sheet(
        """
        | No | Recommendation     | Target date |
        | 1  | Train the officers | May 2024    |
        | 2  | Hire more staff    | June 2024   |
        """
    )
    log = """
        | No | Full Name      | Position             |
        | 1  | Training Board | The course is booked |
        | {} | Planning Board | The plan is drafted  |
        """
    assert account(items, drawn_sheet(log.format(2), name="Log"))[1].used == 9
    unlisted = account(items, drawn_sheet(log.format(7), name="Log"))[1]
    assert (unlisted.used, unlisted.named, unlisted.unaccounted) == (8, 1, ())

"""Each stage of reading a layout runs alone, on a sheet drawn as text or on what the stage before it returned."""

import pytest

from loaders.layouts.build_records import build_records
from loaders.layouts.choose_tables import choose_tables
from loaders.layouts.classify_rows import classify_rows
from loaders.layouts.column_map import ColumnRole
from loaders.layouts.find_tables import find_tables, table_range
from loaders.layouts.interpret_tables import interpret_tables
from loaders.layouts.keys import find_keys
from loaders.layouts.recognise import run_stages
from loaders.layouts.resolve_columns import resolve_columns
from loaders.layouts.side_blocks import split_sheets
from loaders.layouts.table_issues import table_issues
from loaders.vocabulary.headings import ColumnMeaning
from tests.support.workbooks.drawn_sheets import drawn_sheet

TRACKER = """
| Custody review |                    |       |         |            |
| Ref            | Recommendation     | Owner | Status  | Mood       |
| Training       |                    |       |         |            |
| 1              | Train the officers | DPP   | Red     | Hopeful    |
| 2              | Hire more staff    | CPS   | Amber   |            |
| Total          |                    |       | 2       |            |
"""


@pytest.fixture
def sheet():
    return drawn_sheet(TRACKER)


def interpreted(*sheets):
    tables, _ = interpret_tables(sheets, file_name="")
    return tables


def test_keys_are_found_on_a_sheet():
    key = drawn_sheet(
        """
        | Status | Meaning           |
        | Red    | Nothing was done  |
        | Green  | All of it is done |
        """,
        name="Key",
    )
    [found] = find_keys([key])
    assert [(row.status, row.meaning) for row in found.rows] == [
        ("Red", "Nothing was done"),
        ("Green", "All of it is done"),
    ]


def test_blocks_next_to_a_table_are_split_from_it():
    sheet = drawn_sheet(
        """
        | Ref | Recommendation     | Owner | Status |  | Summary | Count |
        | 1   | Train the officers | DPP   | Red    |  | Red     | 1     |
        | 2   | Hire more staff    | CPS   | Amber  |  | Amber   | 1     |
        | 3   | Share the data     | CPS   | Amber  |  |         |       |
        """
    )
    tables, blocks = split_sheets([sheet])
    assert [(block.kind, block.columns) for block in blocks] == [("notes", (6, 7))]
    assert [len(table.rows[0].values) for table in tables] == [4]


def test_tables_are_found_by_their_header_rows(sheet):
    [table] = find_tables(sheet)
    assert (table.header_row, table_range(table)) == (2, "A1:E6")
    assert [row.number for row in table.rows_above] == [1]


def test_columns_are_mapped_to_fields(sheet):
    [table] = find_tables(sheet)
    columns = resolve_columns(table)
    assert {meaning.value: heading.cell for meaning, heading in columns.fields.items()} == {
        "ref": "A2",
        "recommendation": "B2",
        "lead_agency": "C2",
    }
    assert [period.columns[ColumnMeaning.STATUS].cell for period in columns.rounds.values()] == ["D2"]
    unread = [(use.heading.words, use.reason) for use in columns.uses if use.role is ColumnRole.UNREAD]
    assert unread == [("Mood", "unknown")]


def test_rows_are_sorted_by_type(sheet):
    [table] = find_tables(sheet)
    rows = classify_rows(table, resolve_columns(table))
    groups = [(item.row.number, item.group_row.words if item.group_row else "") for item in rows.items]
    assert groups == [(4, "Training"), (5, "Training")]
    assert [row.number for row in (*rows.other_rows, *rows.rows_below)] == [6]


def test_tables_are_interpreted_with_their_issues():
    sheet = drawn_sheet(
        """
        | Recommendation        | Owner | Status |
        | 1. Train the officers | DPP   | Red    |
        | 2. Hire more staff    | CPS   | Amber  |
        """
    )
    [table], issues = interpret_tables([sheet], file_name="")
    assert table.refs_in_text
    assert [(issue.code, issue.cell) for issue in issues] == [("refs-numbered", "A2")]


def test_the_tracker_is_chosen_among_tables(sheet):
    risks = drawn_sheet(
        """
        | Risk ID | Risk             | Owner | Likelihood |
        | 1       | Nobody is hired  | DPP   | High       |
        """,
        name="Risks",
    )
    chosen = choose_tables(interpreted(sheet, risks))
    assert chosen is not None
    assert [source.table.sheet.name for source in chosen.item_tables] == ["Tracker"]


def test_records_are_built_from_the_chosen_tables(sheet):
    chosen = choose_tables(interpreted(sheet))
    assert chosen is not None
    built = build_records(chosen, None)
    assert [(record.place.row, record.value("ref")) for record in built.records["recommendations"]] == [(4, 1), (5, 2)]
    assert built.issues == ()


def test_the_issues_of_a_table_name_what_was_not_read(sheet):
    chosen = choose_tables(interpreted(sheet))
    assert chosen is not None
    [table] = build_records(chosen, None).tables
    assert [(issue.code, issue.cell) for issue in table_issues(table)] == [
        ("heading-unknown", "E2"),
        ("rows-above-headings", "A1"),
        ("rows-below-table", "A6"),
        ("groups-read", "A3"),
    ]


def test_all_stages_return_one_frozen_value(sheet):
    stages = run_stages([sheet], file_name="Tracker June 2024.xlsx")
    assert [source.table.header_row for source in stages.tables] == [2]
    assert stages.recognised is not None
    assert stages.recognised.layout == "snapshot"
    assert {table: len(records) for table, records in stages.recognised.records.items()} == {
        "recommendations": 2,
        "progress": 2,
        "monitoring": 0,
        "targets": 0,
        "reviews": 1,
    }
    with pytest.raises(AttributeError):
        stages.tracker = None  # type: ignore[misc]


def test_stages_end_after_the_tables_if_none_is_a_tracker():
    stages = run_stages([drawn_sheet("| Name | Phone |\n| Ann | 123 |")])
    assert stages.tracker is None

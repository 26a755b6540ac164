"""The first rows of a sheet: as they are, with fills, around its header row; and through the worker process."""

from typing import Any

from loaders.cells import CellRange
from loaders.client import preview_in_worker
from loaders.mapping.sheet_preview import MAX_COLUMNS, MAX_ROWS, PreviewCell, preview_sheets
from loaders.options import ColumnChoice, MappedRow, ReadOptions, SheetMapping, WorkbookMapping, with_row_words
from loaders.pipeline import read_with_tables
from loaders.records import TableRange
from tests.support.workbooks.layouts import GREEN, book_of

LOG: list[list[Any]] = [
    ["Ref", "Recommendation", "RAG Feb 24"],
    [1, "Train officers.", "Green"],
    [2, "Share data.", "Amber"],
]


def previews(sheets, **shape):
    read = read_with_tables(book_of(sheets, **shape))
    return preview_sheets(read.sheets, read.ranges, read.mapping)


def test_a_sheet_is_shown_as_it_is_with_its_fills_and_its_table():
    (sheet,) = previews({"Log": LOG}, fills={"Log!C2": GREEN})
    assert [row.number for row in sheet.rows] == [1, 2, 3]
    assert sheet.rows[1].cells == (PreviewCell("1"), PreviewCell("Train officers."), PreviewCell("Green", "#92d050"))
    assert (sheet.header_row, sheet.row_count, sheet.column_count) == (1, 3, 3)
    assert sheet.tables == (TableRange("Log", 1, CellRange(1, 1, 3, 3)),)
    assert sheet.rows[1].words == "Train officers."


def test_a_large_sheet_is_shown_in_part():
    wide = [[*row, *[None] * 40, "far"] for row in LOG]
    (sheet,) = previews({"Log": [*wide, *([n, f"Matter {n}.", "Red"] for n in range(3, 60))]})
    assert len(sheet.rows) == MAX_ROWS
    assert max(len(row.cells) for row in sheet.rows) == MAX_COLUMNS
    assert (sheet.row_count, sheet.column_count) == (60, 44)


def test_a_header_row_further_down_is_shown_with_the_rows_around_it():
    (sheet,) = previews({"Log": [*([f"Note {n}"] for n in range(20)), *LOG]})
    assert (sheet.header_row, [row.number for row in sheet.rows]) == (21, [19, 20, 21, 22, 23])


def test_a_refused_workbook_has_its_first_rows_and_the_reason():
    found = preview_in_worker(book_of({"Plan": [["A note"], ["What", "Who"], ["Train.", "DPP"]]}), name="plan.xlsx")
    assert (found.reading, [sheet.header_row for sheet in found.sheets]) == (None, [2])
    assert found.refusal is not None
    details = {name: found.refusal.details[name] for name in ("sheet", "row", "recognised", "missing")}
    assert details == {"sheet": "Plan", "row": "2", "recognised": "Who", "missing": "text"}


def test_the_worker_returns_what_reading_in_this_process_gives():
    content = book_of({"Log": LOG}, fills={"Log!C2": GREEN})
    columns = (ColumnChoice("C", "RAG Feb 24", "evidence"),)
    mapping = WorkbookMapping((SheetMapping("Log", columns=columns, excluded_rows=(MappedRow(3),)),))
    options = ReadOptions(mapping=mapping)
    found = preview_in_worker(content, name="log.xlsx", options=options)
    read = read_with_tables(content, name="log.xlsx", options=options)
    assert found.sheets == preview_sheets(read.sheets, read.ranges, read.mapping)
    assert found.mapping == read.mapping
    assert found.reading is not None
    assert found.reading.rows == read.reading.rows
    assert with_row_words(mapping, found.mapping).sheets[0].excluded_rows == (MappedRow(3, "Share data."),)

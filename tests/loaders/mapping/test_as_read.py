"""The mapping of a reading, and answers that confirm it: reading by them gives the same rows of every sheet."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings

from loaders.mapping.mapping_file import format_mapping, parse_mapping
from loaders.mapping.sheet_preview import mapping_as_read, preview_sheets
from loaders.open_questions import MAPPING, accept_proposals, open_questions
from loaders.options import NO_MAPPING, ColumnChoice, MappedRow, ReadOptions, SheetMapping, WorkbookMapping
from loaders.pipeline import read_with_tables
from model.tracker.reading import WorkbookError
from tests.support.workbooks import random_layouts
from tests.support.workbooks.from_toml import free_sheets, read_toml
from tests.support.workbooks.layouts import book_of
from tests.support.workbooks.mappings import mapping_of
from tests.support.workbooks.random_layouts import trackers
from tests.support.workbooks.realistic_trackers import REALISTIC

OPTIONS = ReadOptions(as_at="2024-06")
BOOKS = {name: free_sheets(sheets) for name, sheets in read_toml(Path(__file__).with_name("plans.toml")).items()}


def as_read(read):
    sheets = preview_sheets(read.sheets, read.ranges, read.mapping)
    return mapping_as_read(read.reading, sheets, read.mapping)


def read_twice(content):
    """Return a reading, and the one by its mapping, which went through a file."""
    first = read_with_tables(content, options=OPTIONS)
    mapping = as_read(first)
    options = parse_mapping(format_mapping(replace(OPTIONS, mapping=mapping)))
    return first.reading, read_with_tables(content, options=options).reading


def test_every_column_is_in_it_with_its_field_and_what_is_not_read():
    rows = [["Ref", "Recommendation", "Cost", "RAG Feb 24"], [1, "Train.", 5, "Red"]]
    read = read_with_tables(book_of({"T": rows}))
    columns = (
        ColumnChoice("A", "Ref", "ref"),
        ColumnChoice("B", "Recommendation", "recommendation"),
        ColumnChoice("D", "RAG Feb 24", "status"),
        ColumnChoice("C", "Cost", ""),
    )
    expected = WorkbookMapping((SheetMapping("T", header_row=1, columns=columns),))
    assert as_read(read) == expected


def test_the_reader_decides_about_a_column_whose_reading_no_field_names():
    rows = [["Ref", "Recommendation", "Impact", "RAG Feb 24"], [1, "Train.", "High", "Red"]]
    read = read_with_tables(book_of({"T": rows}))
    (sheet,) = as_read(read).sheets
    assert [choice.field for choice in sheet.columns if choice.heading == "Impact"] == [None]


def test_what_a_person_left_out_stays_left_out():
    rows = [["Ref", "Recommendation", "RAG Feb 24"], [1, "Train.", "Red"], [2, "An example.", "Red"]]
    used = WorkbookMapping((SheetMapping("T", excluded_rows=(MappedRow(3),)), SheetMapping("Old", read=False)))
    read = read_with_tables(book_of({"T": rows, "Old": rows}), options=ReadOptions(mapping=used))
    first, second = as_read(read).sheets
    assert (first.excluded_rows, second) == ((MappedRow(3, "An example."),), SheetMapping("Old", read=False))


def workbook_named(name):
    return book_of(BOOKS[name]) if name in BOOKS else REALISTIC[name].content


@pytest.mark.parametrize("name", [*REALISTIC, *BOOKS])
def test_a_tracker_read_by_the_mapping_of_its_reading_has_the_same_rows(name):
    first, second = read_twice(workbook_named(name))
    assert second.rows == first.rows
    assert all(row["ref"] for row in first.rows["recommendations"])
    assert [one.found for one in second.issues if one.code.startswith("mapping")] == []


@pytest.mark.parametrize("layout", random_layouts.ALL, ids=lambda layout: layout.__name__)
@given(tracker=trackers())
@settings(max_examples=5, deadline=None)
def test_each_layout_read_by_the_mapping_of_its_reading_has_the_same_rows(layout, tracker):
    first, second = read_twice(book_of(layout(tracker)))
    assert second.rows == first.rows


def questions_of(read):
    return open_questions(read.reading, read.sheets, date(2026, 1, 1))


def uncertain(read):
    """Return the cells of the headings that may mean something else."""
    return [(i.sheet, i.cell, i.severity) for i in read.reading.issues if i.code == "heading-uncertain"]


@pytest.mark.parametrize("name", ["projects", "catalogue"])
def test_an_accepted_proposal_changes_no_row_and_stays_marked(name):
    first = read_with_tables(workbook_named(name), options=OPTIONS)
    accepted = read_with_tables(workbook_named(name), options=accept_proposals(OPTIONS, questions_of(first)))
    assert MAPPING in [question.option for question in questions_of(first)]
    assert MAPPING not in [question.option for question in questions_of(accepted)]
    assert uncertain(accepted) == uncertain(first) != []
    assert accepted.reading.rows == first.reading.rows


def read_but_for_the_plan(mapping):
    """Return the columns that are read of the sheets without an answer."""
    reading = read_with_tables(workbook_named("three sheets"), options=replace(OPTIONS, mapping=mapping)).reading
    return [(each.sheet, each.cell, each.field) for each in reading.columns if each.sheet != "Plan" and each.cell]


@pytest.mark.parametrize("field", ["recommendation", "title", ""])
def test_an_answer_about_a_column_changes_what_is_read_of_no_other_sheet(field):
    answered = mapping_of(("Plan", "B", field, "Recommendation"))
    assert read_but_for_the_plan(answered) == read_but_for_the_plan(NO_MAPPING) != []


def test_where_the_answered_sheet_has_no_tracker_left_no_other_sheet_takes_its_place():
    content, without = workbook_named("fields beside a list"), mapping_of(("Plan", "A", "", "Recommendation"))
    assert {each.sheet for each in read_with_tables(content, options=OPTIONS).reading.columns} == {"Plan"}
    with pytest.raises(WorkbookError):
        read_with_tables(content, options=ReadOptions(mapping=without))

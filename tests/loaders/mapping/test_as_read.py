"""The mapping of a reading: every column that was read, and reading by it gives the same rows."""

import pytest
from hypothesis import given, settings

from loaders.mapping.mapping_file import format_mapping, parse_mapping
from loaders.mapping.sheet_mapping import NO_MAPPING, ColumnChoice, MappedRow, SheetMapping, WorkbookMapping
from loaders.mapping.sheet_preview import mapping_as_read
from loaders.options import ReadOptions
from loaders.pipeline import read_with_tables
from tests.support.workbooks import random_layouts
from tests.support.workbooks.layouts import book_of
from tests.support.workbooks.random_layouts import trackers
from tests.support.workbooks.realistic_trackers import REALISTIC


def read_twice(content):
    """Return a reading, and the one by its mapping, which went through a file."""
    first = read_with_tables(content)
    mapping = mapping_as_read(first.reading, first.ranges, NO_MAPPING)
    options = ReadOptions(mapping=parse_mapping(format_mapping(mapping)))
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
    assert mapping_as_read(read.reading, read.ranges, NO_MAPPING) == expected


def test_the_reader_decides_about_a_column_whose_reading_no_field_names():
    rows = [["Ref", "Recommendation", "Impact", "RAG Feb 24"], [1, "Train.", "High", "Red"]]
    read = read_with_tables(book_of({"T": rows}))
    (sheet,) = mapping_as_read(read.reading, read.ranges, NO_MAPPING).sheets
    assert [choice.field for choice in sheet.columns if choice.heading == "Impact"] == [None]


def test_what_a_person_left_out_stays_left_out():
    rows = [["Ref", "Recommendation", "RAG Feb 24"], [1, "Train.", "Red"], [2, "An example.", "Red"]]
    used = WorkbookMapping((SheetMapping("T", excluded_rows=(MappedRow(3),)), SheetMapping("Old", read=False)))
    read = read_with_tables(book_of({"T": rows, "Old": rows}), options=ReadOptions(mapping=used))
    first, second = mapping_as_read(read.reading, read.ranges, read.mapping).sheets
    assert (first.excluded_rows, second) == ((MappedRow(3, "An example."),), SheetMapping("Old", read=False))


@pytest.mark.parametrize("name", REALISTIC)
def test_a_tracker_read_by_the_mapping_of_its_reading_has_the_same_rows(name):
    first, second = read_twice(REALISTIC[name].content)
    assert second.rows == first.rows
    assert [one.found for one in second.issues if one.code.startswith("mapping")] == []


@pytest.mark.parametrize("layout", random_layouts.ALL, ids=lambda layout: layout.__name__)
@given(tracker=trackers())
@settings(max_examples=5, deadline=None)
def test_each_layout_read_by_the_mapping_of_its_reading_has_the_same_rows(layout, tracker):
    first, second = read_twice(book_of(layout(tracker)))
    assert second.rows == first.rows

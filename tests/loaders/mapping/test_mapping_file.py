"""The file of a mapping: written, read back, and each thing that it may have wrong."""

from pathlib import Path

import pytest

from loaders.mapping.mapping_file import MappingError, format_mapping, parse_mapping, with_saved_mapping
from loaders.options import ColumnChoice, Correction, MappedRow, ReadOptions, SheetMapping, WorkbookMapping

SHEETS = (
    SheetMapping(
        "Tracker",
        header_row=3,
        columns=(ColumnChoice("A", "Rhif", "ref"), ColumnChoice("B", "“What”", ""), ColumnChoice("AA", "", None)),
        excluded_rows=(MappedRow(7), MappedRow(9, "Example")),
    ),
    SheetMapping("Old", read=False),
)
MAPPING = ReadOptions(
    mapping=WorkbookMapping(SHEETS),
    scale=("Late", "Done"),
    complete=("Done",),
    as_at="2024-06",
    corrections=(Correction("Tracker", "E", "Grean", "Green"), Correction.new_status("Blue")),
)


def test_a_mapping_that_is_written_is_read_back():
    assert parse_mapping(format_mapping(MAPPING)) == MAPPING
    assert '{ "column": "A", "heading": "Rhif", "field": "ref" }' in format_mapping(MAPPING)


def test_only_the_name_of_a_sheet_is_required():
    assert parse_mapping('{"format": 1, "sheets": [{"sheet": "T"}]}') == ReadOptions(
        mapping=WorkbookMapping((SheetMapping("T"),))
    )


@pytest.mark.parametrize(
    ("text", "code", "location"),
    [
        ("[", "not-json", ""),
        ("[]", "object", ""),
        ('{"sheets": []}', "entry-missing", "format"),
        ('{"format": 2, "sheets": []}', "format", "format"),
        ('{"format": 1, "sheets": {}}', "list", "sheets"),
        ('{"format": 1, "sheets": [], "who": 1}', "entry-unknown", "who"),
        ('{"format": 1, "sheets": [{"read": true}]}', "entry-missing", "sheets[0].sheet"),
        ('{"format": 1, "sheets": [{"sheet": "T", "read": 1}]}', "true-false", "sheets[0].read"),
        ('{"format": 1, "sheets": [{"sheet": "T", "excluded_rows": ["3"]}]}', "row", "sheets[0].excluded_rows[0]"),
        ('{"format": 1, "sheets": [{"sheet": "T"}, {"sheet": "T"}]}', "sheet-repeated", "sheets[1].sheet"),
        (
            '{"format": 1, "sheets": [{"sheet": "T", "columns": [{"column": "A1", "field": ""}]}]}',
            "column",
            "sheets[0].columns[0].column",
        ),
        (
            '{"format": 1, "sheets": [{"sheet": "T", "columns": [{"column": "A", "field": "stauts"}]}]}',
            "field",
            "sheets[0].columns[0].field",
        ),
    ],
)
def test_what_is_wrong_in_a_mapping_is_named_with_where_it_is(text, code, location):
    with pytest.raises(MappingError) as wrong:
        parse_mapping(text)
    assert (wrong.value.code, wrong.value.details.get("location", "")) == (code, location)


def test_an_answer_of_the_command_comes_before_that_of_the_file(tmp_path):
    saved = tmp_path / "mapping.json"
    saved.write_text(format_mapping(MAPPING), encoding="utf-8")
    assert with_saved_mapping(ReadOptions(), saved) == MAPPING
    given = with_saved_mapping(ReadOptions(scale=("Red", "Green"), as_at="2024-07", review="Stalking"), saved)
    assert (given.scale, given.complete, given.as_at, given.review) == (("Red", "Green"), None, "2024-07", "Stalking")


def test_a_file_that_cannot_be_opened_or_is_no_text_is_refused(tmp_path):
    with pytest.raises(MappingError, match="unreadable"):
        with_saved_mapping(ReadOptions(), tmp_path / "none.json")
    binary = tmp_path / "binary.json"
    binary.write_bytes(b"\xff\xfe\xff")
    with pytest.raises(MappingError, match="not-json"):
        with_saved_mapping(ReadOptions(), binary)


def test_the_documented_mapping_is_one():
    page = (Path(__file__).parents[3] / "docs" / "command-line.md").read_text(encoding="utf-8")
    example = page[page.index('{\n  "format": 1') :].partition("```")[0]
    first, second = parse_mapping(example).mapping.sheets
    assert (first.header_row, second) == (3, SheetMapping("Archive", read=False))

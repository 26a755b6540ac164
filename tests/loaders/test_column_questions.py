"""The fields that a column can have, the columns to confirm, and the key of workbooks with the same headings."""

from loaders.column_questions import columns_with_headings, headings_key, uncertain_columns
from loaders.mapping.possible_fields import possible_fields
from loaders.options import ReadOptions
from tests.support.workbooks.layouts import read
from tests.support.workbooks.mappings import mapping_of

HEAD = ["Rec No", "Recomendation", "Agency", "Cost", "RAG Feb 24", "Progress Feb 24"]
ROW = [1, "Train officers.", "DPP", 5, "Amber", "Begun."]


def to_confirm(reading):
    return [(column.cell, column.field) for column in uncertain_columns(reading)]


def test_a_canonical_sheet_offers_its_fields_and_any_other_tracker_those_of_all_three():
    assert possible_fields("canonical", "Names") == ("kind", "name", "short_name", "name_cy", "short_name_cy")
    assert possible_fields("canonical", "Enwau") == possible_fields("canonical", "Names")
    fields = possible_fields("wide", "Log")
    assert {"ref", "status", "response", "activity"} <= {*fields}
    assert not {"letter", "meaning", "other-rating", "note"} & {*fields}


def test_columns_read_by_similarity_or_not_at_all_are_to_be_confirmed():
    assert to_confirm(read({"T": [HEAD, ROW]})) == [("B1", "recommendation"), ("D1", "")]


def test_a_confirmed_column_can_be_confirmed_anew():
    options = ReadOptions(mapping=mapping_of(("T", "C", "theme"), ("T", "B", "recommendation"), ("T", "F", "")))
    reading = read({"T": [HEAD, ROW]}, options=options)
    assert sorted(to_confirm(reading)) == [("B1", "recommendation"), ("C1", "theme"), ("D1", ""), ("F1", "")]


def test_a_cell_without_a_heading_is_no_column_to_confirm():
    reading = read({"T": [HEAD, [*ROW, "stray"]]})
    assert "G2" not in [column.cell for column in columns_with_headings(reading)]


def test_workbooks_are_recognised_by_their_sheets_and_headings_and_not_by_their_rows():
    known = headings_key(read({"T": [HEAD, ROW]}))
    assert headings_key(read({"T": [HEAD, ROW, [2, "Share data.", "CPS", 6, "Red", "None."]]})) == known
    assert headings_key(read({"U": [HEAD, ROW]})) != known
    assert headings_key(read({"T": [["Rec No", "Recommendation", *HEAD[2:]], ROW]})) != known

"""The fields that a column can have, the columns with a heading, and the key of workbooks with the same headings."""

from loaders.mapping.mapping_file import possible_fields
from loaders.mapping.sheet_preview import columns_with_headings, headings_key
from tests.support.workbooks.layouts import read

HEAD = ["Rec No", "Recomendation", "Agency", "Cost", "RAG Feb 24", "Progress Feb 24"]
ROW = [1, "Train officers.", "DPP", 5, "Amber", "Begun."]


def test_a_canonical_sheet_offers_its_fields_and_any_other_tracker_those_of_all_three():
    assert possible_fields("canonical", "Names") == ("kind", "name", "short_name", "name_cy", "short_name_cy")
    assert possible_fields("canonical", "Enwau") == possible_fields("canonical", "Names")
    fields = possible_fields("wide", "Log")
    assert {"ref", "status", "response", "activity"} <= {*fields}
    assert not {"letter", "meaning", "other-rating", "note"} & {*fields}


def test_a_cell_without_a_heading_is_no_column_to_confirm():
    reading = read({"T": [HEAD, [*ROW, "stray"]]})
    assert "G2" not in [column.cell for column in columns_with_headings(reading)]


def test_workbooks_are_recognised_by_their_sheets_and_headings_and_not_by_their_rows():
    known = headings_key(read({"T": [HEAD, ROW]}))
    assert headings_key(read({"T": [HEAD, ROW, [2, "Share data.", "CPS", 6, "Red", "None."]]})) == known
    assert headings_key(read({"U": [HEAD, ROW]})) != known
    assert headings_key(read({"T": [["Rec No", "Recommendation", *HEAD[2:]], ROW]})) != known

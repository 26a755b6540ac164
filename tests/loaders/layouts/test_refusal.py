"""A refusal names the row that is most like a header row, what was recognised in it and what is missing."""

import pytest

from loaders.options import NO_OPTIONS, ReadOptions, SheetMapping, WorkbookMapping
from model.terms import Language
from model.tracker.reading import WorkbookError
from tests.support.workbooks.layouts import read
from wording.catalogue import translator
from wording.issues import message, remedy

ENGLISH = translator(Language.ENGLISH)


def refusal(sheets, options=NO_OPTIONS):
    with pytest.raises(WorkbookError) as refused:
        read(sheets, options=options)
    return refused.value


def test_the_row_with_most_known_headings_is_named_with_what_is_missing():
    error = refusal(
        {"Notes": [["Kept by policy"]], "Plan": [["Our plan"], ["What", "Who", "By when"], ["A", "B", "C"]]}
    )
    assert message(error, ENGLISH) == (
        "No table of recommendations was found. Row 2 of the sheet Plan is most like headings (Who, By when), "
        "but no column holds the text of the recommendations."
    )
    assert remedy(error, ENGLISH, on="upload").startswith("Say below in which row the headings are")


@pytest.mark.parametrize(
    ("rows", "missing"),
    [([["Desk", "Colour"], ["x", "y"]], "text"), ([["Recommendation", "Colour"], ["Train.", "y"]], "details")],
)
def test_what_is_missing_is_the_text_or_other_columns(rows, missing):
    assert refusal({"T": rows}).details["missing"] == missing


def test_a_sheet_without_two_texts_in_a_row_has_no_headings_to_name():
    assert refusal({"Notes": [["One"], ["Two"]]}).details == {"sheets": "Notes"}


def test_a_mapping_that_leaves_out_every_sheet_is_the_reason():
    left_out = ReadOptions(mapping=WorkbookMapping((SheetMapping("T", read=False),)))
    error = refusal({"T": [["Ref", "Recommendation", "Owner"], [1, "Train.", "DPP"]]}, left_out)
    assert message(error, ENGLISH) == "Every sheet of this workbook was left out by hand: T."

"""The issue of a repeated row names the sheet of the first one if that is another sheet."""

from datetime import time

from tests.support.workbooks.layouts import read

CLOCK = time(3, 1)
"""A ref 3:1 that Excel made a time of: it stays as it is."""
HEAD = ["Ref", "Recommendation", "Owner", "RAG Feb 24", "Progress Feb 24"]


def issue_details(reading, code, *details):
    return [(f"{i.sheet} {i.cell}", *(i.details[name] for name in details)) for i in reading.issues if i.code == code]


def test_a_ref_and_an_update_on_two_sheets_name_the_first():
    reading = read({name: [HEAD, [CLOCK, f"{name} a thing", None, "Red", "Begun."]] for name in ("DPP", "CPS")})
    assert issue_details(reading, "ref-repeated", "first") == [("CPS A2", "DPP A2")]
    assert issue_details(reading, "update-repeated", "first") == [("CPS A2", "DPP D1")]


def test_on_one_sheet_the_cell_is_enough():
    reading = read(
        {"T": [HEAD, [1, "Train.", "DPP", "Red", "x"], [1, "Share data.", "DPP", "Red", "y"], [2, "Count."]]}
    )
    assert issue_details(reading, "ref-repeated", "first") == [("T A3", "A2")]
    assert issue_details(reading, "update-repeated", "first") == [("T A3", "D1")]

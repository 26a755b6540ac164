"""Rows with one ref: one recommendation, or several that must not be taken for one."""

import pytest

from loaders.options import ReadOptions
from model.issue import Severity
from tests.loaders.layouts.books import read, texts

HEAD = ["Ref", "Recommendation", "Owner", "RAG Feb 24", "Progress Feb 24"]


def differing(reading):
    return [
        (f"{i.sheet} {i.cell}".strip(), i.found, i.severity, i.details["first"])
        for i in reading.issues
        if i.code == "item-differs"
    ]


def test_sheets_whose_refs_begin_again_are_not_joined():
    rows = {name: [HEAD, [1, f"{name} a thing", None, "Red", "Begun."]] for name in ("DPP", "CPS")}
    reading = read(rows)
    assert texts(reading) == [("1", "DPP a thing"), ("1", "CPS a thing")]
    assert [i.code for i in reading.issues if i.severity is Severity.ERROR] == ["ref-repeated", "update-repeated"]


def test_another_text_on_the_same_sheet_is_an_error():
    reading = read({"T": [HEAD, [1, "Train all officers.", "DPP", "Red", "x"], [1, "Train the officers.", "DPP"]]})
    assert texts(reading) == [("1", "Train all officers.")]
    assert differing(reading) == [("T B3", "Train the officers.", Severity.ERROR, "B2")]


def test_what_the_names_of_two_sheets_say_is_told_by_their_names():
    rows = {name: [HEAD, [1, "Train.", "DPP", "Red", "Begun."]] for name in ("Training", "Data")}
    assert differing(read(rows)) == [("Data", "Data", Severity.WARNING, "Training")]


@pytest.mark.parametrize(
    ("sheet", "name", "options", "evidence"),
    [
        ("June 2024", "", ReadOptions(), "sheet-name"),
        ("T", "tracker_June_2024.xlsx", ReadOptions(), "file-name"),
        ("June 2024", "", ReadOptions(as_at="2024-02"), "option"),
    ],
    ids=["sheet", "file", "option"],
)
def test_the_month_of_a_list_names_what_gave_it(sheet, name, options, evidence):
    head = ["Ref", "Recommendation", "Owner", "RAG", "Update"]
    reading = read({sheet: [head, [1, "Train.", "DPP", "Red", "Begun."]]}, options=options, name=name)
    assert [one.evidence for one in reading.columns if one.field == "date"] == [evidence]

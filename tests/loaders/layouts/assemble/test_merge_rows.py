"""Rows with one ref are merged into one recommendation, unless they are several."""

import pytest

from loaders.options import ReadOptions
from model.issues.issue import Severity
from tests.support.workbooks.layouts import read, texts

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
    assert texts(reading) == [("DPP 1", "DPP a thing"), ("CPS 1", "CPS a thing")]
    assert [row["ref"] for row in reading.rows["progress"]] == ["DPP 1", "CPS 1"]


def test_a_text_that_is_nearly_the_same_on_the_same_sheet_is_one_recommendation_with_a_warning():
    reading = read({"T": [HEAD, [1, "Train all officers.", "DPP", "Red", "x"], [1, "Train the officers.", "DPP"]]})
    assert texts(reading) == [("1", "Train all officers.")]
    assert differing(reading) == [("T B3", "Train the officers.", Severity.WARNING, "B2")]


def test_quite_another_text_on_a_later_row_with_a_date_is_another_recommendation():
    head = ["Ref", "Recommendation", "Date", "RAG", "Update"]
    rows = [[1, "Train all officers.", "Feb 24", "Red", "x"], [1, "Share data.", "June 2024", "Red", "y"]]
    reading = read({"T": [head, *rows, [1, "Train the officers.", "June 2024", "Green", "z"]]})
    assert texts(reading) == [("1", "Train all officers."), ("1", "Share data.")]
    assert [i.code for i in reading.issues if i.severity is Severity.ERROR] == ["ref-repeated", "update-repeated"]
    assert differing(reading) == [("T B4", "Train the officers.", Severity.WARNING, "B2")]


def test_another_text_under_one_ref_that_stands_twice_is_another_recommendation():
    rows = [[1, "Train all officers.", "DPP", "Red", "x"], [1, "Share data.", "DPP", "Red", "y"], [2, "Count.", "DPP"]]
    reading = read({"T": [HEAD, *rows]})
    assert texts(reading) == [("1", "Train all officers."), ("1", "Share data."), ("2", "Count.")]
    assert [i.code for i in reading.issues if i.severity is Severity.ERROR] == ["ref-repeated", "update-repeated"]


def test_values_from_the_names_of_two_sheets_are_reported_by_those_names():
    rows = {name: [HEAD, [ref, f"Train {ref}."], [3, "Share."]] for name, ref in (("Training", 1), ("Data", 2))}
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


SNAPSHOT = ["Ref", "Recommendation", "Owner", "RAG", "Update"]
TRAIN, COUNT = [1, "Train all officers.", "DPP", "Red", "Begun."], [1, "Count the reports.", "CPS", "Amber", "Agreed."]


@pytest.mark.parametrize(
    ("sheets", "refs"),
    [
        ({"DPP": [SNAPSHOT, TRAIN], "CPS": [SNAPSHOT, COUNT]}, ["DPP 1", "CPS 1"]),
        ({"T": [["Training"], SNAPSHOT, TRAIN, [], ["Data"], SNAPSHOT, COUNT]}, ["Training 1", "Data 1"]),
    ],
    ids=["sheets", "tables"],
)
def test_refs_that_begin_again_in_lists_of_one_month_are_several_recommendations(sheets, refs):
    reading = read(sheets, options=ReadOptions(as_at="2024-06"))
    assert texts(reading) == list(zip(refs, ["Train all officers.", "Count the reports."], strict=True))
    assert [(row["ref"], row["status"]) for row in reading.rows["progress"]] == list(
        zip(refs, ["Red", "Amber"], strict=True)
    )
    assert [i.code for i in reading.issues if i.severity is Severity.ERROR] == []


def test_of_several_recommendations_with_one_ref_a_later_month_updates_the_one_with_its_text():
    both = [SNAPSHOT, TRAIN, COUNT]
    reading = read({"Feb 24": both, "June 24": both})
    assert texts(reading) == [("1", "Train all officers."), ("1", "Count the reports.")]
    assert [row["status"] for row in reading.rows["progress"]] == ["Red", "Amber", "Red", "Amber"]


def test_without_refs_rows_with_one_text_are_several_items_where_their_other_texts_differ():
    head = ["Issue Summary", "Fixed?", "Detail"]
    rows = [[f"The gate of yard {letter} sticks.", "Yes", "Take it off and plane the lower edge."] for letter in "ABC"]
    reading = read({"T": [head, *rows]}, options=ReadOptions(as_at="2024-06"))

    assert [(row["ref"], row["recommendation"]) for row in reading.rows["recommendations"]] == [
        (str(n), f"{row[2]}\nIssue Summary: {row[0]}") for n, row in enumerate(rows, 1)
    ]

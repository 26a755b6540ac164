"""Tables on their side: labels down a sheet, and a recommendation in each column, or on each sheet."""

from typing import Any

import pytest

from loaders.options import ReadOptions
from model.tracker.reading import WorkbookError
from tests.support.workbooks.layouts import AMBER, GREEN, issues, items, read, updates
from tests.support.workbooks.mappings import mapping_of

HEAD: list[list[Any]] = [["Ref", 1, 2], ["Recommendation", "Train them.", "Share it."], ["Owner", "DPP", "CPS"]]
JOINED = [["Ref", 1, 1], ["Recommendation", "Train them.", "Train them."], ["Owner", "DPP", "CPS"]]
TABLE = [["Ref", "Recommendation", "Owner", "RAG", "Update"], [1, "Train officers.", "DPP", "A", "Begun."]]
COVER = [["Reference", "ABC/12"], ["Description", "It tracks it all."], ["Owner", "OPCC"], ["Status", "Draft"]]
GUIDE = [
    ["Ref", "The number of it"],
    ["Recommendation", "The full text of it"],
    ["Owner", "Who owns it"],
    ["Status", "Red, Amber or Green"],
]


def form(ref, status="A"):
    return [["Ref", ref], ["Recommendation", f"Train unit {ref}."], ["Owner", "DPP"], ["RAG Feb 24", status]]


def columns(reading):
    return [(one.cell, one.field, one.evidence, one.area) for one in reading.columns]


def test_each_column_is_a_recommendation_and_a_fill_may_be_the_only_status():
    rounds = [["Progress Feb 24", "None.", "Some."], ["RAG Feb 24", "R", "A"], ["RAG June 2024", None, None]]
    reading = read({"T": [*HEAD, *rounds]}, fills={"T!B6": AMBER, "T!C6": GREEN})
    assert (reading.layout, items(reading)) == ("turned", [("1", None, "DPP"), ("2", None, "CPS")])
    assert updates(reading) == [
        ("1", "Feb 24", "Red", "None."),
        ("1", "June 2024", "Amber", None),
        ("2", "Feb 24", "Amber", "Some."),
        ("2", "June 2024", "Green", None),
    ]
    assert columns(reading) == [
        ("A1", "ref", "heading", "B1:C1"),
        ("A2", "recommendation", "heading", "B2:C2"),
        ("A3", "lead_agency", "alias", "B3:C3"),
        ("A4", "update", "alias", "B4:C4"),
        ("A5", "status", "alias", "B5:C5"),
        ("A6", "status", "alias", "B6:C6"),
    ]
    assert issues(reading) == [("status-from-colour", "T B6")]
    issue = next(one for one in reading.issues if one.code == "status-from-colour")
    assert (issue.found, issue.details["count"], issue.details["rows"]) == ("Amber, Green", "2", "6")


def test_columns_without_an_item_and_labels_that_nobody_knows_are_named():
    rows = [["Ref", 1, 2, 3], *HEAD[1:], ["RAG Feb 24", "R", "A"], ["Pattern of tie", "striped", "plain"]]
    reading = read({"T": rows})
    reported = [(one.code, one.cell, one.found) for one in reading.issues if one.sheet and one.code != "review-assumed"]
    assert items(reading) == [("1", None, "DPP"), ("2", None, "CPS")]
    assert reported == [
        ("statuses-taken-as-published", "A1", ""),
        ("rows-below-table", "D1", "D1"),
        ("heading-unknown", "A5", "Pattern of tie"),
    ]


def test_the_field_that_a_person_chooses_for_a_label_precedes_its_meaning():
    options = ReadOptions(mapping=mapping_of(("T", "A", "theme", "Colour of tie")))
    reading = read({"T": [*HEAD, ["RAG Feb 24", "R", "A"], ["Colour of tie", "blue", "red"]]}, options=options)
    assert [row["theme"] for row in reading.rows["recommendations"]] == ["blue", "red"]


def test_a_sheet_for_each_recommendation_is_a_list_of_them():
    reading = read({"Rec 1": form(1), "Rec 2": form(2, "G"), "Cover": COVER})
    assert (reading.layout, items(reading)) == ("turned", [("1", None, "DPP"), ("2", None, "DPP")])
    assert updates(reading) == [("1", "Feb 24", "Amber", None), ("2", "Feb 24", "Green", None)]
    assert issues(reading) == [("sheets-combined", "Rec 1"), ("table-not-read", "Cover A1")]


@pytest.mark.parametrize(
    "sheets",
    [
        {"Cover": COVER},
        {"T": TABLE[:1], "Guide": GUIDE},
        {"Summary": [["Recommendations", 24], ["Complete", 10], ["Status", "Amber"], ["Owner", "DPP"]]},
        {"A form": form(1)},
        {"Under one another": [*form(1), [], *form(2)]},
        {"Rec 1": [*form(1), ["Date", "June 2024"], ["Update", "Begun."], ["Date", "July 2024"], ["Update", "Done."]]},
    ],
    ids=lambda sheets: next(iter(sheets)),
)
def test_a_single_form_and_forms_of_several_items_or_dates_are_refused(sheets):
    with pytest.raises(WorkbookError) as refused:
        read(sheets)
    assert (refused.value.code, refused.value.details["sheets"]) == ("no-table", ", ".join(sheets))


@pytest.mark.parametrize("other_rows", [COVER, GUIDE])
def test_a_cover_sheet_and_a_list_of_what_columns_mean_are_passed_over_next_to_a_table(other_rows):
    reading = read({"Beside": other_rows, "June 2024": TABLE})
    assert (reading.layout, items(reading)) == ("snapshot", [("1", None, "DPP")])
    assert issues(reading) == [("sheet-passed-over", "Beside"), ("snapshot-dated", "June 2024 A1")]


def test_the_particulars_of_a_project_above_a_table_are_no_recommendation():
    above = [["Project", "Stalking"], ["Date", "June 2024"], ["Owner", "OPCC"], ["Status", "Draft"]]
    reading = read({"T": [*above, [], *TABLE]})
    assert (reading.layout, items(reading)) == ("snapshot", [("1", None, "DPP")])
    assert updates(reading) == [("1", "June 2024", "Amber", "Begun.")]
    assert issues(reading) == [("rows-above-headings", "T A1"), ("snapshot-dated", "T B2")]

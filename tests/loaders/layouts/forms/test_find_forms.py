"""Which sheets with labels down them are recommendations, and which are not."""

import pytest

from model.issues.issue import WorkbookError
from tests.support.workbooks.layouts import issues, items, read, updates

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


def test_the_particulars_of_a_project_above_a_table_are_no_recommendation():
    above = [
        ["Project", "Stalking"],
        ["Manager", "The lead"],
        ["Date", "June 2024"],
        ["Owner", "OPCC"],
        ["Status", "Draft"],
    ]
    reading = read({"T": [*above, [], *TABLE]})
    assert (reading.layout, items(reading)) == ("snapshot", [("1", None, "DPP")])
    assert updates(reading) == [("1", "June 2024", "Amber", "Begun.")]
    assert issues(reading) == [("rows-above-headings", "T A1"), ("snapshot-dated", "T B3")]


@pytest.mark.parametrize("other_rows", [COVER, GUIDE])
def test_a_cover_sheet_and_a_list_of_what_columns_mean_are_passed_over_next_to_a_table(other_rows):
    reading = read({"Beside": other_rows, "June 2024": TABLE})
    assert (reading.layout, items(reading)) == ("snapshot", [("1", None, "DPP")])
    assert issues(reading) == [("sheet-passed-over", "Beside"), ("snapshot-dated", "June 2024 A1")]


@pytest.mark.parametrize(
    "sheets",
    [
        {"Cover": COVER},
        {"T": TABLE[:1], "Guide": GUIDE},
        {"Summary": [["Recommendations", 24], ["Complete", 10], ["Status", "Amber"], ["Owner", "DPP"]]},
        {"Two": [["Ref", 1], ["Recommendation", "Train them."]]},
    ],
)
def test_labels_that_may_be_something_else_are_refused_where_there_is_no_table(sheets):
    with pytest.raises(WorkbookError) as refused:
        read(sheets)
    assert (refused.value.code, refused.value.details["sheets"]) == ("no-table", ", ".join(sheets))


def test_several_forms_are_read_next_to_an_index_of_them():
    index = [["Ref", "Recommendation", "Owner"], [1, "Train unit 1.", "DPP"], [2, "Train unit 2.", "DPP"]]
    reading = read({"Index": index, "Rec 1": form(1), "Rec 2": form(2, "G"), "Cover": COVER})
    assert (reading.layout, items(reading)) == ("forms", [("1", None, "DPP"), ("2", None, "DPP")])
    assert updates(reading) == [("1", "Feb 24", "Amber", None), ("2", "Feb 24", "Green", None)]
    assert issues(reading) == [
        ("sheets-combined", "Index"),
        ("sheet-passed-over", "Cover"),
    ]


def test_forms_may_be_of_actions_where_there_are_several():
    rows = [["Action", "Write it."], ["Owner", "DPP"], ["Status June 2024", "A"]]
    reading = read({"Action 1": rows, "Action 2": [["Action", "Teach it."], *rows[1:]]})
    assert (reading.layout, items(reading)) == ("forms", [("1", None, "DPP"), ("2", None, "DPP")])
    with pytest.raises(WorkbookError, match="no-table"):
        read({"Action 1": rows})


def test_a_blank_form_is_reported_as_one():
    blank = [[label] for label, _ in form(1)]
    reading = read({"Blank": blank, "Rec 2": form(2)})
    assert items(reading) == [("2", None, "DPP")]
    assert issues(reading) == [("sheet-without-items", "Blank")]


def test_blocks_of_something_else_on_the_sheet_of_a_form_are_named():
    odd = [["Ref", 2], ["Signed", "by hand"], []]
    reading = read({"T": [*form(1), [], *odd, *form(3)]})
    assert items(reading) == [("1", None, "DPP"), ("3", None, "DPP")]
    assert [(one.cell, one.found) for one in reading.issues if one.code == "rows-below-table"] == [("A6", "6-7")]


@pytest.mark.parametrize("place", [1, 2, 3])
def test_a_value_that_is_the_heading_of_another_column_heads_no_table(place):
    def with_theme(ref, theme):
        rows = form(ref)
        return [*rows[:place], ["Theme", theme], *rows[place:-1], [], *rows[-1:]]

    themes = {1: "Risk", 2: "Training", 3: "Action"}
    reading = read({f"Rec {ref}": with_theme(ref, theme) for ref, theme in themes.items()})
    assert reading.layout == "forms"
    assert items(reading) == [("1", "Risk", "DPP"), ("2", "Training", "DPP"), ("3", "Action", "DPP")]
    assert issues(reading) == [("sheets-combined", "Rec 1")]


def test_values_that_are_headings_head_no_table_in_a_table_on_its_side():
    rows = [["Ref", 1, 2, 3], ["Recommendation", "Train.", "Share.", "Record."], ["Theme", "Risk", "Risk", "Issues"]]
    reading = read({"T": [*rows, ["RAG Feb 24", "R", "A", "G"]]})
    assert items(reading) == [("1", "Risk", None), ("2", "Risk", None), ("3", "Issues", None)]
    assert [one[2] for one in updates(reading)] == ["Red", "Amber", "Green"]
    assert issues(reading) == []

"""A sheet with the full list is no theme and no agency, beside the sheets of its parts."""

import pytest

from loaders.layouts.inherit_names import is_name_of_whole_list
from loaders.options import ReadOptions
from tests.support.workbooks.layouts import issues, items, read

ROWS = [[1, "Train officers.", "R"], [2, "Share data.", "A"], [3, "Record risks.", "G"]]


def part(*numbers):
    return [["No", "Recommendation", "RAG June 24"], *(ROWS[number - 1] for number in numbers)]


def full_list(heading, *names):
    return [["No", "Recommendation", heading, "RAG June 24"]] + [
        [number, text, name, rag] for (number, text, rag), name in zip(ROWS, names, strict=True)
    ]


@pytest.mark.parametrize("name", ["All", "Master list", "Stalking 2024"])
def test_a_whole_list_among_sheets_of_agencies_is_no_theme(name):
    parts = {"DPP": part(1), "CPS": part(2), "OPCC": part(3)}
    reading = read({name: full_list("Agency", "DPP", "CPS", "OPCC"), **parts})
    assert (reading.layout, items(reading)) == (
        "sheets-by-agency",
        [("1", None, "DPP"), ("2", None, "CPS"), ("3", None, "OPCC")],
    )
    assert issues(reading, but={"rows-joined"}) == [("sheets-combined", name)]


def test_a_whole_list_among_sheets_of_themes_is_no_theme():
    reading = read({"Training": part(1, 3), "Data": part(2), "Summary": full_list("Owner", "DPP", "CPS", "OPCC")})
    assert items(reading) == [("1", "Training", "DPP"), ("3", "Training", "OPCC"), ("2", "Data", "CPS")]


@pytest.mark.parametrize("names", [("Training", "Data"), ("Training (Word table 1)", "Data (Word table 2)")])
def test_a_theme_with_more_recommendations_than_another_is_a_theme(names):
    reading = read({names[0]: part(1, 3), names[1]: part(2)})
    assert items(reading) == [("1", "Training", None), ("3", "Training", None), ("2", "Data", None)]


@pytest.mark.parametrize(
    ("name", "is_whole"),
    [("ALL", True), ("All recommendations", True), ("Y cyfan", True), ("All Wales", False), ("Training plan", False)],
)
def test_a_name_shows_that_a_sheet_has_the_whole_list(name, is_whole):
    assert is_name_of_whole_list(name) is is_whole


@pytest.mark.parametrize("names", [("Custody review", "Stalking review"), ("Arolygiad dalfeydd", "HMICFRS inspection")])
def test_sheets_that_are_named_as_reviews_are_reviews_each_with_its_numbers(names):
    rows = {name: [["No", "Recommendation", "RAG June 24"], [1, f"Read the {name}.", "R"]] for name in names}
    reading = read(rows)
    expected = [(name, "1") for name in names]
    for sheet in ("recommendations", "progress"):
        assert [(row["review"], row["ref"]) for row in reading.rows[sheet]] == expected
    assert [row["theme"] for row in reading.rows["recommendations"]] == [None, None]
    assert [row["review"] for row in reading.rows["reviews"]] == [*names]
    one = read(rows, options=ReadOptions(review="Both"))
    assert {row["review"] for row in one.rows["recommendations"]} == {"Both"}

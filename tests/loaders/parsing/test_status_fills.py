"""Statuses that are only the fill of a cell, from the workbook to the tracker."""

import pytest
from openpyxl.formatting.rule import DataBarRule, FormulaRule
from openpyxl.styles import PatternFill
from openpyxl.styles.colors import Color

from tests.support.workbooks.layouts import GREEN, issues, read, updates

AMBER = "FFFFEB9C"
HEAD = ["Ref", "Recommendation", "Owner", "RAG Feb 24", "Update Feb 24"]


def rows(*statuses):
    return {"T": [HEAD, *([n, f"Task {n}.", "CPS", status, "Begun."] for n, status in enumerate(statuses, 1))]}


def statuses_of(reading):
    return [status for _, _, status, _ in updates(reading)]


def test_a_theme_colour_with_a_tint_is_read():
    def paint(book):
        for cell, theme, tint in (("D2", 6, 0.6), ("D3", 9, 0.4), ("D4", 5, -0.25)):
            book["T"][cell].fill = PatternFill("solid", fgColor=Color(theme=theme, tint=tint))

    reading = read(rows(None, "●", "x"), change=paint)
    assert statuses_of(reading) == ["Green", "Amber", "Red"]
    assert issues(reading) == [("status-from-colour", "T D2")]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [((None, None), ["T D2:D4"]), (("x", "?"), ["T D2:D4"]), (("Red", None), [])],
    ids=["blank", "no statuses", "words"],
)
def test_a_rule_that_colours_a_status_column_without_words_is_a_warning(cells, expected):
    def paint(book):
        red = PatternFill(bgColor="FFFFC7CE")
        book["T"].conditional_formatting.add("A2:Z4", FormulaRule(formula=['$E2="Begun."'], fill=red))
        book["T"].conditional_formatting.add("D1:D900", DataBarRule("min", None, "max", None, "FF0000FF"))

    reading = read(rows(*cells, None), change=paint)
    found = [f"{one.sheet} {one.found}" for one in reading.issues if one.code == "conditional-format-not-read"]
    assert found == expected


def test_without_a_status_column_the_fill_of_the_update_is_the_status():
    sheets = {"T": [["Ref", "Recommendation", "Progress Feb 24"], [1, "Train.", "Begun."], [2, "Count.", "Counted."]]}
    reading = read(sheets, fills={"T!C2": AMBER, "T!C3": GREEN})
    assert updates(reading) == [("1", "Feb 24", "Amber", "Begun."), ("2", "Feb 24", "Green", "Counted.")]
    assert issues(reading) == [("status-from-colour", "T C2")]


def test_a_key_of_red_amber_and_green_has_their_colours_and_their_welsh():
    key = [["Key"], ["RED", "Nothing done."], ["Amber", "Some done."], ["Gwyrdd", "Complete."]]
    reading = read({**rows("Coch", "ambr", "Green"), "Key": key})
    assert [(one.name, one.colour, one.name_cy) for one in reading.scale.statuses] == [
        ("RED", "Red", ""),
        ("Amber", "Amber", "Ambr"),
        ("Gwyrdd", "Green", ""),
    ]
    assert statuses_of(reading) == ["RED", "Amber", "Gwyrdd"]

"""The ref of a form without a ref label."""

import pytest

from tests.support.workbooks.layouts import issues, read

ROWS = [["Recommendation", "Train them."], ["Owner", "DPP"], ["RAG Feb 24", "R"]]


@pytest.mark.parametrize(
    ("name", "above", "ref", "title"),
    [
        ("Rec 7", [], "7", None),
        ("R12a", [], "12a", None),
        ("3.1", [], "3.1", None),
        ("Form", [["Recommendation 4"]], "4", None),
        ("Rec 9", [["Custody review"], [], ["Recommendation no. 4: Training"]], "4", "Training"),
        ("Ffurflen", [["Argymhelliad 5"]], "5", None),
    ],
)
def test_a_title_right_above_or_the_name_of_the_sheet_gives_the_ref(name, above, ref, title):
    reading = read({name: [*above, *ROWS]})
    assert [(row["ref"], row["title"]) for row in reading.rows["recommendations"]] == [(ref, title)]
    assert issues(reading) == []


def test_the_label_of_the_text_may_name_the_ref():
    rows = [row for ref in (1, 2) for row in ([f"Recommendation {ref}", f"Train unit {ref}."], *ROWS[1:])]
    reading = read({"All": rows})
    assert [row["ref"] for row in reading.rows["recommendations"]] == ["1", "2"]
    assert issues(reading) == []


def test_a_title_in_a_form_with_a_ref_label_is_only_named():
    reading = read({"Rec 9": [["Recommendation 4"], ["Ref", 5], *ROWS]})
    assert [row["ref"] for row in reading.rows["recommendations"]] == ["5"]
    assert issues(reading) == [("rows-not-items", "Rec 9 A1")]


def test_forms_without_any_ref_are_numbered():
    reading = read({"Training": ROWS, "Data": [["Recommendation", "Share it all."], *ROWS[1:]]})
    assert [row["ref"] for row in reading.rows["recommendations"]] == ["1", "2"]
    assert issues(reading) == [("sheets-combined", "Training"), ("refs-numbered", "Training A1")]

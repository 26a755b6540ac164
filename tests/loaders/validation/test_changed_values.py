"""A ref, a name, a status or a text in another form than in its cell is named in one line for each column."""

from tests.support.workbooks.layouts import read

HEAD = ["Ref", "Recommendation", "Owner", "RAG Feb 24", "Progress Feb 24"]
ROW = [1, "Train officers.", "Probation Service", "Amber", "Begun."]


def changes(*rows, **shape):
    reading = read({"Tracker": rows}, **shape)
    return [
        (issue.cell, issue.found, issue.details["value"], issue.details["count"], issue.details["kind"])
        for issue in reading.issues
        if issue.code == "values-changed"
    ]


def test_blanks_around_and_in_a_text_are_no_change():
    assert changes(HEAD, [" 1 ", "Train  officers. ", " Probation Service", "Amber ", "Begun. "]) == []


def test_each_column_is_named_with_its_first_cell_and_the_number_of_cells():
    rows = [[f"Rec {number}", f"Text {number}.", "Probation Service", "r", "Begun."] for number in (1, 2, 3)]
    assert changes(HEAD, *rows) == [
        ("A2", "Rec 1", "1", "3", "form"),
        ("D2", "r", "Red", "3", "form"),
    ]


def test_a_value_that_another_issue_names_is_not_named_again_nor_are_equal_ones():
    rows = [[number, f"Text {number}.", "Probation Service; CPS", "Red", "Begun."] for number in (1, 2)]
    assert changes(HEAD, *rows) == []


def test_texts_that_are_joined_to_one_are_named():
    head = [*HEAD, "Notes Feb 24"]
    assert changes(head, [*ROW, "Two places."], [2, "Hire staff.", "CPS", "Red", "Late.", "No money."]) == [
        ("E2", "Begun.", "Begun. Notes Feb 24: Two places.", "2", "joined")
    ]


def test_joined_rows_that_an_issue_names_are_not_named_again():
    assert changes(HEAD, ROW, [1, None, None, None, "More."]) == []


def test_the_letter_of_a_ref_is_joined_to_its_number():
    head = ["Ref", "Letter", *HEAD[1:]]
    assert changes(head, [1, "a", *ROW[1:]], [1, "b", "Hire staff.", *ROW[2:]]) == [("A2", "1", "1a", "2", "form")]


def test_the_values_of_a_label_of_forms_are_named_in_one_line():
    rows = [["Ref", 1, 2], ["Recommendation", "Train them.", "Share it."], ["Owner", "DPP", "CPS"]]
    assert changes(*rows, ["RAG Feb 24", "r", "a"])[-1] == ("B4", "r", "Red", "2", "form")


def test_the_number_of_a_row_without_a_ref_is_no_change():
    assert changes(HEAD[1:], ROW[1:]) == []

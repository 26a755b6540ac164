"""Statuses by themselves in a paper in Word: cells that are shaded, with or without a symbol in them."""

import docx
import pytest

from tests.loaders.papers.test_recognise import found, read
from tests.support.papers.papers import saved, shade
from tests.support.workbooks.layouts import updates

RED, AMBER, GREEN, GREY = "FF0000", "FFC000", "00B050", "BFBFBF"
KEY = ("Green The recommendation is complete.", "Red No progress has been made.")


def paper(*marks, status="", key=()):
    """Return a paper whose updates have a table of one cell below them, each with its text and its shade.

    `status` is the word of the first recommendation, and `key` the lines of the key.
    """
    document = docx.Document()
    document.add_heading("Custody Review Progress Report", 0)
    for line in key:
        document.add_paragraph(line)
    for number, (text, fill) in enumerate(marks, start=1):
        document.add_heading(f"Recommendation {number}", 2)
        document.add_paragraph(f"The force should fill post {number}.")
        if status and number == 1:
            document.add_paragraph(f"Status: {status}")
        document.add_heading("Progress November 2025", 2)
        document.add_paragraph(f"Post {number} is filled.", style="List Bullet")
        cell = document.add_table(1, 1).cell(0, 0)
        cell.text = text
        if fill:
            shade(cell._tc.get_or_add_tcPr(), fill)
    return read(saved(document), "paper.docx")


def statuses(reading):
    return [status for _, _, status, _ in updates(reading)]


def texts(reading):
    return [words for *_, words in updates(reading)]


@pytest.mark.parametrize("text", ["", "■", "●", "❖", "✔", "x", "[Wingdings F06A]"])
def test_the_colours_of_cells_that_are_empty_or_have_one_symbol_are_the_statuses(text):
    reading = paper((text, RED), (text, AMBER), (text, GREEN))
    assert statuses(reading) == ["Red", "Amber", "Green"]
    assert texts(reading) == ["Post 1 is filled.", "Post 2 is filled.", "Post 3 is filled."]
    assert [issue.found for issue in reading.issues if issue.code == "status-from-colour"] == ["Red, Amber, Green"]
    assert [issue.found for issue in reading.issues if issue.code == "paper-statuses-by-position"] == [text]
    assert (reading.proposed_scale, found(reading, "paper-status-blank")) == (None, [])


def test_different_symbols_are_words_of_a_scale_unless_the_paper_has_a_key():
    marks = (("✔", GREEN), ("✘", RED), ("✔", GREEN))
    assert (statuses(paper(*marks)), paper(*marks).proposed_scale.words) == (["✔", "✘", "✔"], (("✔", 2), ("✘", 1)))
    assert statuses(paper(*marks, key=KEY)) == ["Green", "Red", "Green"]


@pytest.mark.parametrize("fill", [None, GREY])
def test_a_symbol_without_a_shade_that_may_be_a_status_is_text(fill):
    reading = paper(("❖", fill), ("❖", fill))
    assert (statuses(reading), texts(reading)[0]) == ([None, None], "Post 1 is filled.\n❖")
    assert len(found(reading, "paper-status-blank")) == 2


def test_a_symbol_in_a_colour_between_two_statuses_is_a_question():
    reading = paper(("■", RED), ("■", "FFFF00"), ("■", GREEN))
    assert statuses(reading) == ["Red", None, "Green"]
    assert len(found(reading, "colour-unsure")) == 1


def test_a_symbol_in_a_colour_differs_from_another_status_only():
    assert statuses(paper(("■", RED), ("■", GREEN), status="Red")) == ["Red", "Green"]
    differing = paper(("■", RED), ("■", GREEN), status="Amber")
    assert statuses(differing) == [None, "Green"]
    assert len(found(differing, "paper-statuses-differ")) == 1

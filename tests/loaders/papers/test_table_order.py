"""Tables of papers in Word: the order in which their cells are read, and the statuses in them."""

import docx
import pytest

from tests.loaders.papers.test_recognise import read, table
from tests.support.papers.papers import saved, shade

HIRED, STARTED = "Response March 2025", "Progress November 2025"


def updates(document):
    return table(read(saved(document), "a.docx"), "progress", "ref", "date", "status", "update")


def document_of(*rows, heading="Recommendation 2"):
    """Return a document with a table of texts; None is a cell that is merged with the one before."""
    document = docx.Document()
    if heading:
        document.add_heading(heading, 2)
        document.add_paragraph("Detainees should see a nurse.")
    cells = document.add_table(rows=len(rows), cols=len(rows[0]))
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            if text is None:
                cells.cell(row, column - 1).merge(cells.cell(row, column))
            else:
                cells.cell(row, column).text = text
    return document


READ = [("2", "March 2025", "Red", "Hired."), ("2", "November 2025", "Green", "Started.")]


@pytest.mark.parametrize("words", [("Red", "Green"), ("R", "G"), ("RAG: Red", "RAG: Green"), ("Coch", "Gwyrdd")])
def test_a_row_of_statuses_below_updates_side_by_side_gives_each_its_status(words):
    assert updates(document_of((HIRED, STARTED), ("Hired.", "Started."), words)) == READ


def test_a_row_of_statuses_may_be_labelled_in_a_separate_column():
    rows = (("", HIRED, STARTED), ("Update", "Hired.", "Started."), ("RAG status", "Red", "Green"))
    assert updates(document_of(*rows)) == READ


@pytest.mark.parametrize("symbol", ["", "■"])
def test_a_row_of_shades_below_updates_side_by_side_gives_each_its_status(symbol):
    document = document_of((HIRED, STARTED), ("Hired.", "Started."), (symbol, symbol))
    for cell, fill in zip(document.tables[0].rows[2].cells, ("FF0000", "00B050"), strict=True):
        shade(cell._tc.get_or_add_tcPr(), fill)
    assert updates(document) == READ


def test_a_status_over_the_whole_width_below_is_how_the_recommendation_stands_at_the_latest():
    rows = ((HIRED, STARTED), ("Hired.", "Started."), ("Green", None))
    assert updates(document_of(*rows)) == [("2", "March 2025", None, "Hired."), READ[1]]


def test_a_word_of_the_scale_in_a_sentence_or_a_list_is_no_status():
    document = document_of((HIRED, STARTED), ("Hired.\n• Green", "Started. It is\nGreen"))
    assert updates(document) == [
        ("2", "March 2025", None, "Hired.\nGreen"),
        ("2", "November 2025", None, "Started. It is Green"),
    ]


def test_headings_left_of_their_text_two_in_a_row_are_read_each_with_its_text():
    rows = ((HIRED, "Hired.", STARTED, "Started."), ("Status", "Green", "", ""))
    assert updates(document_of(*rows)) == [
        ("2", "March 2025", None, "Hired."),
        ("2", "November 2025", "Green", "Started."),
    ]


def test_recommendations_side_by_side_are_read_one_after_the_other():
    rows = (
        ("Recommendation 1", "Fill the posts.", "Recommendation 2", "Hire a nurse."),
        (HIRED, "Advertised.", HIRED, "Hired."),
        (STARTED, "Filled.", STARTED, "Started."),
    )
    document = document_of(*rows, heading="")
    assert updates(document) == [
        ("1", "March 2025", None, "Advertised."),
        ("1", "November 2025", None, "Filled."),
        ("2", "March 2025", None, "Hired."),
        ("2", "November 2025", None, "Started."),
    ]
    assert table(read(saved(document), "a.docx"), "recommendations", "ref", "recommendation") == [
        ("1", "Fill the posts."),
        ("2", "Hire a nurse."),
    ]


def test_a_second_recommendation_below_updates_side_by_side_begins_anew():
    rows = (
        ("Recommendation 1: Fill the posts.", None),
        (HIRED, STARTED),
        ("Advertised.", "Filled."),
        ("Recommendation 2: Hire a nurse.", None),
        (HIRED, STARTED),
        ("Hired.", "Started."),
    )
    assert [one[0::3] for one in updates(document_of(*rows, heading=""))] == [
        ("1", "Advertised."),
        ("1", "Filled."),
        ("2", "Hired."),
        ("2", "Started."),
    ]

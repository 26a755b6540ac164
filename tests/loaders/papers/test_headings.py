"""Headings and titles of papers that are wrapped or not the first lines, and statuses and bullets behind them."""

import docx
import pytest
from docx.oxml.ns import qn

from tests.loaders.papers.test_recognise import found, read, table
from tests.support.files.packages import saved
from tests.support.papers.pages import down, pages
from tests.support.papers.papers import HEADING, TEXT, as_text, as_word

FILL = "The force should fill every post in its suites, and report on it to the panel."
UPDATE = ((HEADING, "Progress, March 2025"), (TEXT, "All posts are filled now."))
ITEM = ((HEADING, "Recommendation 1"), (TEXT, FILL))


def paper(*above, update=("Progress, March 2025",)):
    """Return a PDF whose headings are bold: some above a recommendation, and that of its update."""
    title = down(72, 800, "Progress report on custody", bold=True, size=18)
    item = down(72, 720, "Recommendation 1", bold=True, size=12) + down(72, 700, FILL)
    entry = down(72, 670, *update, bold=True) + down(72, 630, "All posts are filled now.")
    return pages(title + down(72, 760, *above, bold=True, size=13) + item + entry)


def test_the_heading_of_a_theme_on_two_lines_names_one_theme():
    reading = read(paper("Perpetrator management and monitoring of", "offenders recommendations"), "paper.pdf")
    assert table(reading, "recommendations", "theme") == [("Perpetrator management and monitoring of offenders",)]
    assert found(reading, "paper-text-kept-out") == []


@pytest.mark.parametrize(
    ("update", "month"),
    [
        (("Progress update November", "2025"), "November 2025"),
        (("Progress update", "made in March 2025"), "March 2025"),
    ],
)
def test_the_heading_of_an_update_on_two_lines_has_its_month(update, month):
    reading = read(paper(update=update), "paper.pdf")
    assert table(reading, "progress", "date", "update") == [(month, "All posts are filled now.")]


def test_a_theme_that_is_one_by_its_place_is_quoted_whole():
    words = "Recommendations for the suites of the force, the Courts of the county and the Office of the Commissioner"
    reading = read(as_word(((HEADING, "Custody"), (HEADING, words), *ITEM, *UPDATE)), "paper.docx")
    assert [quoted for *_, quoted in found(reading, "paper-themes-by-position")] == [words]


@pytest.mark.parametrize("above", ["This report is available in Welsh", "June 2025"])
def test_a_date_and_the_other_language_above_the_title_are_no_part_of_it(above):
    reading = read(as_text(((TEXT, above), (TEXT, "Custody Review"), *ITEM, *UPDATE)))
    assert table(reading, "reviews", "review") == [("Custody Review",)]


def test_a_status_by_itself_in_the_monitoring_part_is_the_latest_one():
    monitoring = ((HEADING, "Ongoing monitoring"), (TEXT, "The panel will meet in June 2025."), (TEXT, "Amber"))
    reading = read(as_text(((TEXT, "Custody Review"), *ITEM, *UPDATE, *monitoring)))
    assert table(reading, "progress", "status") == [("Amber",)]
    assert len(reading.rows["monitoring"]) == 1


def test_the_text_of_a_recommendation_that_its_heading_repeats_is_there_a_single_time():
    blocks = ((TEXT, "Custody Review"), (HEADING, "Recommendation 1: Posts in suites"), (TEXT, "Posts in suites"))
    reading = read(as_word((*blocks, *UPDATE)), "paper.docx")
    assert table(reading, "recommendations", "title", "recommendation") == [(None, "Posts in suites")]


def test_a_paragraph_in_the_style_of_a_bullet_is_a_point_without_a_number():
    document = docx.Document()
    for style, words in (("Title", "Custody Review"), ("Heading 2", "Recommendation 1"), (None, FILL)):
        document.add_paragraph(words, style=style)
    document.add_paragraph("Progress, March 2025", style="Heading 2")
    style = document.styles["List Bullet"].element
    style.pPr.remove(style.pPr.find(qn("w:numPr")))
    for words in ("Red", "All posts are filled now.", "Green"):
        document.add_paragraph(words, style="List Bullet")
    reading = read(saved(document), "paper.docx")
    assert table(reading, "progress", "status", "update") == [(None, "Red\nAll posts are filled now.\nGreen")]

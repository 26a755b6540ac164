from dataclasses import replace
from functools import cache
from io import BytesIO
from itertools import pairwise

import docx
import pytest
from docx.oxml.ns import qn

from model.status import Scale, Status
from reports.document import Figure, Paper, PaperError
from reports.registry import PaperType
from reports.word import word_bytes
from tests.support.editions import edition_of, made_paper
from tests.support.trackers import tracker_of, update_row


def opened(**options):
    return docx.Document(BytesIO(made_paper(PaperType.PANEL, ".docx", **options)))


def test_headings_are_real_and_in_order():
    headings = [(p.style.name, p.text) for p in opened().paragraphs if p.style.name.startswith(("Title", "Heading"))]
    assert headings[:4] == [
        ("Title", "Progress report: Stalking"),
        ("Heading 1", "Overview"),
        ("Heading 2", "What changed since February 2024"),
        ("Heading 2", "What is late"),
    ]
    levels = [int(style[-1]) for style, _text in headings if style.startswith("Heading")]
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_each_table_repeats_its_headings_and_has_a_title():
    tables = opened().tables
    assert len(tables) == 3
    for table in tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
        look = table._tbl.tblPr.find(qn("w:tblLook"))
        assert (look.get(qn("w:firstRow")), look.get(qn("w:firstColumn"))) == ("1", "1")


def test_tables_have_thin_lines_between_their_rows_and_no_grid():
    borders = opened().styles["Table Grid"].element.find(qn("w:tblPr")).find(qn("w:tblBorders"))
    lines = {edge.tag.partition("}")[2]: (edge.get(qn("w:val")), edge.get(qn("w:color"))) for edge in borders}
    assert {name for name, (line, _colour) in lines.items() if line == "single"} == {"top", "bottom", "insideH"}
    assert {colour for _line, colour in lines.values()} == {"C9CFCA"}


def test_a_figure_has_an_alternative_text_and_none_is_written_without():
    (picture,) = opened().inline_shapes
    assert picture._inline.docPr.get("descr").startswith("Status over 2 rounds.")
    figure = Figure("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'/>", " ", "A figure")
    with pytest.raises(PaperError):
        word_bytes(Paper("A", (), edition_of().language, "", "{page}{pages}", (figure,)))


def test_statuses_that_are_all_inferred_have_a_dashed_edge_and_one_sentence():
    book = opened(as_at="2024-02")
    texts = [p.text for p in book.paragraphs]
    assert "Status: \xa0R\xa0\xa0Red" in texts
    assert sum(text.startswith("Statuses that are inferred: 1 of 1.") for text in texts) == 1
    edges = {edge.get(qn("w:val")) for edge in book.element.body.iter(qn("w:bdr"))}
    assert edges == {"single", "dashed"}


def test_the_table_round_by_round_marks_inferred_statuses():
    matrix = opened().tables[-1]
    assert [cell.text for cell in matrix.rows[1].cells] == [
        "1 Fund the post",
        "\xa0R\xa0\xa0Red, inferred",
        "\xa0A\xa0\xa0Amber",
    ]


def test_a_movement_to_an_inferred_status_is_marked_as_inferred():
    progress = [
        update_row("1", "February 2024", "Red", basis="Published"),
        update_row("1", "June 2024", "Amber", basis="Inferred", rated_by="The office"),
    ]
    book = opened(tracker=tracker_of([{"ref": "1", "title": "Fund the post"}], progress))
    assert "Recommendation 1: Fund the post: from Red to Amber, inferred" in [p.text for p in book.paragraphs]


@pytest.mark.parametrize(("language", "tag"), [("en", "en-GB"), ("cy", "cy-GB")])
def test_it_is_in_its_language_and_marks_what_has_no_welsh_as_english(language, tag):
    book = opened(language=language)
    assert book.core_properties.language == tag
    assert marked(book) == [] if language == "en" else "Fund it for good." in marked(book)


def test_the_title_of_a_review_without_welsh_is_marked_as_english():
    assert " Short" in marked(opened(tracker=long_tracker(), language="cy"))


def marked(book):
    """Return each text whose language is not that of the paper."""
    named = f"{qn('w:rPr')}/{qn('w:lang')}"
    return [run.text for p in book.paragraphs for run in p.runs if run._r.find(named) is not None]


@cache
def long_tracker():
    """Return two reviews with long titles, statuses with long words, seven rounds, and a recommendation of each."""
    title = "Ensure that every officer and member of staff who comes into contact with victims is trained and supported"
    months = ["January", "February", "March", "April", "May", "June", "July"]
    scale = Scale((Status("Unsatisfactory so far"), Status("Complete", complete=True)))
    tracker = tracker_of(
        [{"ref": "1", "review": review, "title": f"{title} ({title})"} for review in ("One", "Two")],
        [update_row("1", f"{month} 2024", "Complete", review="One") for month in months],
        scale=scale,
    )
    reviews = tracker.reviews.reindex([0, 1]).assign(review=["One", "Two"], title=[f"{'Why? ' * 50}Why?", "Short"])
    return replace(tracker, reviews=reviews)


def test_a_heading_stays_on_the_page_of_what_follows_and_no_row_is_split():
    book = opened()
    leading = [p.text for p in book.paragraphs if p.style.paragraph_format.keep_with_next]
    assert {"1 Amber.", "\xa0A\xa0\xa0Amber", "Improved"} <= set(leading)
    for table in book.tables:
        assert all(cell.paragraphs[0].paragraph_format.keep_with_next for cell in table.rows[0].cells)
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_long_titles_and_words_and_many_rounds_fit_and_each_number_names_its_review():
    book = opened(tracker=long_tracker())
    assert len(book.core_properties.title) == 255
    assert book.core_properties.title.endswith("…")
    matrix = book.tables[-1]
    assert [cell.text for cell in matrix.rows[0].cells] == ["Recommendation", "May 2024", "Jun 2024", "Jul 2024"]
    first = matrix.rows[1].cells[0].text
    assert first.startswith("1 (One) Ensure that every officer")
    assert first.endswith("trained and supported)")
    lines = [p.text for p in book.paragraphs]
    assert "Review: Two\nTitle: Short" in lines
    assert f"Review: One\nTitle: {'Why? ' * 50}Why?" in lines
    headings = [p.text for p in book.paragraphs if p.style.name == "Heading 2" and p.text.startswith("Recommendation")]
    assert [text.split(":")[0] for text in headings] == ["Recommendation 1 (One)", "Recommendation 1 (Two)"]

"""Slides."""

from io import BytesIO
from pathlib import Path

import openpyxl
import pptx

from components.published import load_workbook
from model.terms import Language
from reports.document import Slide, Table, Text
from reports.panel.slides import slide_pages
from reports.registry import PaperType
from tests.reports.test_word_and_pdf import long_tracker
from tests.support.editions import made_paper, nasty_tracker
from tests.support.trackers import tracker_of, update_row
from wording.catalogue import translator


def opened(**options):
    return pptx.Presentation(BytesIO(made_paper(PaperType.PANEL, ".pptx", **options)))


def charts(show):
    return [shape.chart for slide in show.slides for shape in slide.shapes if shape.has_chart]


def words(show):
    """Return every text on the slides and in their notes."""
    texts = []
    for slide in show.slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                texts += [paragraph.text for paragraph in shape.text_frame.paragraphs]
            elif shape.has_table:
                texts += [cell.text for row in shape.table.rows for cell in row.cells]
        texts += [paragraph.text for paragraph in slide.notes_slide.notes_text_frame.paragraphs]
    return texts


def test_the_numbers_of_a_chart_can_be_edited_and_no_name_in_them_is_a_formula():
    show = opened(tracker=nasty_tracker())
    for chart in charts(show):
        sheet = openpyxl.load_workbook(BytesIO(chart.part.chart_workbook.xlsx_part.blob)).worksheets[0]
        assert {cell.data_type for row in sheet for cell in row if cell.value is not None} <= {"s", "n"}
    by_theme = charts(show)[1]
    assert "=1+1" in list(by_theme.plots[0].categories)


def test_a_chart_with_room_for_only_some_groups_has_a_remark():
    note = "The chart shows 10 of 12; the notes have them all."
    assert sum(note in text for text in words(opened(tracker=nasty_tracker()))) == 2
    assert not any("The chart shows" in text for text in words(opened()))


def test_many_points_continue_on_further_slides_and_the_notes_of_each_have_its_points():
    refs = [f"{number}" for number in range(1, 13)]
    show = opened(tracker=tracker_of(refs, [update_row(ref, "June 2024", "Red") for ref in refs]))
    (slide,) = (each for each in show.slides if each.shapes.title.text_frame.text == "What to ask about first")
    points = [paragraph.text for paragraph in slide.shapes[1].text_frame.paragraphs]
    assert points[-1] == "7 more are in the notes."
    notes = [each.text for each in slide.notes_slide.notes_text_frame.paragraphs]
    assert (len(notes), notes[:5]) == (12, points[:5])


def test_sixty_recommendations_are_grouped_by_theme_on_at_most_twelve_slides():
    show = opened(tracker=load_workbook(Path(__file__).parents[2] / "docs" / "examples" / "ordinary-year.xlsx").tracker)
    assert len(show.slides) <= 12
    rows = [row_texts(row) for row in table_titled(show, "Where every recommendation stands").rows]
    assert [row[0] for row in rows] == [
        *("Theme", "First response", "Training", "Risk and safety", "Victims", "Perpetrators", "Data")
    ]


def test_no_text_on_a_slide_is_cut():
    long = "A visit of many words, " * 60
    tracker = tracker_of(
        [{"ref": "1", "title": "A title of many words " * 20}],
        [update_row("1", "June 2024", "Red")],
        monitoring=[{"ref": "1", "due": "July 2024", "activity": long}],
    )
    texts = words(opened(tracker=tracker))
    assert not [text for text in texts if text.endswith("…")]
    assert " ".join(texts).count("visit") == 2 * 60  # on the slides, and in their notes
    assert max(map(len, texts)) < 1600


def row_texts(row):
    return [cell.text for cell in row.cells]


def table_titled(show, title):
    (table,) = [
        shape.table
        for slide in show.slides
        for shape in slide.shapes
        if shape.has_table and shape._element.nvGraphicFramePr.cNvPr.get("descr") == title
    ]
    return table


def test_of_more_than_sixty_recommendations_or_points_the_slides_count_the_rest_and_the_notes_list_them():
    refs = [str(number) for number in range(1, 81)]
    tracker = tracker_of(refs, [update_row(ref, "June 2024", "Red") for ref in refs])
    show = opened(tracker=tracker)
    assert [row_texts(row) for row in table_titled(show, "Where every recommendation stands").rows] == [
        ["Theme", "Red"],
        ["No theme given", "80"],
    ]
    assert "75 more are in the notes." in words(show)
    assert any(note.endswith("; ".join(f"{ref} Do it" for ref in refs) + ".") for note in words(show))


def test_a_long_title_is_cut_in_the_properties():
    show = opened(tracker=long_tracker())
    assert len(show.core_properties.title) == 255
    assert show.core_properties.title.endswith("…")


def test_the_rows_of_a_long_table_continue_below_the_same_header():
    rows = tuple(((Text(str(number)),), (Text("Red"),)) for number in range(12))
    slide = Slide("All", Table("All of them", ("Recommendation", "Status"), rows), ("A note.",))
    first, second = slide_pages(slide, translator(Language.ENGLISH))
    assert (first.title, second.title) == ("All (1 of 2)", "All (2 of 2)")
    tables = [page.body for page in (first, second) if isinstance(page.body, Table)]
    assert [(len(table.rows), table.header) for table in tables] == [(6, ("Recommendation", "Status"))] * 2
    assert first.notes == ("0: Red", "1: Red", "2: Red", "3: Red", "4: Red", "5: Red")

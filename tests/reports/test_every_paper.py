"""What every paper keeps, in every format: it is made of any tracker, the same each time, in its language."""

from io import BytesIO
from zipfile import ZipFile

import docx
import openpyxl
import pikepdf
import pptx
import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader

from loaders.pipeline import read_workbook
from model.tracker.tracker import Tracker
from reports.registry import FORMATS, PaperType, paper_bytes
from tests.support.editions import NASTY, edition_of, made_paper, nasty_tracker, without_control_characters
from tests.support.trackers import tracker_of
from tests.support.workbooks.canonical import write_workbook
from tests.support.workbooks.whole_trackers import WHOLE

FOOT = "Data as at June 2024 · version 3 · published by Office of the Commissioner, 2 July 2024"
every_paper = pytest.mark.parametrize(
    ("paper", "ending"), [(paper, ending) for paper, formats in FORMATS.items() for ending in formats]
)


def opened(ending, **options):
    content = BytesIO(made_paper(PaperType.PANEL, ending, **options))
    return {".docx": docx.Document, ".pptx": pptx.Presentation, ".pdf": pikepdf.open}[ending](content)


def shapes_of(show):
    return [shape for slide in show.slides for shape in slide.shapes]


def text_of(ending, **options):
    """Return every text of a panel report, without spaces."""
    if ending == ".docx":
        texts = [each.text for each in opened(ending, **options).element.body.iter(qn("w:p")) if hasattr(each, "text")]
    elif ending == ".pptx":
        shapes = shapes_of(opened(ending, **options))
        texts = [shape.text_frame.text for shape in shapes if shape.has_text_frame]
        tables = [shape.table for shape in shapes if shape.has_table]
        texts += [cell.text for table in tables for row in table.rows for cell in row.cells]
    else:
        pages = PdfReader(BytesIO(made_paper(PaperType.PANEL, ending, **options))).pages
        texts = [page.extract_text() for page in pages]
    return "".join("".join(texts).split())


@pytest.fixture(scope="session")
def whole(tmp_path_factory):
    """Return a tracker with every column filled somewhere and empty elsewhere."""
    reading = read_workbook(write_workbook(tmp_path_factory.mktemp("whole") / "tracker.xlsx", **WHOLE))
    return Tracker.from_rows(reading.rows, reading.scale)


@every_paper
def test_it_is_made_of_a_full_a_hostile_and_an_empty_tracker(whole, paper, ending):
    for tracker in (whole, nasty_tracker(), tracker_of([])):
        assert made_paper(paper, ending, tracker=tracker)


@every_paper
def test_the_same_edition_gives_the_same_bytes(paper, ending):
    content = made_paper(paper, ending)
    assert paper_bytes(edition_of(), paper, ending) == content
    if ending in (".docx", ".pptx", ".xlsx", ".zip"):
        assert {entry.date_time for entry in ZipFile(BytesIO(content)).infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("ending", [".docx", ".pptx", ".pdf"])
def test_every_text_stays_the_text_it_is(ending):
    printed = text_of(ending, tracker=nasty_tracker())
    texts = [without_control_characters(text) for text in NASTY if text.isascii() or ending != ".pdf"]
    assert [text for text in texts if "".join(text.split()) not in printed] == []


@pytest.mark.parametrize(("language", "tag"), [("en", "en-GB"), ("cy", "cy-GB")])
def test_it_names_its_language_and_its_publisher(language, tag):
    workbook = openpyxl.load_workbook(BytesIO(made_paper(PaperType.WORKBOOK, ".xlsx", language=language)))
    office = {"en": "Office of the Commissioner", "cy": "Swyddfa'r Comisiynydd"}[language]
    assert (workbook.properties.language, workbook.properties.creator) == (tag, office)
    for ending in (".docx", ".pptx"):
        properties = opened(ending, language=language).core_properties
        assert (properties.language, properties.author) == (tag, office)
    assert str(opened(".pdf", language=language).Root.Lang).startswith(language)


def test_every_page_and_slide_has_the_month_the_version_and_the_publisher_in_its_footer():
    foot = opened(".docx").sections[0].footer.paragraphs[0]
    assert foot.text.startswith(FOOT)
    assert [each.text.strip() for each in foot._p.iter(qn("w:instrText"))] == ["PAGE", "NUMPAGES"]
    for slide in opened(".pptx").slides:
        (foot,) = [shape for shape in slide.placeholders if shape.placeholder_format.type.name == "FOOTER"]
        assert foot.text_frame.text == FOOT
    pages = PdfReader(BytesIO(made_paper(PaperType.PANEL, ".pdf"))).pages
    assert all(FOOT in " ".join(page.extract_text().split()) for page in pages)

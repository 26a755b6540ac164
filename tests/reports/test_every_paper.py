"""What every paper keeps: its name, its bytes, its language, its texts, and words in place of symbols."""

from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO, StringIO
from zipfile import ZipFile

import pandas as pd
import pytest
from pypdf import PdfReader

from loaders.pipeline import read_workbook
from model.returns.round import Recipient
from model.terms import Scale, Status, symbols_of
from model.tracker.tracker import Tracker
from reports.registry import FORMATS, MEDIA_TYPES, PaperType, feed_bytes, file_name, paper_bytes, return_file_names
from tests.reports.golden import READERS
from tests.support.editions import NASTY, edition_of, made_paper, nasty_tracker, without_control_characters
from tests.support.trackers import tracker_of, update_row
from tests.support.workbooks.canonical import write_workbook
from tests.support.workbooks.whole_trackers import WHOLE

every_paper = pytest.mark.parametrize(
    ("paper", "ending"), [(paper, ending) for paper, formats in FORMATS.items() for ending in formats]
)


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


def printed_pages(content):
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(content)).pages]


@pytest.mark.parametrize("ending", [".docx", ".pptx", ".pdf"])
def test_every_text_stays_the_text_it_is(ending):
    content = made_paper(PaperType.PANEL, ending, tracker=nasty_tracker())
    printed = "".join("".join(READERS.get(ending, printed_pages)(content)).split())
    texts = [without_control_characters(text) for text in NASTY if text.isascii() or ending != ".pdf"]
    assert [text for text in texts if "".join(text.split()) not in printed] == []


def test_every_page_has_the_month_the_version_and_the_publisher_in_its_footer():
    foot = "Data as at June 2024 · version 3 · published by Office of the Commissioner, 2 July 2024"
    assert [page for page in printed_pages(made_paper(PaperType.PANEL, ".pdf")) if foot not in page] == []


PAPERS = [(paper, ending) for paper in (PaperType.PANEL, PaperType.WORKBOOK) for ending in FORMATS[paper]]


@cache
def tracker():
    statuses = ("❌", "🔴 Late", "⚠️", "✅ Done")
    return tracker_of(
        [{"ref": str(number), "title": "Train", "lead_agency": "The Force"} for number in range(4)],
        [
            update_row(str(number), month, statuses[(number + shift) % 4])
            for shift, month in enumerate(("February 2024", "June 2024"))
            for number in range(4)
        ],
        scale=Scale((*map(Status, statuses[:3]), Status(statuses[3], complete=True))),
    )


def all_text_of(content, ending):
    if ending == ".pdf":
        return " ".join(printed_pages(content))
    with ZipFile(BytesIO(content)) as package:
        return " ".join(package.read(name).decode() for name in package.namelist() if name.endswith(".xml"))


@pytest.mark.parametrize(("paper", "ending"), PAPERS, ids=[f"{paper}{ending}" for paper, ending in PAPERS])
def test_every_paper_has_the_words_and_no_symbol(paper, ending):
    text = all_text_of(FORMATS[paper][ending].write(edition_of(tracker=tracker(), language="cy")), ending)
    assert symbols_of(text) == []
    assert [words for words in ("Croes goch", "Late", "Arwydd rhybudd") if words not in text] == []


@pytest.mark.parametrize("table", ["progress.csv", "key.csv"])
def test_open_data_has_the_status_as_the_workbook_has_it(table):
    content = FORMATS[PaperType.OPEN_DATA][".zip"].write(edition_of(tracker=tracker()))
    with ZipFile(BytesIO(content)) as package:
        text = package.read(table).decode()
    assert [status for status in tracker().scale.names if status not in text] == []


@pytest.mark.parametrize(
    ("review", "language", "paper", "name"),
    [
        ("Stalking and harassment", "cy", PaperType.PANEL, "stalking-and-harassment-2024-06-cy.docx"),
        ("Stalking/../etc", "en", PaperType.PACK, "stalking-etc-meeting-pack-2024-06-en.docx"),
        ("Tŷ Gŵyl", "cy", PaperType.OPEN_DATA, "ty-gwyl-open-data-2024-06-cy.docx"),
        ("汉字", "en", PaperType.PANEL, "cynnydd-2024-06-en.docx"),
    ],
)
def test_a_name_has_the_review_the_month_and_the_language(review, language, paper, name):
    tracker = tracker_of([{"ref": "1", "review": review}], [update_row("1", "June 2024", "Red", review=review)])
    assert file_name(edition_of(tracker, language=language), ".docx", paper=paper) == name


def test_with_an_occasion_it_has_its_month_and_its_role_and_a_long_one_is_cut_between_words():
    edition = replace(edition_of(tracker_of(["1"]), as_at="2024-06"), occasion="2025-01/Tŷ & Board")
    name = file_name(edition, ".docx", paper=PaperType.PACK)
    assert name == "stalking-meeting-pack-2025-01-ty-board-judged-2024-06-en.docx"
    tracker = tracker_of([{"ref": "1", "review": f"{'word ' * 11}abcdefgh"}])
    assert file_name(edition_of(tracker), ".docx") == f"{'-'.join(['word'] * 11)}-en.docx"


def test_returns_have_the_month_the_agency_and_the_role_and_a_number_where_two_would_be_the_same():
    recipients = [Recipient("Tŷ", "Clerk"), Recipient("Ty", "Clerk"), Recipient("汉字", ""), Recipient("", "Clerk")]
    assert list(return_file_names(recipients, month=date(2026, 10, 1)).values()) == [
        "2026-10-return-ty-clerk",
        "2026-10-return-ty-clerk-2",
        "2026-10-return",
        "2026-10-return-clerk",
    ]
    (name,) = return_file_names([Recipient("Ty", "Clerk")], month=date(2026, 10, 1), is_reminder=True).values()
    assert name == "2026-10-reminder-ty-clerk"


def test_feeds_distinguish_yes_and_no_from_an_empty_cell(whole):
    feeds = {name: feed_bytes(edition_of(whole), name).decode("utf-8-sig") for name in MEDIA_TYPES}
    flags = {
        (name, column): pd.read_csv(StringIO(feeds[f"{name}.csv"]), dtype=str)[column].fillna("").tolist()
        for name, column in (("monitoring", "done"), ("progress", "proposed_closure"))
    }
    assert flags == {each: ["True", "False", ""] for each in flags}

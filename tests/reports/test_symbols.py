"""A status that is a symbol is in words in every paper, since a font may lack the symbol."""

from functools import cache
from io import BytesIO
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from model.status import Scale, Status, symbols_of
from reports.registry import FORMATS, PaperType
from tests.support.editions import edition_of
from tests.support.trackers import tracker_of, update_row

PAPERS = [(paper, ending) for paper in (PaperType.PANEL, PaperType.WORKBOOK) for ending in FORMATS[paper]]
WORDS = {"en": ("Red cross", "Late", "Warning sign"), "cy": ("Croes goch", "Late", "Arwydd rhybudd")}


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


def text_of(content, ending):
    if ending == ".pdf":
        return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())
    with ZipFile(BytesIO(content)) as package:
        return " ".join(package.read(name).decode() for name in package.namelist() if name.endswith(".xml"))


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize(("paper", "ending"), PAPERS, ids=[f"{paper}{ending}" for paper, ending in PAPERS])
def test_every_paper_has_the_words_and_no_symbol(paper, ending, language):
    text = text_of(FORMATS[paper][ending].write(edition_of(tracker=tracker(), language=language)), ending)
    assert symbols_of(text) == []
    assert [words for words in WORDS[language] if words not in text] == []


@pytest.mark.parametrize("table", ["progress.csv", "key.csv"])
def test_open_data_has_the_status_as_the_workbook_has_it(table):
    content = FORMATS[PaperType.OPEN_DATA][".zip"].write(edition_of(tracker=tracker()))
    with ZipFile(BytesIO(content)) as package:
        text = package.read(table).decode()
    assert [status for status in tracker().scale.names if status not in text] == []

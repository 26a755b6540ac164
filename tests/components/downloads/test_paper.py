"""The download of a paper is recorded on the audit trail, where its version is published; a second is there already."""

from functools import partial
from operator import call

import pytest

from components.downloads.paper import Download, build_paper
from components.published.published_version import displayed_version, published_store
from model.versions.version import Action
from tests.support.making import text_file
from tests.support.published_trackers import ADMINISTRATOR

PACK = Download("Download as Word", "pack.docx", "application/octet-stream", lambda: partial(text_file, "paper"))


@pytest.fixture
def trail(temporary_database):
    """Return a function that reads the audit trail of a database with one version."""
    displayed_version()
    return lambda: published_store().audit(actor=ADMINISTRATOR)


def test_a_paper_of_a_version_is_built_and_recorded_with_its_file(trail):
    assert build_paper(PACK, number=1, actor=ADMINISTRATOR, make=call) == b"paper"
    latest = trail()[0]
    assert (latest.action, latest.version, latest.details) == (Action.EXPORT, 1, {"file": "pack.docx"})


def test_an_export_of_an_unpublished_workbook_is_not_recorded(trail):
    before = trail()
    assert build_paper(PACK, number=None, actor=ADMINISTRATOR, make=call) == b"paper"
    assert trail() == before


def test_the_same_paper_is_made_for_the_first_press_and_recorded_for_each(trail):
    made = []

    def make(work):
        made.append(work())
        return made[-1]

    again = Download("Download as PDF", "pack.pdf", "application/pdf", lambda: partial(text_file, "pdf"))
    before = len(trail())
    assert [build_paper(again, number=1, actor=ADMINISTRATOR, make=make) for _press in range(2)] == [b"pdf", b"pdf"]
    assert made == [b"pdf"]
    assert len(trail()) == before + 2

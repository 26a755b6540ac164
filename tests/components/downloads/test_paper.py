"""A paper that is taken away is noted on the audit trail, where it was made of a published version."""

import pytest

from components.downloads.paper import Download, build_paper
from components.session.published_version import published_store, shown_now
from model.versions.version import Action

PACK = Download("Download as Word", "pack.docx", "application/octet-stream", lambda: b"paper")


@pytest.fixture
def trail(own_database):
    """Return a function that reads the audit trail of a database with one version."""
    shown_now()
    return lambda: published_store().audit()


def test_a_paper_of_a_version_is_built_and_noted_with_its_file(trail):
    assert build_paper(PACK, number=1) == b"paper"
    latest = trail()[0]
    assert (latest.action, latest.version, latest.details) == (Action.EXPORT, 1, {"file": "pack.docx"})


def test_of_a_workbook_that_is_shown_as_it_is_nothing_is_noted(trail):
    before = trail()
    assert build_paper(PACK, number=None) == b"paper"
    assert trail() == before

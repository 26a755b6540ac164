"""The download of a paper is recorded on the audit trail, where its version is published."""

import pytest

from components.downloads.paper import Download, build_paper
from components.session.published_version import displayed_version, published_store
from model.versions.version import Action
from tests.support.published_trackers import ADMINISTRATOR

PACK = Download("Download as Word", "pack.docx", "application/octet-stream", lambda: b"paper")


@pytest.fixture
def trail(temporary_database):
    """Return a function that reads the audit trail of a database with one version."""
    displayed_version()
    return lambda: published_store().audit(actor=ADMINISTRATOR)


def test_a_paper_of_a_version_is_built_and_recorded_with_its_file(trail):
    assert build_paper(PACK, number=1, actor=ADMINISTRATOR) == b"paper"
    latest = trail()[0]
    assert (latest.action, latest.version, latest.details) == (Action.EXPORT, 1, {"file": "pack.docx"})


def test_an_export_of_an_unpublished_workbook_is_not_recorded(trail):
    before = trail()
    assert build_paper(PACK, number=None, actor=ADMINISTRATOR) == b"paper"
    assert trail() == before

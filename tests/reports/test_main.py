"""The command line of the papers: the files, the messages and the exit status."""

from contextlib import closing

import docx
import pytest

from reports.__main__ import main
from store.store import Store
from tests.support.published_trackers import ME, candidate, month, recommendation, rows, update
from tests.support.workbooks.canonical import RATED, UPDATE, write_workbook

pytestmark = pytest.mark.usefixtures("temporary_database")


@pytest.fixture
def run(capsys):
    """Return a function that runs a command and gives its exit status and its standard error."""

    def run(*arguments):
        capsys.readouterr()
        return main([str(argument) for argument in arguments]), capsys.readouterr().err

    return run


@pytest.fixture
def published(opened_store):
    """Return a store with two versions, the second with a theme and an agency."""
    tables = rows("1", progress=[update("1"), update("1", at=month(2024, 6), status="Amber")])
    tables["recommendations"] = [recommendation("1", theme="Data", lead_agency="The Force")]
    tables["names"] = [{"kind": "Agency", "name": "The Force", "short_name": "TF", "name_cy": "Yr Heddlu"}]
    opened_store.publish(candidate(rows("1", "2"), name="first.xlsx"), **ME)
    opened_store.publish(candidate(tables, name="second.xlsx"), **ME)
    return opened_store


def text_of(path):
    return "\n".join(paragraph.text for paragraph in docx.Document(path).paragraphs)


def foot(path):
    return docx.Document(path).sections[0].footer.paragraphs[0].text


def test_a_paper_is_written_in_the_format_that_its_name_ends_in_of_the_version_that_is_named(run, published, tmp_path):
    assert run("one-page", tmp_path / "paper.PDF") == (0, "")
    assert (tmp_path / "paper.PDF").read_bytes().startswith(b"%PDF")
    assert run("one-page", tmp_path / "then.docx", "--version", "1") == (0, "")
    assert "version 1" in foot(tmp_path / "then.docx")


def test_month_theme_and_agency_restrict_it_by_any_of_their_names(run, published, tmp_path):
    options = ("--as-at", "2024-02", "--theme", "data", "--agency", "yr heddlu", "--agency", "tf")
    assert run("panel", tmp_path / "paper.docx", *options) == (0, "")
    text = text_of(tmp_path / "paper.docx")
    assert "Data as at February 2024" in text
    assert "Only: Data, The Force" in text
    assert "June 2024" not in text


def test_a_database_that_cannot_be_reached_has_a_separate_exit_status(run, tmp_path, monkeypatch):
    monkeypatch.setenv("CYNNYDD_DATABASE_URL", f"sqlite:///{tmp_path / 'none' / 'x.db'}")
    status, message = run("panel", tmp_path / "paper.docx")
    assert status == 4
    assert message.startswith("The database cannot be reached.")


def test_the_database_is_not_written_over(run, tmp_path, monkeypatch):
    path = tmp_path / "published.zip"
    monkeypatch.setenv("CYNNYDD_DATABASE_URL", f"sqlite:///{path.as_posix()}")
    with closing(Store.open(f"sqlite:///{path.as_posix()}")) as store:
        store.publish(candidate(rows("1")), **ME)
    status, message = run("open-data", path)
    assert status == 2
    assert message.startswith("published.zip is the database in which the versions are kept.")
    with closing(Store.open(f"sqlite:///{path.as_posix()}")) as store:
        assert store.current() == 1


def test_a_paper_of_a_workbook_needs_no_store_and_is_marked_as_not_published(run, tmp_path):
    (tmp_path / "published.db").unlink()
    path = write_workbook(tmp_path / "tracker.xlsx", progress=[{**UPDATE, **RATED}])
    assert run("panel", tmp_path / "paper.docx", "--tracker", path) == (0, "")
    assert "from tracker.xlsx, not published" in foot(tmp_path / "paper.docx")
    assert not (tmp_path / "published.db").exists()

"""The store on the command line, beside what `tests/commands/` has of it."""

import json

import pytest
from openpyxl import load_workbook

from tests.support.workbooks.canonical import write_workbook

pytestmark = pytest.mark.usefixtures("temporary_database")


@pytest.fixture
def ask(run):
    """Return a function that runs a command which succeeds, and returns its JSON."""

    def ask(*arguments):
        status, out, err = run(*arguments, "--json")
        assert (status, err) == (0, "")
        return json.loads(out)

    return ask


@pytest.fixture
def workbook(tmp_path):
    """Return a function that writes a workbook and returns its path."""
    return lambda name="round.xlsx", **sheets: write_workbook(tmp_path / name, **sheets)


def test_conflicts_of_a_merge_are_listed_and_an_option_settles_them(run, ask, workbook, tmp_path):
    ask("publish", workbook(), "--reason", "First")
    files = []
    run("export", 1, tmp_path / "export.xlsx")
    book = load_workbook(tmp_path / "export.xlsx")
    for title in ("Money", "Grants"):
        book["Recommendations"]["C2"] = title
        files.append(tmp_path / f"{title}.xlsx")
        book.save(files[-1])
    ask("publish", files[0], "--reason", "Title", "--mode", "merge")
    status, out, err = run("publish", files[1], "--reason", "Title", "--mode", "merge", "--json")
    assert status == 2
    assert err.splitlines()[1:4] == [
        "  Recommendation 1: Title",
        "    Published: “Money”",
        "    In the workbook: “Grants”",
    ]
    assert err.splitlines()[4].startswith(
        "Add --prefer file to take all that is in the workbook, or --prefer published"
    )
    row = {"review": "Stalking", "ref": "1"}
    expected = {"sheet": "Recommendations", "row": row, "field": "title", "base": "Funding"}
    assert json.loads(out) == {"conflicts": [{**expected, "published": "Money", "file": "Grants"}]}
    assert ask("audit")[0]["reason"] == "conflicts"
    assert ask("publish", files[1], "--reason", "T", "--mode", "merge", "--prefer", "published")["unchanged"]
    taken = ask("publish", files[1], "--reason", "T", "--mode", "merge", "--prefer", "file")
    assert taken["changed"]["reworded"] == [{"ref": "1", "field": "title"}]


def test_a_backup_is_restored_into_a_database_without_versions_only(run, ask, workbook, tmp_path, monkeypatch):
    ask("publish", workbook(), "--reason", "First")
    assert run("backup", tmp_path / "backup")[0] == 0
    status, _, err = run("restore", tmp_path / "backup")
    assert (status, "1 version already" in err) == (2, True)
    versions = ask("versions")
    monkeypatch.setenv("CYNNYDD_DATABASE_URL", f"sqlite:///{(tmp_path / 'other.db').as_posix()}")
    assert run("restore", tmp_path / "backup")[0] == 0
    assert ask("versions") == versions
    assert run("restore", tmp_path / "none")[0] == 2


@pytest.mark.parametrize("url", ["sqlite:////none/such/folder/x.db", "nonsense"])
def test_a_database_that_cannot_be_used_is_status_4(run, workbook, monkeypatch, url):
    monkeypatch.setenv("CYNNYDD_DATABASE_URL", url)
    for command in (("init",), ("publish", workbook(), "--reason", "First"), ("versions", "--json")):
        status, out, err = run(*command)
        assert (status, out, err.count("\n")) == (4, "", 1), command

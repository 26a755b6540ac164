"""The store on the command line, beside what `tests/commands/` has of it."""

import json

import pytest
from openpyxl import load_workbook

from tests.support.workbooks.canonical import write_workbook
from tests.support.workbooks.layouts import book_of

pytestmark = pytest.mark.usefixtures("temporary_database")


@pytest.fixture
def workbook(tmp_path):
    """Return the path of a workbook."""
    return write_workbook(tmp_path / "round.xlsx")


def test_a_cell_of_an_export_that_somebody_else_has_changed_since_is_a_conflict(run, workbook, tmp_path):
    run("publish", workbook, "--reason", "First")
    run("export", 1, tmp_path / "export.xlsx")
    book = load_workbook(tmp_path / "export.xlsx")
    for title in ("Money", "Grants"):
        book["Recommendations"]["C2"] = title
        book.save(tmp_path / "export.xlsx")
        status, _out, err = run("publish", tmp_path / "export.xlsx", "--reason", "Title", "--mode", "merge")
    lines = ["Recommendation 1: Title", "Published: “Money”", "In the workbook: “Grants”"]
    assert (status, [line.strip() for line in err.splitlines()][1:-1]) == (2, lines)


def test_no_month_is_proposed_for_a_list_that_names_none(run, tmp_path):
    plan = {"Plan": [["Ref", "Recommendation", "Status"], ["1", "Train staff in the policy.", "Red"]]}
    (tmp_path / "list.xlsx").write_bytes(book_of(plan))
    status, out, _err = run("publish", tmp_path / "list.xlsx", "--reason", "First", "--json")
    months = [each["proposed"] for each in json.loads(out)["questions"] if each["option"] == "--as-at"]
    assert (status, months) == (1, [""])


def test_a_backup_is_restored_into_a_database_without_versions(run, workbook, tmp_path, monkeypatch):
    run("publish", workbook, "--reason", "First")
    assert run("backup", tmp_path / "backup")[0] == 0
    versions = run("versions", "--json")
    monkeypatch.setenv("CYNNYDD_DATABASE_URL", f"sqlite:///{(tmp_path / 'other.db').as_posix()}")
    assert run("restore", tmp_path / "backup")[0] == 0
    assert run("versions", "--json") == versions != (0, "[]\n", "")


@pytest.mark.parametrize("url", ["sqlite:////none/such/folder/x.db", "nonsense"])
def test_a_database_that_cannot_be_used_is_status_4(run, workbook, monkeypatch, url):
    monkeypatch.setenv("CYNNYDD_DATABASE_URL", url)
    for command in (("init",), ("publish", workbook, "--reason", "First"), ("versions", "--json")):
        status, out, err = run(*command)
        assert (status, out, err.count("\n")) == (4, "", 1), command

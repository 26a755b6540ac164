from email import message_from_bytes
from email.policy import default
from zipfile import ZipFile

import pytest

from model.returns.round import Item
from tests.support.returns import fill_in

pytestmark = pytest.mark.usefixtures("sample_database")
START = ("round", "start", "--month", "2099-10", "--due", "2099-10-23", "--who", "A. Adviser")


@pytest.fixture
def run(run):
    """Return a function that runs a command and returns its exit status and the lines of either stream."""

    def run_in_lines(*arguments):
        status, out, err = run(*arguments)
        return status, out.splitlines(), err.splitlines()

    return run_in_lines


def answered(run, folder, answers):
    """Return the file of the return of the courts, filled in."""
    run("round", "returns", folder / "returns.zip")
    with ZipFile(folder / "returns.zip") as made:
        content = made.read(next(name for name in made.namelist() if "courts" in name and name.endswith(".xlsx")))
    (folder / "back.xlsx").write_bytes(fill_in(content, answers))
    return folder / "back.xlsx"


def test_a_round_with_something_unpublished_is_closed_and_followed_by_another_only_where_that_is_accepted(
    run, tmp_path
):
    run(*START, "--agency", "HMCTS")
    run("round", "receive", answered(run, tmp_path, {("5", Item.UPDATE): "Training is offered."}))
    refused = ["1 answer is not published yet. Publish the round, or accept first that this stays unpublished."]
    assert run("round", "close") == (2, [], refused)
    assert run("round", "close", "--leave-unpublished")[1][0] == "The round of October 2099 is closed."
    assert run(*START) == (2, [], refused)
    assert run(*START, "--leave-unpublished")[0] == 0


def test_returns_that_came_back_are_taken_in_and_the_status_names_who_has_answered(run, tmp_path):
    run(*START)
    answered(run, tmp_path, {("5", Item.UPDATE): "Training is offered.", ("5", Item.AGENCY_STATUS): "Purple"})
    (tmp_path / "notes.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    status, out, _err = run("round", "receive", tmp_path / "back.xlsx", tmp_path / "notes.csv", "--who", "A. Adviser")
    assert status == 1
    assert out[:3] == [
        "back.xlsx: 1 answer from His Majesty's Courts and Tribunals Service, Senior Legal Manager.",
        "  Return D12: “Purple” is none of the ratings: Red, Amber, Green. It was not taken. "
        "Ask the agency which rating it means.",
        "notes.csv: Not taken in. It is no return. If it is a tracker, choose it by itself on the page Upload.",
    ]
    assert out[-1] == "  His Majesty's Courts and Tribunals Service, Senior Legal Manager (English): answered, 1 of 1"
    assert run("publish", tmp_path / "back.xlsx", "--reason", "A return")[2] == [
        "The file is a return that an agency filled in for a round, and no tracker. "
        "Take it in on the page Upload, while its round is open."
    ]


@pytest.fixture
def folder(tmp_path):
    """Return an empty folder."""
    (tmp_path / "reminders").mkdir()
    return tmp_path / "reminders"


def file_names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_two_weeks_before_the_due_date_each_who_has_not_answered_gets_a_draft_whose_workbook_is_taken_in(run, folder):
    run(*START, "--agency", "HMCTS")
    remind = ("round", "remind", "--output", folder, "--who", "A. Adviser")
    status, out, _err = run(*remind, "--today", "2099-10-09")
    assert (status, out[0]) == (
        0,
        f"1 draft e-mail to those who have not answered everything, and the calendar of the round, are in {folder}.",
    )
    name = "2099-10-reminder-his-majesty-s-courts-and-tribunals-service-senior-legal-manager.eml"
    assert file_names(folder) == [name, "2099-10-round.ics"]
    assert run("audit")[1][0].split(" · ")[2] == "export"
    message = message_from_bytes((folder / name).read_bytes(), policy=default)
    (attached,) = message.iter_attachments()
    (folder / "back.xlsx").write_bytes(fill_in(attached.get_content(), {("5", Item.UPDATE): "Training is offered."}))
    run("round", "receive", folder / "back.xlsx")
    (folder / "after").mkdir()
    again = run("round", "remind", "--output", folder / "after", "--today", "2099-10-24")
    assert again[1][0] == "Everything has been answered: there is nobody to remind."
    assert file_names(folder / "after") == []

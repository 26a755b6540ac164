from contextlib import closing
from email import message_from_bytes
from email.policy import default
from zipfile import ZipFile

import pytest

from loaders.returns.receive import SentFile, receive_files
from model.access import local_actor
from model.returns.round import Item
from model.terms import RED_AMBER_GREEN
from store.rounds.rounds import all_rounds, receive_return, requests_of_round
from store.store import Store
from tests.support.returns import fill_in

ANN = local_actor("Ann")
START = ("round", "start", "--month", "2099-10", "--due", "2099-10-23", "--who", "A. Adviser")


@pytest.fixture
def run(run):
    """Return a function that runs a command and returns its exit status and the lines of either stream."""

    def run_in_lines(*arguments):
        status, out, err = run(*arguments)
        return status, out.splitlines(), err.splitlines()

    return run_in_lines


def return_of_courts(run, folder):
    """Return the bytes of the return of the courts."""
    run("round", "returns", folder / "returns.zip")
    with ZipFile(folder / "returns.zip") as made:
        return made.read(next(name for name in made.namelist() if "courts" in name and name.endswith(".xlsx")))


@pytest.fixture
def answer(sample_database):
    """Return a function that takes in a return as the page Upload does, with an update of the courts."""

    def take_in(content):
        filled = fill_in(content, {("5", Item.UPDATE): "Training is offered."})
        with closing(Store.open(sample_database)) as store:
            (latest, *_earlier), actor = all_rounds(store, actor=ANN), ANN
            requests = requests_of_round(store, latest.number, actor=actor)
            files = [SentFile("back.xlsx", filled)]
            (outcome,) = receive_files(files, latest, requests, statuses=RED_AMBER_GREEN.statuses)
            assert outcome.received is not None
            receive_return(store, outcome.received, actor=actor, file=outcome.name, content=filled)

    return take_in


def test_a_round_with_something_unpublished_is_closed_and_followed_by_another_only_where_that_is_accepted(
    run, answer, tmp_path
):
    run(*START, "--agency", "HMCTS")
    answer(return_of_courts(run, tmp_path))
    refused = ["1 answer is not published yet. Publish the round, or accept first that this stays unpublished."]
    assert run("round", "close") == (2, [], refused)
    assert run("round", "close", "--leave-unpublished")[1][0] == "The round of October 2099 is closed."
    assert run(*START) == (2, [], refused)
    assert run(*START, "--leave-unpublished")[0] == 0


def test_the_status_names_who_has_answered_and_a_return_is_published_as_no_tracker(run, answer, tmp_path):
    run(*START)
    content = return_of_courts(run, tmp_path)
    answer(content)
    assert run("round", "status")[1][-1] == (
        "  His Majesty's Courts and Tribunals Service, Senior Legal Manager (English): answered, 1 of 1"
    )
    (tmp_path / "back.xlsx").write_bytes(content)
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


def test_two_weeks_before_the_due_date_each_who_has_not_answered_gets_a_draft_whose_workbook_is_taken_in(
    run, answer, folder
):
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
    answer(attached.get_content())
    (folder / "after").mkdir()
    again = run("round", "remind", "--output", folder / "after", "--today", "2099-10-24")
    assert again[1][0] == "Everything has been answered: there is nobody to remind."
    assert file_names(folder / "after") == []

"""Upload knows returns: several at a time are taken in as on the page Round; another file is read as a tracker."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pandas as pd
import pytest

from analysis.returns import requested
from components.published import published_store
from model.access import local_actor
from model.returns.round import Item, Round, Scope
from model.tracker.tracker import Tracker
from store.rounds.rounds import all_rounds, requests_of_round, returns_of_round, start_round
from tests.pages.uploads import canonical, lines_at, pressed, uploaded
from tests.support.files.word_returns import make_forms
from tests.support.page_text import every_link, has_part, heading, lines, nodes, open_page, table_lines
from tests.support.returns import fill_in, returns_of_store
from tests.support.workbooks.canonical import RECOMMENDATION

EDITOR = local_actor("A. Adviser")
MONTH, DUE = date(2024, 10, 1), date(2099, 10, 25)
AGENCIES = {"The Force": "1", "The Courts": "2"}


@pytest.fixture
def store(publish):
    """Return a store with two recommendations of two agencies."""
    publish(recommendations=[{**RECOMMENDATION, "Ref": ref, "Lead agency": who} for who, ref in AGENCIES.items()])
    return published_store()


@pytest.fixture
def returns(store):
    """Return the returns of the open round, filled in, by agency."""
    reading = store.load(1)
    tracker = Tracker.from_rows(reading.rows, reading.scale)
    asked = requested(tracker, as_at=pd.Timestamp(MONTH), scope=Scope.ALL)
    start_round(store, Round(MONTH, DUE, Scope.ALL, 1, ()), asked, actor=EDITOR)
    (latest,) = all_rounds(store, actor=EDITOR)
    made = returns_of_store(store, latest, requests_of_round(store, latest.number, actor=EDITOR))
    return {
        agency: fill_in(made[agency, ""].content, {(ref, Item.UPDATE): f"{agency} answered."})
        for agency, ref in AGENCIES.items()
    }


def chosen(*files, app=None):
    """Return the Upload page after several files were chosen."""
    app = app or open_page("upload")
    app.file_uploader[0].set_value([(name, content, "application/octet-stream") for name, content in files])
    return app.run()


def taken_in(app):
    """Return the page after the button was pressed by somebody with a name."""
    app.text_input(key="round.who").set_value("A. Adviser")
    return pressed(app, "Take the files in")


def archive(**files):
    """Return a zip file."""
    target = BytesIO()
    with ZipFile(target, "w") as made:
        for name, content in files.items():
            made.writestr(f"{name}.xlsx", content)
    return target.getvalue()


def test_a_return_that_is_chosen_by_itself_waits_to_be_taken_in_also_as_a_word_form(store, returns):
    app = uploaded(returns["The Force"], name="force.xlsx")
    assert heading(app) == "1 file waits to be taken in as a return."
    assert lines_at(app, "upload.returns") == ["force.xlsx"]
    assert lines_at(app, "upload.returns.how")[0] == (
        "The round of October 2024 is open: its returns are due on 25 October 2099."
    )
    assert returns_of_round(store, 1, actor=EDITOR) == ()
    form = next(iter(make_forms().values())).content
    assert heading(uploaded(form, name="force.docx")) == "1 file waits to be taken in as a return."


def test_the_returns_of_an_archive_are_taken_in_together_and_each_agency_is_named(store, returns):
    app = taken_in(chosen(("all.zip", archive(force=returns["The Force"], courts=returns["The Courts"]))))
    assert heading(app) == "2 returns were taken in."
    assert lines(nodes(app, "upload.returns.outcomes")) == [
        "all.zip/force.xlsx: 1 answer from The Force.",
        "all.zip/courts.xlsx: 1 answer from The Courts.",
    ]
    assert table_lines(nodes(app, "round.recipients"))[2:] == [
        "The Courts | answered | 1 of 1 | no role given | English | ",
        "The Force | answered | 1 of 1 | no role given | English | ",
    ]
    assert {("Rate what was answered", "rating"), ("See what agencies answered", "round")} <= set(every_link(app))
    assert len(returns_of_round(store, 1, actor=EDITOR)) == 2


def test_of_a_tracker_among_returns_the_returns_are_taken_in_and_the_tracker_is_read_at_a_press(
    store, returns, tmp_path
):
    app = taken_in(chosen(("force.xlsx", returns["The Force"]), ("next.xlsx", canonical(tmp_path))))
    assert heading(app) == "1 return was taken in."
    assert lines(nodes(app, "upload.returns.outcomes"))[1] == (
        "next.xlsx: Not taken in. It is no return. If it is a tracker, choose it by itself on the page Upload."
    )
    app = app.button(key="upload.returns.tracker.0").click().run()
    assert has_part(app, "upload.facts")
    assert not has_part(app, "upload.returns.outcomes")


def test_before_the_first_round_nothing_is_taken_in(store, tmp_path):
    app = chosen(("a.zip", archive(next=canonical(tmp_path))))
    assert lines_at(app, "upload.returns.none") == [
        "No round is open, so no return can be taken in. Start one, or open the last one again, on the page Round."
    ]
    assert "Take the files in" not in [button.label for button in app.button]

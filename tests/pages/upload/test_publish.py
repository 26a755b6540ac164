"""Upload: a file is chosen, read as a person answers, and published; what it shows is in `golden/uploads.txt`."""

import gc
import weakref
from typing import Any

import pytest

from components.published import displayed_tracker, published_store
from components.upload import step1_file
from model.versions.version import Action, Mode, StoreError, StoreErrorCode
from store.uploads import delete_upload
from tests.pages.cases import JUNE
from tests.pages.conftest import BOTH
from tests.pages.uploads import (
    CUSTOM_LAYOUT,
    canonical,
    field,
    lines_at,
    pressed,
    published,
    replacing,
    ticked,
    uploaded,
    warnings_read,
)
from tests.support.page_text import downloaded, every_link, has_part, heading, open_page, unescaped
from tests.support.published_trackers import ADMINISTRATOR
from tests.support.workbooks.canonical import RATED, RECOMMENDATION
from tests.support.workbooks.layouts import book_of

ANSWERED = "Read the workbook again with these answers"


def test_publishing_needs_a_name_and_a_reason_and_takes_effect_immediately(store, tmp_path):
    app = uploaded(canonical(tmp_path, recommendations=BOTH, progress=[RATED, JUNE]))
    assert store.audit(actor=ADMINISTRATOR)[0].action is Action.UPLOAD
    app = published(app, who=" ", why="")
    assert [each.value for each in app.error] != []
    assert store.current() == 1
    app = published(app, who="Ann Adviser", why="The round of June.")
    assert heading(app) == "Version 2 is published."
    assert lines_at(app, "upload.came") == ["Everyone sees it on their next click. See the position"]
    assert "Recommendation 1: from Amber to Green." in lines_at(app, "upload.changed")
    assert {("Make the panel report", "reports?paper=panel"), ("Undo it: bring version 1 back", "versions")} <= {
        *every_link(app)
    }
    version = store.version(2)
    assert (version.who, version.reason, version.source.name) == ("Ann Adviser", "The round of June.", "next.xlsx")
    assert version.compared_with == 1
    assert displayed_tracker().tracker.progress["status"].tolist() == ["Amber", "Green"]
    app = uploaded(canonical(tmp_path), app=app)
    assert field(app, "Your name").value == "Ann Adviser"


def test_publishing_the_same_file_again_changes_nothing_and_is_reported(store, tmp_path):
    app = published(uploaded(canonical(tmp_path, recommendations=BOTH)))
    assert heading(app) == "Nothing has changed: version 1 holds the same."
    assert store.current() == 1


def test_warnings_are_to_be_read_before_a_workbook_is_published_and_a_copy_has_its_cells_marked(store, tmp_path):
    app = uploaded(canonical(tmp_path, progress=[{**RATED, "Basis": None}]))
    assert lines_at(app, "upload.publish.waits")[0] == "Step 3: read the warnings, and tick that you have read them."
    assert downloaded(app, "Download a copy of your workbook with the cells marked").startswith(b"PK")
    (tick,) = [each for each in app.checkbox if "warning" in each.label]
    assert tick.label == "I have read the 1 warning"
    published(ticked(tick.check().run()))
    assert store.current() == 2


def test_a_file_that_cannot_be_used_is_recorded_and_another_can_be_chosen(store):
    app = uploaded(b"0" * (11 << 20), name="large.xlsx")
    assert heading(app) == "The file cannot be used."
    assert app.error[0].value.startswith(r"large\.xlsx")
    entry = store.audit(actor=ADMINISTRATOR)[0]
    assert (entry.action, entry.reason, entry.details["file"]) == (Action.REFUSAL, "file-too-large", "large.xlsx")
    assert app.file_uploader[0].value == []
    assert uploaded(book_of({"Log": CUSTOM_LAYOUT}), app=app).error == []


@pytest.mark.usefixtures("store")
def test_a_file_at_which_the_program_fails_is_not_read_again_at_each_press(monkeypatch, tmp_path):
    readings = []

    def fail(*arguments, **_):
        readings.append(arguments)
        raise AssertionError("a fault of the program")

    monkeypatch.setattr(step1_file, "preview_in_worker", fail)
    app = uploaded(canonical(tmp_path)).run()
    assert len(readings) == 1
    assert (heading(app), len(app.file_uploader)) == ("Upload the next workbook", 1)


def test_a_column_is_read_as_a_person_answers_and_so_is_the_next_workbook(store):
    app = uploaded(book_of({"Log": CUSTOM_LAYOUT}))
    app = field(app, "D “Kost”").set_value("theme").run()
    field(app, "The review").set_value("Stalking")
    app = pressed(app, ANSWERED)
    assert lines_at(app, "upload.facts")[6:8] == ["Themes", "5"]
    app = ticked(app.radio[0].set_value(Mode.REPLACE).run())
    assert heading(published(app, who="Ann")) == "Version 2 is published."
    assert displayed_tracker().tracker.recommendations["theme"].tolist() == ["5"]
    second = uploaded(book_of({"Log": CUSTOM_LAYOUT}))
    assert lines_at(second, "upload.recalled")[0].endswith("by Ann (not verified).")
    assert lines_at(second, "upload.difference") == ["Nothing differs: every cell is as it was."]
    without_answers = pressed(second, "Read it without those answers")
    assert not has_part(without_answers, "upload.recalled")
    assert field(without_answers, "The review").value == "Stalking"
    assert store.current() == 2


def test_answers_that_were_remembered_in_another_format_are_not_used(store):
    headings = uploaded(book_of({"Log": CUSTOM_LAYOUT})).session_state["candidate.upload"].workbook.request.headings
    entry = {"options": {"columns": [["Log", "B1", "theme"]]}, "who": "Ben", "at": "2024-06-01T00:00:00+00:00"}
    store.save_mapping(headings, entry, actor=ADMINISTRATOR)
    assert not has_part(uploaded(book_of({"Log": CUSTOM_LAYOUT})), "upload.recalled")


def test_that_no_status_means_done_is_remembered_and_the_month_is_not(store):
    rows: list[list[Any]] = [["Ref", "Recommendation", "State"], [1, "Train.", "Open"], [2, "Share.", "Shut"]]
    app = uploaded(book_of({"Log": rows}))
    for label, value in (("Status 1", "Open"), ("Status 2", "Shut"), ("The month", "2024-06")):
        field(app, label).set_value(value)
    app = warnings_read(pressed(app, ANSWERED))
    assert heading(published(ticked(app))) == "Version 2 is published."
    later = uploaded(book_of({"Log": rows})).session_state["candidate.upload"].workbook
    assert (later.options.scale, later.reading.scale.complete) == (("Open", "Shut"), ())
    assert (later.options.as_at, store.current()) == (None, 2)


@pytest.mark.usefixtures("sample_database")
def test_a_first_workbook_takes_the_place_of_the_sample(tmp_path):
    assert uploaded(canonical(tmp_path)).radio[0].value is Mode.REPLACE


def test_unknown_statuses_are_ordered_and_marked_as_done_by_answers(store):
    rows: list[list[Any]] = [["Ref", "Recommendation", "State Feb 24"]]
    rows += [[n, f"Matter {n}.", word] for n, word in enumerate(["Open", "Shut", "Open", "Waiting"], start=1)]
    app = uploaded(book_of({"Log": rows}))
    assert [field(app, f"Status {n}").value for n in (1, 2, 3)] == [None, None, None]
    field(app, "Status 1").set_value("Waiting")
    app = pressed(app, ANSWERED)
    assert unescaped(app.error[0].value) == "The order leaves out: Open, Shut. Give each status one place."
    for position, word in enumerate(("Waiting", "Open", "Shut"), start=1):
        field(app, f"Status {position}").set_value(word)
    field(app, "Which of them mean done?").set_value(["Shut"])
    app = pressed(app, ANSWERED)
    assert heading(app) == "The workbook cannot be published yet."
    scale = app.session_state["candidate.upload"].workbook.reading.scale
    assert (scale.names, scale.complete) == (("Waiting", "Open", "Shut"), ("Shut",))
    field(app, "Status 1").set_value("Open")
    app = pressed(app, ANSWERED)
    assert unescaped(app.error[0].value) == "“Open” stands at two places of the order. Give each status one place."
    assert store.current() == 1


def test_where_a_setting_names_the_workbook_the_page_explains_it_and_still_checks(shown, tmp_path):
    shown(recommendations=BOTH)
    app = uploaded(canonical(tmp_path))
    assert lines_at(app, "upload.place")[0] == (
        "Nothing can be published: the workbook tracker.xlsx is shown as it is, by a setting."
    )
    assert "1 recommendation gone;" in lines_at(app, "upload.difference")[0]
    assert lines_at(app, "upload.publish.no-store") == [
        "Nothing can be published here. Why is said at the top of the page."
    ]
    assert app.query_params["file"] == "chosen"
    assert warned(open_page("upload", file="chosen")) == [GONE]


def test_a_store_that_fails_while_publishing_is_reported_and_a_second_try_publishes_a_single_version(
    store, tmp_path, monkeypatch
):
    publish, tries = type(store).publish, []

    def lose_the_answer(*arguments, **options):
        tries.append(publish(*arguments, **options))
        if len(tries) == 1:
            raise StoreError(StoreErrorCode.UNREACHABLE, setting="CYNNYDD_DATABASE_URL")
        return tries[-1]

    monkeypatch.setattr(type(store), "publish", lose_the_answer)
    app = published(ticked(replacing(uploaded(canonical(tmp_path)))))
    assert [each.value for each in app.error] != []
    assert heading(app) == "The workbook is the same as what is published."
    assert heading(published(app)) == "Version 2 is published."
    assert [each.version.number for each in tries] == [2, 2]


def test_a_discarded_workbook_is_freed_from_memory(store, tmp_path):
    app = uploaded(canonical(tmp_path, progress=[{**RATED, "Basis": None}]))
    upload = app.session_state["candidate.upload"]
    references = [weakref.ref(upload.workbook), weakref.ref(upload.comparison)]
    del upload
    pressed(app, "Choose another file").run()
    gc.collect()
    assert [each() for each in references] == [None, None]


# The session that had a file has ended

GONE = (
    "The file that was chosen here is gone: the page was loaded again, or the server was started anew. Choose it "
    "again. Where Publish was pressed, see first on Versions whether it was published."
)
STILL_THERE = (
    "You had chosen next.xlsx here when the page was loaded again, or the server was started anew. The file is still "
    "here, for an hour after it was chosen; answers and ticks are not. Where Publish was pressed, see first on "
    "Versions whether it was published."
)


def warned(app):
    return [text for each in app.warning if (text := unescaped(each.value)) in {GONE, STILL_THERE}]


@pytest.mark.usefixtures("store")
def test_a_new_session_goes_on_with_the_file_of_an_earlier_one_until_it_is_deleted(tmp_path):
    before = uploaded(canonical(tmp_path))
    token = before.query_params["file"]
    anew, other = open_page("upload", file=token), open_page("upload", file=token)
    assert (heading(anew), warned(anew)) == ("Upload the next workbook", [STILL_THERE])
    again = pressed(anew, "Go on with next\\.xlsx")
    assert (heading(again), warned(again), again.query_params["file"]) == (heading(before), [], token)
    delete_upload(published_store(), token, actor=ADMINISTRATOR)
    assert warned(pressed(other, "Go on with next\\.xlsx")) == [GONE]


@pytest.mark.usefixtures("store")
def test_a_file_is_deleted_when_it_is_discarded_and_when_it_is_published(tmp_path):
    app = uploaded(canonical(tmp_path))
    token = app.query_params["file"]
    app = pressed(app, "Choose another file")
    assert ("file" in app.query_params, warned(open_page("upload", file=token))) == (False, [GONE])
    app = uploaded(canonical(tmp_path, recommendations=[*BOTH, {**RECOMMENDATION, "Ref": "3"}]), app=app)
    second = app.query_params["file"]
    assert (second == token, warned(open_page("upload", file=second))) == (False, [STILL_THERE])
    app = published(app)
    assert ("file" in app.query_params, warned(open_page("upload", file=second))) == (False, [GONE])

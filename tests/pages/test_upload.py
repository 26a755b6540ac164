"""Upload: a file is chosen, read, checked, compared and published, step by step."""

import gc
import weakref
from contextlib import closing
from typing import Any

import pytest
from streamlit.runtime.scriptrunner import RerunData, RerunException, get_script_run_ctx

from components.published import displayed_tracker, published_store
from components.upload import reading_file
from loaders import read_workbook
from loaders.client import preview_in_worker
from loaders.worker import run
from model.access import local_actor
from model.store_error import StoreError, StoreErrorCode
from model.versions.version import Action, Candidate, Mode
from store.store import Store
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
)
from tests.support.files.packages import package_of
from tests.support.page_text import (
    charts,
    downloaded,
    every_link,
    has_part,
    heading,
    open_page,
    section_headings,
    set_stale_label,
)
from tests.support.published_trackers import ADMINISTRATOR
from tests.support.workbooks.canonical import PROMISE, RATED, RECOMMENDATION
from tests.support.workbooks.layouts import book_of

SECOND = {**RECOMMENDATION, "Ref": "2", "Title": "Data", "Recommendation": "Share data."}
JUNE = {**RATED, "Date": "June 2024", "Status": "Green", "Update": "It is funded."}


@pytest.fixture
def store(temporary_database, tmp_path):
    """Return the store of this test, whose current version has two recommendations rated in February."""
    content = canonical(tmp_path, recommendations=[RECOMMENDATION, SECOND])
    with closing(Store.open(temporary_database)) as opened:
        opened.publish_first(
            Candidate(read_workbook(content, name="first.xlsx"), content), actor=local_actor("Ann"), reason="First."
        )
    return published_store()


def current_scale(app):
    """Return the statuses of the uploaded workbook, each with whether it means complete."""
    return [
        (status.name, status.complete)
        for status in app.session_state["candidate.upload"].workbook.reading.scale.statuses
    ]


@pytest.mark.usefixtures("temporary_database")
def test_every_step_is_shown_from_the_start_with_what_it_waits_for():
    app = open_page("upload")
    assert heading(app) == "Upload the next workbook"
    assert section_headings(app) == [
        "1. Choose a workbook",
        "2. This is how it was read",
        "3. What is wrong",
        "4. What would change",
        "5. Publish",
    ]
    assert lines_at(app, "upload.understood.none") == [
        "How the workbook was read is shown here once you have chosen it."
    ]
    assert lines_at(app, "upload.wrong.none") == ["Every cell that needs attention is listed here, with what to do."]
    assert lines_at(app, "upload.change.none") == ["What would change is told here, before anything is published."]
    assert lines_at(app, "upload.publish.none") == ["Here you give your name and a reason, and publish the workbook."]
    assert not app.exception


def test_a_workbook_is_described_as_it_was_read(store, tmp_path):
    app = uploaded(canonical(tmp_path, recommendations=[RECOMMENDATION, SECOND], progress=[RATED, JUNE]))
    assert heading(app) == "The workbook can be published."
    assert not has_part(app, "upload.waits")
    assert lines_at(app, "upload.facts") == [
        "Read as",
        "the sheets of the template",
        "Sheets read",
        "Reviews, Recommendations, Progress, Monitoring, Key, Names",
        "Headings",
        "in the first row of each sheet",
        "It holds",
        "2 recommendations, 2 updates, 0 monitoring promises",
        "Agencies",
        "Dyfed-Powys Police",
        "Themes",
        "Resourcing",
        "Rounds",
        "February 2024, June 2024",
        "Scale, worst first",
        "Red, Amber, Green",
        "Statuses read",
        "As a word: 2",
    ]
    assert store.audit(actor=ADMINISTRATOR)[0].action is Action.UPLOAD


@pytest.mark.usefixtures("store")
def test_a_press_while_a_file_is_read_does_not_lose_it(monkeypatch, tmp_path):
    readings = []

    def read(*arguments, **options):
        readings.append(arguments)
        if len(readings) == 1:
            context = get_script_run_ctx()
            assert context is not None
            raise RerunException(RerunData(page_script_hash=context.page_script_hash))  # as a press does
        return preview_in_worker(*arguments, **options)

    monkeypatch.setattr(reading_file, "preview_in_worker", read)
    app = uploaded(canonical(tmp_path, recommendations=[RECOMMENDATION, SECOND], progress=[RATED, JUNE]))
    assert heading(app) == "The workbook can be published."
    assert len(readings) == 2
    assert readings[0] == readings[1]


@pytest.mark.usefixtures("store")
def test_a_file_at_which_the_program_fails_is_not_read_again_at_each_press(monkeypatch, tmp_path):
    readings = []

    def fail(*arguments, **_):
        readings.append(arguments)
        raise AssertionError("a fault of the program")

    monkeypatch.setattr(reading_file, "preview_in_worker", fail)
    app = uploaded(canonical(tmp_path, recommendations=[RECOMMENDATION, SECOND], progress=[RATED, JUNE]))
    app.run()
    assert len(readings) == 1
    assert heading(app) == "Upload the next workbook"
    assert len(app.file_uploader) == 1


@pytest.mark.usefixtures("store")
def test_a_reading_whose_process_is_killed_is_reported_and_works_when_tried_again(monkeypatch, tmp_path):
    start = run._start_process

    def start_and_kill(*arguments):
        worker = start(*arguments)
        worker.kill()
        return worker

    content = canonical(tmp_path, recommendations=[RECOMMENDATION, SECOND], progress=[RATED, JUNE])
    with monkeypatch.context() as killing:
        killing.setattr(run, "_start_process", start_and_kill)
        app = uploaded(content)
    assert heading(app) == "The file cannot be used."
    assert [each.value.replace("\\", "") for each in app.error] == [
        "next.xlsx: Reading the file broke off. Nothing else is affected."
    ]
    assert lines_at(app, "upload.refused.remedy")[0].startswith("Try it again.")
    assert heading(uploaded(content, app=app)) == "The workbook can be published."


def test_changes_are_shown_in_sentences_with_links_and_as_a_table(store, tmp_path):
    reworded = {**SECOND, "Recommendation": "Share more data."}
    app = uploaded(canonical(tmp_path, recommendations=[RECOMMENDATION, reworded], progress=[RATED, JUNE]))
    shown_lines = lines_at(app, "upload.difference")
    assert shown_lines[0].endswith("1 not reported. 1 new update of June 2024; 1 text re-worded.")
    assert "Recommendation 1: from Amber to Green." in shown_lines
    assert "Recommendation 2, its text: re-worded." in shown_lines
    assert len(charts(app)) == 2
    assert store.current() == 1


def test_publishing_needs_a_name_and_a_reason_and_takes_effect_immediately(store, tmp_path):
    app = uploaded(canonical(tmp_path, recommendations=[RECOMMENDATION, SECOND], progress=[RATED, JUNE]))
    app = published(app, who=" ", why="")
    assert [each.value for each in app.error] != []
    assert store.current() == 1
    app = published(app, who="Ann Adviser", why="The round of June.")
    assert heading(app) == "Version 2 is published."
    assert lines_at(app, "upload.came") == ["Everyone sees it on their next click. See the position"]
    assert lines_at(app, "upload.changed") == [
        "From February 2024 to June 2024: 1 completed, 1 not reported. "
        "1 new update of June 2024; nothing differs in 1 recommendation.",
        "1 completed, from February 2024 to June 2024",
        "Recommendation 1: from Amber to Green.",
        "1 new update of June 2024",
        "Recommendation 1: Green.",
    ]
    links = every_link(app)
    assert ("Recommendation 1", "recommendation?ref=1") in links
    assert ("Make the panel report", "reports?paper=panel") in links
    assert ("Make the meeting pack", "reports?paper=pack") in links
    assert ("Undo it: bring version 1 back", "versions") in links
    version = store.version(2)
    assert (version.who, version.reason, version.source.name) == ("Ann Adviser", "The round of June.", "next.xlsx")
    assert version.compared_with == 1
    assert displayed_tracker().tracker.progress["status"].tolist() == ["Amber", "Green"]
    app = uploaded(canonical(tmp_path), app=app)
    assert field(app, "Your name").value == "Ann Adviser"


def test_publishing_the_same_file_again_changes_nothing_and_is_reported(store, tmp_path):
    app = uploaded(canonical(tmp_path, recommendations=[RECOMMENDATION, SECOND]))
    assert heading(app) == "The workbook is the same as what is published."
    assert lines_at(app, "upload.difference") == ["Nothing differs: every cell is as it was."]
    assert lines_at(app, "upload.publish.nothing") == ["Publishing it would change nothing, and make no new version."]
    app = published(app)
    assert heading(app) == "Nothing has changed: version 1 holds the same."
    assert store.current() == 1


def test_errors_keep_a_workbook_from_being_published(store, tmp_path):
    app = uploaded(canonical(tmp_path, progress=[{**RATED, "Status": "Nearly"}]))
    assert heading(app) == "The workbook cannot be published until its errors are corrected."
    assert lines_at(app, "upload.change.none") == [
        "What would change is told here once the errors above are corrected."
    ]
    assert lines_at(app, "upload.publish.not-yet") == [
        "The workbook cannot be published yet. What keeps it is said above."
    ]
    assert store.current() == 1


def test_warnings_are_to_be_read_before_a_workbook_is_published(store, tmp_path):
    app = uploaded(canonical(tmp_path, progress=[{**RATED, "Basis": None}]))
    assert lines_at(app, "upload.publish.warnings") == ["Say first, in step 3, that you have read the warnings."]
    (tick,) = [each for each in app.checkbox if "warning" in each.label]
    assert tick.label == "I have read the 1 warning"
    app = published(ticked(tick.check().run()))
    assert store.current() == 2


def test_the_marked_copy_is_of_the_workbook_that_was_chosen(store, tmp_path):
    app = uploaded(canonical(tmp_path, progress=[{**RATED, "Status": "Nearly"}]), name="mine.xlsx")
    assert downloaded(app, "Download a copy of your workbook with the cells marked").startswith(b"PK")
    assert store.current() == 1


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("plan.pdf", b"%PDF-1.7", "file-damaged"),
        ("empty.xlsx", b"", "file-empty"),
        ("large.xlsx", b"0" * (11 << 20), "file-too-large"),
        ("macros.xlsm", package_of("[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin"), "file-macros"),
        ("lists.xlsx", book_of({"Lists": [["Open"], ["Closed"]]}), "no-table"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_what_to_do_and_recorded(store, name, content, code):
    app = uploaded(content, name=name)
    assert heading(app) == "The file cannot be used."
    (error,) = app.error
    assert error.value.startswith(name.replace(".", r"\."))
    entry = store.audit(actor=ADMINISTRATOR)[0]
    assert (entry.action, entry.reason, entry.details["file"]) == (Action.REFUSAL, code, name)
    assert app.file_uploader[0].value == []
    assert uploaded(book_of({"Log": CUSTOM_LAYOUT}), app=app).error == []


def test_a_column_is_read_as_a_person_answers_and_so_is_the_next_workbook(store):
    app = uploaded(book_of({"Log": CUSTOM_LAYOUT}))
    assert [each.label for each in app.selectbox][:3] == [
        "The review these recommendations are of",
        "A “Rec No”",
        "B “Recomendation”",
    ]
    app = field(app, "D “Kost”").set_value("theme").run()
    field(app, "The review").set_value("Stalking")
    app = pressed(app, "Read the workbook again with these answers")
    assert tuple(lines_at(app, "upload.facts")[i] for i in (10, 11)) == ("Themes", "5")
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


def test_unknown_statuses_are_ordered_and_marked_as_done_by_answers(store):
    rows: list[list[Any]] = [["Ref", "Recommendation", "State Feb 24"]]
    rows += [[n, f"Matter {n}.", word] for n, word in enumerate(["Open", "Shut", "Open", "Waiting"], start=1)]
    app = uploaded(book_of({"Log": rows}))
    assert heading(app) == "The workbook cannot be published until its errors are corrected."
    assert [field(app, f"Status {n}").value for n in (1, 2, 3)] == [None, None, None]
    field(app, "Status 1").set_value("Waiting")
    app = pressed(app, "Read the workbook again with these answers")
    assert [each.value for each in app.error] == [
        r"The order leaves out: Open, Shut\. Give each status one place\.".replace(":", r"\:")
    ]
    for position, word in enumerate(("Waiting", "Open", "Shut"), start=1):
        field(app, f"Status {position}").set_value(word)
    field(app, "Which of them mean done?").set_value(["Shut"])
    app = pressed(app, "Read the workbook again with these answers")
    assert heading(app) == "The workbook cannot be published yet."
    assert current_scale(app) == [("Waiting", False), ("Open", False), ("Shut", True)]
    field(app, "Status 1").set_value("Open")
    app = pressed(app, "Read the workbook again with these answers")
    assert [each.value for each in app.error] == [
        "“Open” stands at two places of the order\\. Give each status one place\\."
    ]
    assert store.current() == 1


def test_statuses_whose_order_is_common_need_only_be_confirmed(store):
    rows: list[list[Any]] = [["Ref", "Recommendation", "State Feb 24"]]
    rows += [[n, f"Matter {n}.", word] for n, word in enumerate(["Closed", "Open", "In progress", "Open"], start=1)]
    app = uploaded(book_of({"Log": rows}))
    assert [field(app, f"Status {n}").value for n in (1, 2, 3)] == ["Open", "In progress", "Closed"]
    assert field(app, "Which of them mean done?").value == ["Closed"]
    app = pressed(app, "Read the workbook again with these answers")
    assert current_scale(app) == [("Open", False), ("In progress", False), ("Closed", True)]
    published(ticked(app))
    fewer = uploaded(book_of({"Log": rows[:3]}))
    assert lines_at(fewer, "upload.recalled") != []
    fewer = pressed(fewer, "Read the workbook again with these answers")
    assert current_scale(fewer) == [("Open", False), ("In progress", False), ("Closed", True)]
    assert store.current() == 2


def test_a_list_without_dates_gets_its_month_from_an_answer(store):
    rows = [["Ref", "Recommendation", "Owner", "RAG", "Update"], [1, "Train officers.", "DPP", "Amber", "Begun."]]
    app = uploaded(book_of({"T": rows}), name="log.xlsx")
    field(app, "The month this list is from").set_value("June")
    app = pressed(app, "Read the workbook again with these answers")
    assert [each.value for each in app.error] == [
        r"“June” is not a month\. Give the year and the month, such as 2024\-06\."
    ]
    field(app, "The month this list is from").set_value("2024-06")
    app = pressed(app, "Read the workbook again with these answers")
    assert heading(app) == "The workbook can be published."
    assert lines_at(app, "upload.facts")[-5] == "June 2024"
    assert store.current() == 1


def test_updates_alone_are_added_to_what_is_published(store, tmp_path):
    content = canonical(tmp_path, reviews=None, recommendations=None, key=None, names=None, progress=[JUNE])
    app = uploaded(content)
    assert lines_at(app, "upload.mode.only") == [
        "The workbook holds updates alone. They would be added to what is published."
    ]
    assert heading(published(app)) == "Version 2 is published."
    tracker = displayed_tracker().tracker
    assert tracker.recommendations["ref"].tolist() == ["1", "2"]
    assert tracker.progress["status"].tolist() == ["Amber", "Green"]
    assert store.version(2).mode is Mode.MERGE


def test_merging_is_offered_with_what_each_way_would_do(store, tmp_path):
    app = uploaded(canonical(tmp_path, progress=[JUNE]))
    (ways,) = app.radio
    assert ways.value == Mode.MERGE
    assert "1 recommendation gone;" in lines_at(replacing(app), "upload.difference")[0]
    app = app.radio[0].set_value(Mode.MERGE).run()
    assert lines_at(app, "upload.difference")[0].endswith(
        "1 completed, 1 not reported. 1 new update of June 2024; nothing differs in 1 recommendation."
    )
    published(app)
    assert displayed_tracker().tracker.recommendations["ref"].tolist() == ["1", "2"]
    assert store.current() == 2


def test_a_list_of_one_month_as_people_keep_it_can_be_merged_under_the_same_review(store):
    rows = [["Ref", "Recommendation", "RAG", "Update"], [2, "Exchange what is recorded.", "Green", "It is shared."]]
    app = uploaded(book_of({"September 2024": rows}))
    assert app.radio[0].value == Mode.MERGE
    assert app.radio[0].options[0] == r"Add\: its recommendations are another review, and what is published stays"
    field(app, "The review").set_value("Stalking")
    app = pressed(app, "Read the workbook again with these answers")
    assert [each.label for each in app.radio] == ["How the workbook is published", r"Recommendation 2\: Recommendation"]
    assert app.radio[0].value == Mode.MERGE
    published(pressed(app, "Keep all that is published"))
    tracker = displayed_tracker().tracker
    rows_published = tracker.progress[["ref", "status", "update"]].to_numpy().tolist()
    assert rows_published == [["1", "Amber", "Work has begun."], ["2", "Green", "It is shared."]]
    assert tracker.recommendations["title"].tolist() == ["Funding", "Data"]
    assert store.current() == 2


def test_where_a_setting_names_the_workbook_the_page_explains_it_and_still_checks(shown, tmp_path):
    shown(recommendations=[RECOMMENDATION, SECOND])
    app = uploaded(canonical(tmp_path))
    assert lines_at(app, "upload.place")[0] == (
        "Nothing can be published: the workbook tracker.xlsx is shown as it is, by a setting."
    )
    assert "1 recommendation gone;" in lines_at(app, "upload.difference")[0]
    assert lines_at(app, "upload.publish.no-store") == [
        "Nothing can be published here. Why is said at the top of the page."
    ]


def test_where_the_store_is_read_only_the_page_explains_it_and_still_checks(store, tmp_path, monkeypatch):
    def refuse(*_arguments, **_options):
        raise StoreError(StoreErrorCode.NOT_WRITABLE)

    open_page("upload")
    monkeypatch.setattr(type(store), "current_version", refuse)
    app = uploaded(canonical(tmp_path))
    assert lines_at(app, "upload.place")[0].startswith("The database can be read and not written")
    assert "1 recommendation gone;" in lines_at(app, "upload.difference")[0]
    assert lines_at(app, "upload.publish.no-store") == [
        "Nothing can be published here. Why is said at the top of the page."
    ]


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
    assert heading(app) == "The workbook can be published."
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
    assert store.current() == 1


def test_a_tracker_in_a_free_layout_is_read_as_what_is_published_and_merged(store, tmp_path):
    agency = {"Kind": "Agency", "Name": "Dyfed-Powys Police", "Short name": "DPP"}
    content = canonical(tmp_path, recommendations=[RECOMMENDATION, SECOND], monitoring=[PROMISE], names=[agency])
    store.publish(
        Candidate(read_workbook(content, name="second.xlsx"), content), actor=local_actor("Ann"), reason="Names."
    )
    table = [
        ["Last updated: 14 October 2024"],
        ["Ref", "Recommendation", "Lead", "RAG Feb 24", "RAG Oct 24"],
        [1, "Find lasting funding.", "DPP", "Amber", "Green"],
        [2, "Share data.", "dyfed-powys police", None, "Red"],
    ]
    key = [["Status", "Meaning"], ["Red", "Not begun"], ["Amber", "Under way"], ["Green", "Finished"]]
    app = uploaded(book_of({"Plan": table, "Key": key}), name="our plan.xlsx")
    assert heading(app) == "The workbook can be published."
    assert field(app, "The review").value == "Stalking"
    (mode,) = app.radio
    app = mode.set_value(Mode.MERGE).run()
    app = set_stale_label(app.radio[0], "Cyfuno: ychwanegir yr hyn sydd yn y llyfr gwaith").run()
    assert not app.exception
    moved = "From February 2024 to October 2024: 1 completed, 1 newly rated; nothing got worse."
    assert lines_at(app, "upload.difference")[0] == f"{moved} 2 new updates of October 2024."
    published(app)
    merged = displayed_tracker().tracker
    assert merged.recommendations["lead_agency"].unique().tolist() == ["Dyfed-Powys Police"]
    assert merged.progress["date_words"].tolist() == ["February 2024", "Oct 24", "Oct 24"]
    assert merged.scale.statuses[0].meaning == "No progress."
    assert len(merged.monitoring) == 1

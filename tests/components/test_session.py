"""The upload as a state machine, links and slugs."""

from dataclasses import fields, replace
from datetime import UTC, datetime

import pytest
from streamlit.testing.v1 import AppTest

from components.published import LoadedTracker
from components.session.links import by_slug, slug
from components.session.upload_state import (
    EMPTY_UPLOAD,
    Change,
    ChosenReturns,
    Comparison,
    NewerVersion,
    Publishable,
    UploadPhase,
    choose_file,
    discard_upload,
    fail_reading,
    keep_comparison,
    keep_result,
    keep_returns,
    keep_upload,
    offer_publishing,
    read_again,
    refuse_publish,
    refuse_upload,
    request_publish,
)
from components.session.uploaded_workbook import ReadRequest, RefusedFile, UploadedWorkbook, no_bytes
from loaders.mapping.sheet_preview import SheetPreview
from loaders.options import ReadOptions
from loaders.returns.receive import SentFile
from model.issue import WorkbookError
from model.status import RED_AMBER_GREEN
from model.tracker.reading import Reading, Row, Source
from model.tracker.tracker import Tracker
from model.versions.difference import Difference, Losses
from model.versions.version import Candidate, Mode, Publication, Version

ROWS: dict[str, list[Row]] = {table: [] for table in ("recommendations", "progress", "monitoring")}
READING = Reading(Source("next.xlsx", "0" * 64), "canonical", ROWS, RED_AMBER_GREEN, (), ())
TRACKER = Tracker.from_rows({}, RED_AMBER_GREEN)
PUBLISHED = LoadedTracker(READING, TRACKER, original=no_bytes, sample=False)
DIFFERENCE = Difference.__new__(Difference)
"""A difference without content: a state carries it and never looks at it."""
REQUEST = ReadRequest("next.xlsx", b"content")
ANSWERS, OTHER_ANSWERS = ReadOptions(as_at="2024-06"), ReadOptions(as_at="2024-09")
WORKBOOK, OTHER_WORKBOOK = (UploadedWorkbook(REQUEST, READING, headings="key") for _ in range(2))
REFUSAL = RefusedFile("plan.pdf", WorkbookError("file-damaged"))
SHEET = SheetPreview("Plan", (), None, 1, 1)
MAPPABLE = RefusedFile("next.xlsx", WorkbookError("no-table"), b"content", headings="key", sheets=(SHEET,))
RETURNS = ChosenReturns((SentFile("force.xlsx", b"content"),))
RESULT = Publication(
    Version(2, datetime(2024, 6, 1, tzinfo=UTC), "Ann", "June", READING.source, 0, 0, digest="d"), unchanged=False
)


def compared(workbook, *, number):
    change = Change(Candidate(READING, workbook.content, Mode.REPLACE), TRACKER, DIFFERENCE, Losses())
    return Comparison(workbook.token, PUBLISHED, number, {Mode.REPLACE: change})


def publishable(workbook, comparison):
    return Publishable(workbook, comparison.changes[Mode.REPLACE], comparison.number)


COMPARISON, LATER_COMPARISON = (compared(WORKBOOK, number=number) for number in (1, 2))
NEWER = NewerVersion(PUBLISHED, PUBLISHED, DIFFERENCE)
PUBLISHABLE, LATER_PUBLISHABLE = (publishable(WORKBOOK, each) for each in (COMPARISON, LATER_COMPARISON))


def after(*events, state=EMPTY_UPLOAD):
    """Return the state after events, each a transition with its arguments."""
    for transition, *arguments in events:
        state = transition(state, *arguments)
    return state


READ = [(choose_file, REQUEST), (keep_upload, WORKBOOK)]
COMPARED = [*READ, (keep_comparison, COMPARISON)]
OFFERED = [*COMPARED, (offer_publishing, PUBLISHABLE)]
PUBLISHING = [*OFFERED, (request_publish, "Ann", "June")]
HELD = {"workbook": WORKBOOK, "first_compared": PUBLISHED, "comparison": COMPARISON}
OFFER = HELD | {"publishable": PUBLISHABLE}
LATER = HELD | {"comparison": LATER_COMPARISON, "newer_version": NEWER}


@pytest.mark.parametrize(
    ("events", "phase", "values"),
    [
        ([], UploadPhase.EMPTY, {}),
        ([(choose_file, REQUEST)], UploadPhase.REQUESTED, {"request": REQUEST}),
        ([(choose_file, REQUEST), (fail_reading,)], UploadPhase.EMPTY, {}),
        ([(choose_file, REQUEST), (refuse_upload, REFUSAL)], UploadPhase.REFUSED, {"refusal": REFUSAL}),
        (READ, UploadPhase.READ, {"workbook": WORKBOOK}),
        (COMPARED, UploadPhase.COMPARED, HELD),
        ([*COMPARED, (keep_comparison, LATER_COMPARISON, NEWER)], UploadPhase.COMPARED, LATER),
        (OFFERED, UploadPhase.OFFERED, OFFER),
        ([*PUBLISHING, (refuse_publish,)], UploadPhase.OFFERED, OFFER),
        ([*PUBLISHING, (keep_result, RESULT)], UploadPhase.PUBLISHED, {"publication": RESULT}),
        ([*PUBLISHING, (discard_upload,)], UploadPhase.EMPTY, {}),
        ([*PUBLISHING, (keep_returns, RETURNS)], UploadPhase.RETURNS, {"returns": RETURNS}),
    ],
)
def test_a_state_has_exactly_what_its_events_brought(events, phase, values):
    state = after(*events)
    others = {each.name: None for each in fields(state)} | values | {"field_number": state.field_number}
    assert {each.name: getattr(state, each.name) for each in fields(state)} == others
    assert state.phase is phase


def test_a_refused_workbook_is_read_again_with_a_mapping():
    refused = after((choose_file, REQUEST), (refuse_upload, MAPPABLE))
    state = after((read_again, ANSWERS), state=refused)
    assert state == replace(refused, request=ReadRequest("next.xlsx", b"content", ANSWERS, "key"))
    assert after((fail_reading,), state=state) == refused
    assert after((keep_upload, WORKBOOK), state=state).workbook is WORKBOOK
    assert after((refuse_upload, REFUSAL), state=state).refusal is REFUSAL
    unreadable = after((choose_file, REQUEST), (refuse_upload, REFUSAL))
    assert after((read_again, ANSWERS), state=unreadable) == unreadable


def test_a_second_press_of_the_button_publishes_with_the_token_of_the_first():
    first, second = after(*PUBLISHING), after(*PUBLISHING, (request_publish, "Ann", "June, again"))
    assert first.click.token == second.click.token == f"{WORKBOOK.token}-replace"


@pytest.mark.parametrize(
    ("events", "button"),
    [
        ([], (request_publish, "Ann", "June")),
        ([], (read_again, ANSWERS)),
        (READ, (request_publish, "Ann", "June")),
        (COMPARED, (request_publish, "Ann", "June")),
        ([*PUBLISHING, (keep_result, RESULT)], (request_publish, "Ann", "June")),
        ([*PUBLISHING, (keep_result, RESULT)], (read_again, ANSWERS)),
        ([(keep_returns, RETURNS)], (keep_upload, WORKBOOK)),
    ],
)
def test_the_press_of_a_button_that_is_gone_changes_nothing(events, button):
    assert after(*events, button) == after(*events)


def script():
    import streamlit as st  # noqa: PLC0415 - AppTest runs the text of this function by itself

    from components.session import upload_state  # noqa: PLC0415

    st.session_state["phase"] = str(upload_state.current_upload().phase)
    for transition, *arguments in st.session_state.get("events", ()):
        upload_state.change_upload(transition, *arguments)
    st.session_state["phase"] = str(upload_state.current_upload().phase)


def run(app, *events):
    app.session_state["events"] = events
    app.run()
    assert not app.exception
    return app.session_state["phase"]


def test_what_the_session_caches_of_a_workbook_is_deleted_with_it_and_nothing_else():
    app = AppTest.from_function(script)
    run(app, *READ)
    app.session_state["candidate.sentences"] = "cached"
    app.session_state["publisher.name"] = "Ann"
    run(app, (keep_comparison, COMPARISON), (read_again, ANSWERS))
    assert app.session_state["candidate.sentences"] == "cached"
    run(app, (keep_upload, OTHER_WORKBOOK))
    assert "candidate.sentences" not in app.session_state
    assert app.session_state["publisher.name"] == "Ann"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Perpetrator Interventions", "perpetrator-interventions"),
        ("His Majesty's Courts", "his-majesty-s-courts"),
        ("Ynys Môn", "ynys-mon"),
        ("  Data & IT  ", "data-it"),
        ("Amber/Red", "amber-red"),
        ("✅", "green-tick"),
        ("🔴 Late", "late"),
        ("中文", "x"),
        ("", "x"),
    ],
)
def test_a_slug_has_lower_case_letters_digits_and_hyphens(name, expected):
    assert slug(name) == expected


def test_names_with_the_same_slug_are_numbered_in_order():
    assert by_slug(["Data", "data", "Data!", "Victims"]) == {
        "data": "Data",
        "data-2": "data",
        "data-3": "Data!",
        "victims": "Victims",
    }


def test_a_number_that_gives_an_existing_slug_is_skipped():
    assert by_slug(["Data 2", "Data", "data"]) == {"data-2": "Data 2", "data": "Data", "data-3": "data"}

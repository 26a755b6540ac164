"""Rating: what agencies answered is rated in drafts, and the round is published through Upload."""

import io
import re
from datetime import UTC, date, datetime

import openpyxl
import pytest
import sqlalchemy as sa
from streamlit.util import calc_hash

from components.session.view import today
from model.access import local_actor
from model.returns.draft import DraftCell, DraftField
from model.returns.round import Answer, Item, ReceivedReturn, Recipient, RequestedUpdate, Round, Scope
from store.rounds.rounds import close_round, drafts_of_round, receive_return, reopen_round, save_draft, start_round
from store.tables import DRAFTS
from tests.pages.uploads import published, warnings_read
from tests.support.page_text import by_label, heading, lines, nodes, open_page, section_headings, set_stale_label, texts
from tests.support.published_trackers import ME, REVIEW, candidate, month, recommendation, rows

ANN, BEN = local_actor("Ann"), local_actor("Ben")
FORCE, COURTS = Recipient("The Force", ""), Recipient("The Courts", "")
REQUESTS = [RequestedUpdate(who, "Stalking", ref) for who, ref in ((FORCE, "1"), (FORCE, "2"), (COURTS, "3"))]


def cell(ref, field=DraftField.STATUS):
    return DraftCell(1, "Stalking", ref, field)


@pytest.fixture
def store(opened_store):
    """Return a store with an open round in which the force has answered about one recommendation."""
    opened_store.publish(candidate(rows("1", "2", "3")), **ME)
    start(opened_store, REQUESTS)
    answer(opened_store, "2", {Item.UPDATE: "Half is done.", Item.AGENCY_STATUS: "Green", Item.CLOSURE: "yes"})
    return opened_store


def start(store, requests):
    start_round(store, Round(date(2026, 10, 1), today(), Scope.ALL, 1), requests, actor=ANN)


def answer(store, ref, texts, *, review=REVIEW):
    """Take in a return in which the force answers about one recommendation."""
    answers = tuple(Answer(review, ref, item, text) for item, text in texts.items())
    receive_return(store, ReceivedReturn(None, FORCE, 1, ((review, ref),), answers), actor=ANN)


def named(app):
    """Return the page after a name was typed."""
    return app.text_input(key="rating.who").set_value("Ann").run()


def opened(**query):
    """Return the page of somebody who is named."""
    return open_page("rating", publisher="Ann", **query)


def statuses(store):
    drafts = drafts_of_round(store, 1, actor=BEN)
    return {each.ref: draft.text for each, draft in drafts.items() if each.field == DraftField.STATUS}


def test_what_was_answered_and_is_not_rated_comes_first(store):
    app = open_page("rating")
    assert heading(app) == "0 of 3 recommendations are rated in the round of October 2026"
    assert "1 answer to rate, 2 without an answer, 0 that the agency rates differently." in " ".join(texts(app))
    assert section_headings(app) == [
        "Proposed for closure",
        "Monitoring promises",
        "All recommendations of the round",
        "Publish the round",
    ]
    table = lines(nodes(app, "rating.table"))[2:]
    assert [line.split(" ")[0] for line in table] == ["2", "1", "3"]
    assert any("Half is done." in line for line in lines(nodes(app, "rating.answer")))


def test_without_a_name_nothing_can_be_written(store):
    app = open_page("rating").text_input(key="rating.who").set_value(" ").run()
    assert by_label(app.radio, "The office's status").disabled
    assert "Write your name first: each change is stored with the name of who wrote it." in texts(app)
    assert not by_label(named(app).radio, "The office's status").disabled


def test_a_status_is_stored_as_it_is_chosen_and_a_label_in_the_language_before_is_none(store):
    app = opened()
    by_label(app.radio, "The office's status").set_value("Amber")
    app = by_label(app.text_area, "Why").set_value("No evidence.").run()
    assert heading(app) == "1 of 3 recommendations are rated in the round of October 2026"
    assert statuses(store) == {"2": "Amber"}
    assert drafts_of_round(store, 1, actor=BEN)[cell("2", DraftField.NOTE)].by == "Ann"
    rows_shown = lines(nodes(app, "rating.table"))[2:]
    assert any("Rated; the agency rates it differently" in line for line in rows_shown)
    again = opened(item="2")
    assert by_label(again.radio, "The office's status").value == "Amber"
    assert by_label(again.text_area, "Why").value == "No evidence."
    again = set_stale_label(by_label(again.radio, "The office's status"), "Coch").run()
    assert (len(again.exception), statuses(store)) == (0, {"2": "Amber"})
    assert by_label(again.radio, "The office's status").value == "Amber"


def test_what_another_editor_wrote_meanwhile_stays_and_what_was_typed_here_is_shown(store):
    app = opened(item="2")
    save_draft(store, cell("2", DraftField.NOTE), "Ben's reason.", edit=0, actor=BEN)
    app = by_label(app.text_area, "Why").set_value("Ann's reason.").run()
    assert any("Ben (not verified) has written this cell since." in text for text in texts(app))
    assert by_label(app.text_area, "Why").value == "Ben's reason."
    assert any(re.fullmatch(r"Saved at [\d:]+ by Ben \(not verified\)\.", text) for text in texts(app))
    app = by_label(app.radio, "The office's status").set_value("Amber").run()
    assert "You wrote on recommendation 2: Ann's reason." in texts(app)
    app = by_label(app.text_area, "Why").set_value("Both reasons.").run()
    assert not app.error
    assert not any(text.startswith("Saved at") and "Ben" in text for text in texts(app))
    assert [text for text in texts(app) if "Ann's reason." in text] == []
    assert drafts_of_round(store, 1, actor=BEN)[cell("2", DraftField.NOTE)].text == "Both reasons."


def test_a_draft_shows_by_whom_and_when_it_was_saved_and_the_list_that_it_is_not_published(store):
    save_draft(store, cell("1"), "Red", edit=0, actor=BEN)
    with store.engine.begin() as connection:
        connection.execute(sa.update(DRAFTS).values(at=datetime(2026, 10, 5, 11, 30, tzinfo=UTC)))
    long_ago = "Saved on 5 October 2026, 12:30 by Ben (not verified)."
    app = opened(item="2")
    assert [text for text in texts(app) if text.startswith("Saved")] == []
    by_label(app.radio, "The office's status").set_value("Amber")
    app = by_label(app.text_area, "Why").set_value("No evidence.").run()
    saved = [text for text in texts(app) if text.startswith("Saved")]
    assert [bool(re.fullmatch(r"Saved .*\d\d:\d\d by Ann \(not verified\)\.", text)) for text in saved] == [True, True]
    table = " ".join(lines(nodes(app, "rating.table")))
    assert f"{saved[-1]} Not published yet." in table
    assert f"{long_ago} Not published yet." in table
    assert [text for text in texts(open_page("rating", item="1")) if text.startswith("Saved")] == [long_ago]
    welsh = texts(open_page("rating", item="1", lang="cy"))
    assert "Cadwyd: 5 Hydref 2026, 12:30, Ben (heb ei wirio)." in welsh


def test_what_is_typed_while_the_round_is_closed_by_another_editor_is_shown_until_it_is_removed(store):
    app = opened(item="2")
    close_round(store, actor=BEN)
    app = by_label(app.text_area, "Why").set_value("Ann's reason.").run()
    assert heading(app) == "No round is open."
    assert "You wrote on recommendation 2: Ann's reason." in texts(app)
    reopen_round(store, actor=BEN)
    app = app.run()
    assert (by_label(app.text_area, "Why").value, len(app.error)) == ("", 1)
    app = app.button(key="rating.unsaved.remove").click().run()
    assert len(app.error) == 0


def test_what_was_written_on_what_the_tracker_no_longer_has_is_shown_and_counted(store):
    promise = {"review": "Stalking", "ref": "2", "activity": "Meet", "due": month(2026, 5), "kind": "Meeting"}
    store.publish(candidate(rows("1", "2", "3", monitoring=[promise])), actor=ANN, reason="A promise")
    app = opened(item="2")
    by_label(app.text_input, "Outcome").set_value("We met.")
    by_label(app.text_area, "Why").set_value("No evidence.").run()
    store.publish(candidate(rows("1", "2", "3")), actor=ANN, reason="Without the promise")
    found = texts(open_page("rating", item="2"))
    assert "Written on a promise that the tracker no longer has as it was: We met." in found
    assert "1 note, 1 promise and 3 answers are not published yet." in found
    store.publish(candidate(rows("1", "3")), actor=ANN, reason="Without 2")
    app = open_page("rating", item="2")
    removed = "The tracker no longer has this recommendation: what is written on it cannot be published."
    assert removed in texts(app)
    assert "1 note, 1 promise and 3 answers are not published yet." in texts(app)
    assert app.button(key="rating.publish").disabled
    assert removed not in texts(open_page("rating", item="1"))


def test_the_office_decides_on_what_no_agency_proposed_to_close(store):
    app = opened(item="1")
    assert "Closure" in section_headings(app)
    app = by_label(app.radio, "The office's decision").set_value("No longer applicable").run()
    why = "Write the reason of the decision: without it, the decision is not published."
    assert why in texts(app)
    by_label(app.text_area, "Reason of the decision").set_value("The unit is closed.")
    app = by_label(app.text_input, "Evidence for the decision").set_value("Minutes").run()
    assert why not in texts(app)
    written = {each.field: draft.text for each, draft in drafts_of_round(store, 1, actor=BEN).items()}
    assert written == {
        "decision": "No longer applicable",
        "decision-reason": "The unit is closed.",
        "decision-evidence": "Minutes",
    }
    app = by_label(app.radio, "The office's decision").set_value("").run()
    assert "Choose a decision as well: without one, nothing of this is published." in texts(app)


def test_a_decision_is_published_with_its_reason_alone_and_a_superseded_one_with_what_takes_its_place(store):
    app = opened(item="3")
    app = by_label(app.radio, "The office's decision").set_value("Superseded by").run()
    lacks = [
        "Write the reason of the decision: without it, the decision is not published.",
        "Choose by which recommendation it is superseded: without that, the decision is not published.",
    ]
    for sentence in lacks:
        assert sentence in texts(app)
        assert f"Recommendation 3: {sentence}" in texts(app)
    app = by_label(app.text_area, "Reason of the decision").set_value("It says more.").run()
    assert to_upload("Decisions") == []
    field = by_label(app.selectbox, "By which recommendation")
    assert [option.split(" ")[0] for option in field.options] == ["Not", "1", "2"]
    app = field.set_value("1").run()
    assert not set(lacks) & set(texts(app))
    (decided,) = to_upload("Decisions")
    assert (decided["Decision"], decided["Reason"], decided["Superseded by"]) == ("Superseded by", "It says more.", "1")
    app = read_on_upload(open_page("rating"))
    issues = app.session_state["candidate.upload"].workbook.reading.issues
    assert {issue.code for issue in issues} == {"round-workbook", "statuses-missing"}


LATER = "2099-03-31"


def propose(store, target):
    """Take in a return in which the force proposes a target date."""
    answer(store, "1", {Item.UPDATE: "It is late.", Item.NEW_TARGET: target, Item.TARGET_REASON: "The supplier."})


def test_a_proposed_target_date_is_published_when_it_is_accepted_with_a_reason(store):
    propose(store, LATER)
    app = opened(item="1")
    assert lines(nodes(app, "rating.target")) == [
        "The agency proposes 31 March 2099; no target date is set.",
        "Reason of the agency: The supplier.",
    ]
    undecided = "Accept or refuse the proposed target date: while it is not decided, it is not published."
    unexplained = "Write the reason of the answer to the proposed target date: without it, the answer is not published."
    assert f"Recommendation 1: {undecided}" in texts(app)
    assert "1 proposed target date to decide" in " ".join(texts(app))
    assert "6 answers are not published yet." in texts(app)
    app = by_label(app.radio, "The office's status").set_value("Amber").run()
    assert any("Rated; a proposed target date is not decided" in line for line in lines(nodes(app, "rating.table")))
    decision = by_label(app.radio, "The office's answer to the date")
    assert decision.options == ["Not decided yet", "Accepted", "Not accepted"]
    app = decision.set_value(f"accepted: {LATER}").run()
    assert undecided not in texts(app)
    assert f"Recommendation 1: {unexplained}" in texts(app)
    assert to_upload("Targets") == []
    app = by_label(app.text_area, "Reason of the answer").set_value("It is the last time.").run()
    assert not any("target date" in text and text.startswith("Recommendation 1: ") for text in texts(app))
    (target,) = to_upload("Targets")
    assert (target["Ref"], f"{target['Target']:%Y-%m-%d}") == ("1", LATER)
    assert target["Reason"] == "The supplier.\nThe office: It is the last time."
    propose(store, "2099-12-31")  # the answer to the date before counts for nothing
    app = open_page("rating", item="1")
    assert by_label(app.radio, "The office's answer to the date").value == ""
    assert "1 proposed target date to decide" in " ".join(texts(app))


def test_a_proposed_target_date_that_has_passed_cannot_be_accepted(store):
    propose(store, "2024-03-31")
    app = opened(item="1")
    assert "The proposed date has passed already: it cannot be accepted." in texts(app)
    assert by_label(app.radio, "The office's answer to the date").options == ["Not decided yet", "Not accepted"]
    for field, text in ((DraftField.TARGET, "accepted: 2024-03-31"), (DraftField.TARGET_REASON, "Why not.")):
        save_draft(store, cell("1", field), text, edit=0, actor=ANN)
    assert to_upload("Targets") == []
    assert "1 proposed target date to decide" in " ".join(texts(open_page("rating", item="1")))


def edit_words(app, words):
    """Write other words into the field of the agency's words; return the page."""
    return by_label(app.text_area, "The words as they are published").set_value(words).run()


MARK = "The office: The words of the agency above were edited."


def test_edited_words_are_published_and_marked_and_editors_read_those_of_the_agency(store):
    app = opened(item="2")
    field = by_label(app.text_area, "The words as they are published")
    assert field.value == "Half is done."
    app = edit_words(app, "One of two parts is done.")
    assert any("Half is done." in line for line in lines(nodes(app, "rating.answer")))
    assert "What was edited" in lines(nodes(app, "rating.words.changed"))
    assert "3 answers are not published yet." in texts(app)
    taken_to_upload(app)
    found = store.load(store.current()).rows["progress"]
    assert [row["update"] for row in found if row["update"]] == [f"One of two parts is done.\n{MARK}"]
    page = open_page("recommendation", ref="2")
    assert MARK in texts(page)
    (line, *own) = lines(nodes(page, "who-rated"))
    assert re.fullmatch(r"Words of the agency edited: Ann \(not verified\), .*, published in version 2", line)
    assert own == ["The agency's own words", "Half is done."]
    welsh = lines(nodes(open_page("recommendation", ref="2", lang="cy"), "who-rated"))
    assert welsh[0].startswith("Golygwyd geiriau'r asiantaeth: Ann (heb ei wirio), ")
    assert "Everything that was answered and decided is published." in texts(open_page("rating", item="2"))


def test_where_the_agency_answers_anew_nothing_is_published_before_somebody_chooses(store):
    app = edit_words(opened(item="2"), "One of two parts is done.")
    answer(store, "2", {Item.UPDATE: "All is done."})
    app = app.run()
    anew = "The agency has answered anew since its words were edited: look at the words, and choose."
    assert any(text.startswith(f"Recommendation 2: {anew}") for text in texts(app))
    assert by_label(app.text_area, "The words as they are published").value == "One of two parts is done."
    assert app.button(key="rating.publish").disabled
    app = by_label(app.button, "Publish the edited words all the same").click().run()
    assert not any(anew in text for text in texts(app))
    (found,) = to_upload("Progress")
    assert found["Update"] == f"One of two parts is done.\n{MARK}"
    app = by_label(app.button, "Publish the agency's own words").click().run()
    assert by_label(app.text_area, "The words as they are published").value == "All is done."
    (found,) = to_upload("Progress")
    assert found["Update"] == "All is done."


def to_upload(sheet):
    """Return the rows of a sheet of the workbook that the button takes to Upload."""
    app = open_page("rating").button(key="rating.publish").click().run()
    upload = app.session_state["candidate.upload"]
    content = (upload.request or upload.workbook.request).content
    headings, *rows = openpyxl.load_workbook(io.BytesIO(content))[sheet].values
    return [dict(zip(headings, row, strict=True)) for row in rows]


def test_the_round_is_taken_to_upload_with_its_coverage_as_the_reason(store):
    save_draft(store, cell("2"), "Amber", edit=0, actor=ANN)
    app = open_page("rating")
    assert "1 rating and 3 answers are not published yet." in texts(app)
    coverage = "0 of 2 returns are complete; not those of The Courts, The Force."
    assert coverage in texts(app)
    (found,) = to_upload("Progress")
    assert (found["Ref"], found["Status"], found["Agency status"]) == ("2", "Amber", "Green")
    app = app.button(key="rating.publish").click().run()
    assert app.session_state["upload.publish.why"] == coverage


def read_on_upload(app):
    """Return the page Upload after the round was taken there and read."""
    app = app.button(key="rating.publish").click().run()
    app._page_hash = calc_hash("upload")
    return app.run()


def taken_to_upload(app):
    """Return the page Upload after the round was taken there, read and published."""
    app = read_on_upload(app)
    return published(warnings_read(app) if any("warnings" in box.key for box in app.checkbox) else app)


def test_a_long_round_is_listed_a_hundred_at_a_time(opened_store):
    refs = [str(number) for number in range(1, 102)]
    opened_store.publish(candidate(rows(*refs)), **ME)
    start(opened_store, [RequestedUpdate(FORCE, "Stalking", ref) for ref in refs])
    app = open_page("rating")
    assert app.selectbox(key="rating.page").options == ["1 to 100 of 101", "101 to 101 of 101"]
    assert len(lines(nodes(app, "rating.table"))[2:]) == 100
    app = app.selectbox(key="rating.page").set_value(100).run()
    assert [line.split(" ")[0] for line in lines(nodes(app, "rating.table"))[2:]] == ["101"]


def test_where_reviews_share_refs_each_recommendation_of_a_round_is_named_with_its_review(opened_store):
    listed = [recommendation("1"), {**recommendation("1"), "review": "Custody"}]
    reviews = [{"review": name, "title": name} for name in (REVIEW, "Custody")]
    answers = {Item.UPDATE: "Half is done.", Item.NEW_TARGET: "31 March 2099", Item.TARGET_REASON: "Late."}
    opened_store.publish(candidate(rows(reviews=reviews, recommendations=listed, progress=[])), **ME)
    start(opened_store, [RequestedUpdate(FORCE, name, "1") for name in ("Custody", REVIEW)])
    answer(opened_store, "1", answers, review="Custody")
    app = open_page("rating")
    assert lines(nodes(app, "rating.answer"))[0] == "Recommendation 1 (Custody): Do 1."
    assert lines(nodes(app, "rating.next")) == ["Next: recommendation 1 (Stalking)"]
    assert {"1 (Custody)", "1 (Stalking)"} <= {each.split(" Do")[0] for each in lines(nodes(app, "rating.table"))}
    left = lines(nodes(app, "rating.publish.how"))
    assert "3 answers are not published yet." in left
    assert any(line.startswith("Recommendation 1 (Custody): Accept or refuse") for line in left)
    app = open_page("round")
    assert "Recommendation 1 (Custody): Do 1." in lines(nodes(app, "round.answers"))
    typed = by_label(app.selectbox, "Recommendation").options
    assert typed == ["1 (Custody): The Force", "1 (Stalking): The Force"]

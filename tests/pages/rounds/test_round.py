"""Round: start the round of a month, download its returns, and close it."""

from datetime import timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest

from components.session.view import today
from loaders.pipeline import read_workbook
from model.access import local_actor
from model.dates import parse_date
from model.returns.draft import DraftCell, DraftField
from model.returns.round import Item, ReturnFormat
from model.terms import Language
from model.versions.version import Action, Candidate, Mode
from store.merge import publish_workbook
from store.publish import PublishRequest
from store.rounds.rounds import agency_addresses, all_rounds, close_round, returns_of_round, save_draft
from tests.support.files.packages import saved
from tests.support.page_text import (
    by_label,
    document,
    downloaded,
    every_link,
    files,
    heading,
    lines,
    links,
    nodes,
    open_page,
    set_stale_label,
    table_lines,
    texts,
)
from tests.support.published_trackers import ADMINISTRATOR, ME, REVIEW, candidate, recommendation, rows
from tests.support.returns import fill_in
from wording.catalogue import translator
from wording.formatting import format_day, format_round

ENGLISH, ME_HERE = translator(Language.ENGLISH), local_actor("A. Adviser")


def publish(store, *agencies, **tables):
    """Publish a version with a recommendation of each agency."""
    refs = [str(number) for number, _agency in enumerate(agencies, start=1)]
    listed = [recommendation(ref, lead_agency=agency) for ref, agency in zip(refs, agencies, strict=True)]
    store.publish(candidate(rows(*refs, recommendations=listed, **tables)), **ME)


@pytest.fixture
def store(opened_store):
    """Return a store with a version of three recommendations, one without a lead agency."""
    publish(opened_store, "The Force", "The Courts", None)
    return opened_store


def press(app, key):
    return app.button(key=key).click().run()


def started(app, *, who="A. Adviser"):
    app.text_input(key="round.who").set_value(who)
    return press(app, "round.start")


def test_a_round_is_started_and_its_returns_are_downloaded(store):
    app = open_page("round")
    app.multiselect(key="round.welsh").set_value(["The Courts"])
    app = started(app)
    month, due = f"{today():%Y-%m}", today() + timedelta(weeks=3)
    assert heading(app) == (
        f"The round of {format_round(today(), ENGLISH)} is open: its returns are due on {format_day(due, ENGLISH)}."
    )
    assert table_lines(nodes(app, "round.recipients"))[2:] == [
        "The Courts | not yet answered | 0 of 1 | no role given | Welsh | ",
        "The Force | not yet answered | 0 of 1 | no role given | English | ",
    ]
    content = downloaded(app, "Download all returns (zip)")
    assert ZipFile(BytesIO(content)).namelist()[::2] == [
        f"{month}-return-the-courts.xlsx",
        f"{month}-return-the-force.xlsx",
    ]
    assert app.radio(key="round.format").options == ["Excel workbooks", "Word forms"]


def test_drafts_to_those_who_have_not_answered_and_the_calendar_are_offered(store):
    app = started(open_page("round"))
    due = today() + timedelta(weeks=3)
    days = [format_day(day, ENGLISH) for day in (due - timedelta(weeks=2), due + timedelta(days=1))]
    assert lines(nodes(app, "round.reminders.how"))[0] == (
        f"The reminders of the round of {format_round(today(), ENGLISH)} fall on {days[0]} and {days[1]}."
    )
    assert b"BEGIN:VCALENDAR" in downloaded(app, "Download the calendar of the round (.ics)")
    force, courts = returned({"The Force": {("1", Item.UPDATE): "Done."}, "The Courts": {("2", Item.UPDATE): "Done."}})
    taken_in(force)
    drafts = downloaded(open_page("round"), "Download the draft reminders (zip)")
    assert ZipFile(BytesIO(drafts)).namelist() == [f"{today():%Y-%m}-reminder-the-courts.eml"]
    taken_in(courts)
    app = open_page("round")
    assert lines(nodes(app, "round.reminders.how"))[1] == "Everything has been answered: there is nobody to remind."
    assert "Download the draft reminders (zip)" not in dict(files(app))


def test_the_format_of_the_returns_is_that_of_the_reminders(store):
    app = started(open_page("round"))
    app = set_stale_label(app.radio(key="round.format"), "Ffurflenni Word").run()
    assert app.radio(key="round.format").value == ReturnFormat.EXCEL
    app = app.radio(key="round.format").set_value(ReturnFormat.WORD).run()
    made = ZipFile(BytesIO(downloaded(app, "Download all returns (zip)")))
    assert made.namelist()[0].endswith(".docx")
    assert "attached: Word forms, as chosen above." in lines(nodes(app, "round.reminders.how"))[1]


def test_without_a_name_no_round_is_started(store):
    app = started(open_page("round"), who=" ")
    assert any("No name was given." in text for text in texts(app))
    assert all_rounds(store, actor=ME_HERE) == ()


def test_with_a_filter_the_round_may_ask_about_what_matches_it(store):
    assert open_page("round").radio(key="round.scope").options == [
        "all outstanding recommendations",
        "all recommendations",
    ]
    app = open_page("round", agency="the-force")
    app = app.radio(key="round.scope").set_value("filtered").run()
    assert lines(nodes(app, "round.preview"))[0] == "The round asks for an update on 1 recommendation in 1 return."


def test_a_due_date_that_is_no_day_starts_no_round(store):
    app = open_page("round")
    for text in ("soon", "October 2026", ""):
        app = app.text_input(key="round.due").set_value(text).run()
        assert app.button(key="round.start").disabled
        shown = lines(nodes(app, "round.preview"))
        assert shown[-1] == "Write the day on which the returns are due, such as 23 October 2026."


def test_a_round_with_something_unpublished_is_closed_after_a_second_tick_and_opened_again_as_it_was(store):
    app = started(open_page("round"))
    by_label(app.text_area, "Update").set_value("They telephoned: it is done.")
    by_label(app.selectbox, "The agency's own rating").set_value("Green")
    app = press(app, "round.typed")
    save_draft(store, DraftCell(1, "Stalking", "1", DraftField.STATUS), "Amber", edit=0, actor=ME_HERE)
    app = app.checkbox(key="round.close.sure").check().run()
    what = "1 rating and 2 answers"
    (banner,) = nodes(app, "round.close.unpublished")
    assert lines([banner]) == [
        f"{what} are not published yet. Closing keeps it, and it can be published once the round is opened again.",
        "Recommendations: 1.",
    ]
    assert "item=1" in str(banner)
    assert app.button(key="round.close").disabled
    app = by_label(app.checkbox, f"{what} may stay unpublished").check().run()
    save_draft(store, DraftCell(1, "Stalking", "1", DraftField.NOTE), "Too early.", edit=0, actor=ME_HERE)
    app = press(app, "round.close")
    assert any("1 rating, 1 note and 2 answers are not published yet." in text for text in texts(app))
    what = "1 rating, 1 note and 2 answers"
    app = press(by_label(app.checkbox, f"{what} may stay unpublished").check().run(), "round.close")
    assert heading(app).endswith("is closed.")
    assert lines(nodes(app, "round.start.unpublished"))[0].endswith(
        "are not published yet. Once another round is started, this one is not opened again."
    )
    assert app.button(key="round.start").disabled
    assert f"Of the last round: {what} are not published yet." in texts(open_page("rating"))
    other = open_page("round")
    other.text_input(key="round.reopen.who").set_value("B. Adviser")
    app = press(app, "round.reopen")
    assert heading(app).startswith(f"The round of {format_round(today(), ENGLISH)} is open")
    assert any("They telephoned: it is done." in line for line in lines(nodes(app, "round.answers")))
    assert by_label(open_page("rating", item="1").text_area, "Why").value == "Too early."
    assert any("No other was started or opened again." in text for text in texts(press(other, "round.reopen")))


CHANGED = "Somebody else has changed the round, or published a version, since you saw this page. Nothing was done now."


def editing():
    """Return the page of an open round, of somebody who is named."""
    return open_page("round", publisher="B. Adviser")


def refused(app):
    """Return whether the last press did nothing, because another editor was first."""
    return any(CHANGED in text for text in texts(app))


def test_a_late_press_does_nothing_to_a_round_that_was_started_since(store):
    first = started(open_page("round"))
    by_label(first.text_area, "Update").set_value("They telephoned.")
    first = first.checkbox(key="round.close.sure").check().run()
    late = {key: editing() for key in ("round.close", "round.due.move", "round.typed")}
    late["round.close"] = late["round.close"].checkbox(key="round.close.sure").check().run()
    later = f"{today() + timedelta(days=10):%d/%m/%Y}"
    late["round.due.move"] = by_label(late["round.due.move"].text_input, "Returns are due on").set_value(later).run()
    first = press(first, "round.close")
    closed = open_page("round")
    closed.text_input(key="round.reopen.who").set_value("B. Adviser")
    started(first)
    assert [each.is_open for each in all_rounds(store, actor=ME_HERE)] == [True, False]
    assert [key for key, app in late.items() if not refused(press(app, key))] == []
    second = all_rounds(store, actor=ME_HERE)[0]
    assert (second.is_open, second.due) == (True, today() + timedelta(weeks=3))
    assert returns_of_round(store, second.number, actor=ME_HERE) == ()
    close_round(store, actor=ME_HERE)
    assert refused(press(closed, "round.reopen"))


def test_no_round_is_started_of_a_version_that_was_replaced_since_the_form_was_seen(store):
    app = open_page("round")
    tables = store.load(1).rows
    store.publish(candidate({**tables, "progress": tables["progress"][:1]}), **ME)
    assert refused(started(app))
    assert all_rounds(store, actor=ME_HERE) == ()
    started(app)
    assert [each.version for each in all_rounds(store, actor=ME_HERE)] == [2]


def test_the_next_round_begins_with_the_languages_of_the_last_and_with_no_agency_that_is_not_in_it(store):
    app = open_page("round")
    app.multiselect(key="round.welsh").set_value(["The Courts"])
    app = started(app)
    app = app.checkbox(key="round.close.sure").check().run()
    press(app, "round.close")
    app = open_page("round", agency="the-force")
    assert app.multiselect(key="round.welsh").value == ["The Courts"]
    app = app.radio(key="round.scope").set_value("filtered").run()
    assert app.multiselect(key="round.welsh").value == []
    assert not app.exception


def test_an_address_is_saved_and_is_on_the_draft_to_one_agency(store):
    started(open_page("round"))
    app = open_page("round")
    app = by_label(app.text_input, "Address of The Force").set_value("the force\r\nBcc: x@example.org").run()
    assert any("is no e-mail address." in text for text in texts(app))
    assert agency_addresses(store, actor=ME_HERE) == {}
    app = by_label(app.text_input, "Address of The Force").set_value("a@force.example; b@force.example").run()
    assert agency_addresses(store, actor=ME_HERE) == {"The Force": "a@force.example, b@force.example"}
    line = next(each for each in store.audit(actor=ADMINISTRATOR) if each.action is Action.ADDRESS)
    assert line.reason == "The Force"
    link = dict(links(document(app)))["a@force.example, b@force.example"]
    assert link.startswith("mailto:a@force.example,%20b@force.example?subject=")
    email = message_from_bytes(downloaded(app, "Draft to The Force (.eml)"), policy=default)
    assert email["To"] == "a@force.example, b@force.example"
    body = email.get_body(("plain",))
    assert body is not None and body.get_content().startswith("To The Force,")
    assert [str(part.get_filename())[-5:] for part in email.iter_attachments()] == [".xlsx"]


def test_the_due_date_is_moved(store):
    started(open_page("round"))
    later = today() + timedelta(days=10)
    app = open_page("round", publisher="Ann")
    app = by_label(app.text_input, "Returns are due on").set_value(f"{later:%d/%m/%Y}").run()
    app = press(app, "round.due.move")
    assert not app.exception
    assert all_rounds(store, actor=ME_HERE)[0].due == later


def test_without_versions_no_round_can_be_started(shown):
    shown()
    app = open_page("round")
    assert heading(app) == "No round can be started: a workbook is shown as it is, by a setting."
    assert len(app.button) == 0


# What comes back


def returned(answers):
    """Return the return of each agency in the open round, filled in with its answers."""
    with ZipFile(BytesIO(downloaded(open_page("round"), "Download all returns (zip)"))) as made:
        names = {agency: agency.split()[-1].casefold() for agency in answers}
        found = {agency: next(each for each in made.namelist() if name in each) for agency, name in names.items()}
        return [(name, fill_in(made.read(name), answers[agency])) for agency, name in found.items()]


def taken_in(*files):
    """Return the page Upload after files were chosen and taken in there."""
    assert ("Choose what came back on the page Upload, several files at a time", "upload") in every_link(
        open_page("round")
    )
    uploader = open_page("upload").file_uploader[0]
    app = uploader.set_value([(name, content, "application/octet-stream") for name, content in files]).run()
    app.text_input(key="round.who").set_value("A. Adviser")
    return press(app, "upload.returns.take-in")


def test_a_return_is_taken_in_and_what_is_none_or_of_another_round_or_tracker_is_named_and_left(store):
    started(open_page("round"))
    text = "Nothing more is to be done, and the pilot goes on until April 2099."
    answers = {("1", Item.UPDATE): text, ("1", Item.AGENCY_STATUS): "Green"}
    ((name, content),) = returned({"The Force": answers})
    two, other = (openpyxl.load_workbook(BytesIO(content)) for _ in range(2))
    two.copy_worksheet(two["Return"])["A2"].value = "2024-06"
    for row in other["Return"].iter_rows(min_row=4):
        row[0].value = "Custody"
    files = [("notes.csv", b"a,b\n1,2\n"), ("form.docx", b"PK\x03\x04"), ("two.xlsx", saved(two))]
    app = taken_in((name, content), *files, ("other.xlsx", saved(other)))
    taken, notes, *faults = lines(nodes(app, "upload.returns.outcomes"))
    assert taken.endswith("the-force.xlsx: 2 answers from The Force.")
    assert notes == (
        "notes.csv: Not taken in. It is no return. If it is a tracker, choose it by itself on the page Upload."
    )
    assert faults[0].startswith("form.docx: Not taken in. The document is damaged or incomplete")
    assert faults[1:] == [
        f"two.xlsx: Not taken in. The return is of two rounds: {format_round(today(), ENGLISH)} (Return A2) and "
        "June 2024 (Return Copy A2). Ask for a return of each round.",
        "other.xlsx: Not taken in. Its recommendations are of another review: Custody (Return D4). Take it in where it "
        "was sent out from: it may be of another tracker.",
    ]
    assert "The Force | answered | 1 of 1 | no role given | English | " in table_lines(nodes(app, "round.recipients"))
    answered = lines(nodes(open_page("round"), "round.answers"))
    assert any("Nothing more is to be done" in line for line in answered)
    assert any(line.startswith("Blank: Evidence, Proposed for closure") for line in answered)
    assert "Contradicts: A date that is still to come is named: “until April 2099”." in answered
    assert len(returns_of_round(store, 1, actor=ME_HERE)) == 1


def test_an_update_is_typed_in_and_counts_as_an_answer(store):
    app = started(open_page("round"))
    app = by_label(app.text_area, "Update").set_value("They telephoned: it is done.").run()
    assert by_label(open_page("round").text_area, "Update").value == "They telephoned: it is done."
    app = press(app, "round.typed")
    assert "The Force | answered | 1 of 1 | no role given | English | " in table_lines(nodes(app, "round.recipients"))
    assert any("typed into this page" in text for text in texts(app))
    assert by_label(app.text_area, "Update").value == ""
    assert lines(nodes(app, "round.typed.result")) == ["1 answer on recommendation 1 was taken in."]
    app.session_state["round.typed.result"] = [(1, "1")]  # a second press before the page has shown it
    assert lines(nodes(press(app, "round.typed"), "round.typed.result")) == [
        "1 answer on recommendation 1 was taken in."
    ]


@pytest.fixture
def reviewed(opened_store):
    """Return a store with two agencies and a review that asks for a formal response to its three recommendations."""
    published = parse_date(format_day(today(), ENGLISH))
    review = {"review": REVIEW, "title": "Deep dive", "published": published, "response_days": "56"}
    publish(opened_store, "The Force", "The Courts", "The Courts", reviews=[review], progress=[])
    return opened_store


def emailed(file, body, subtype="plain"):
    """Return an e-mail with a body and a return attached."""
    name, content = file
    message = EmailMessage()
    message["Subject"] = "Our return"
    message.set_content(body, subtype=subtype)
    message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return "reply.eml", message.as_bytes()


def published_round(store, tmp_path):
    """Publish the round as Rating takes it to Upload: as a workbook that is merged."""
    app = open_page("rating").button(key="rating.publish").click().run()
    upload = app.session_state["candidate.upload"]
    request = upload.request or upload.workbook.request
    file = tmp_path / "round.xlsx"
    file.write_bytes(request.content)
    reading = read_workbook(file)
    assert "value-missing" not in {issue.code for issue in reading.issues}
    publish_workbook(store, Candidate(reading, request.content, Mode.MERGE), PublishRequest(ME_HERE, "The round"))


def responded(app):
    return next((line for line in lines(nodes(app, "responses")) if "Deep dive" in line), "")


def test_answers_are_published_as_the_formal_response_or_as_progress_and_count_on_every_page(reviewed, tmp_path):
    app = open_page("round")
    app.multiselect(key="round.welsh").set_value(["The Courts"])
    started(app)
    assert responded(open_page("monitoring")).endswith("0 of 3 recommendations have a response.")
    answers = {("2", Item.UPDATE): "Derbyniwyd.", ("3", Item.UPDATE): "Yes."}
    force, courts = returned({"The Force": {("1", Item.UPDATE): "Later."}, "The Courts": answers})
    app = taken_in(emailed(force, "<p>See also<br>our letter.</p>", "html"), courts)
    assert any("“See also our letter.”" in line for line in lines(nodes(app, "upload.returns.outcomes")))
    page = open_page("rating", publisher="A. Adviser", item="1")
    assert "Also in the e-mail: See also" in lines(nodes(page, "rating.issues"))
    kind = by_label(page.radio, "The answer is published as")
    assert kind.options == ["Formal response, by the rule", "Formal response", "Progress"]
    kind.set_value("Progress").run()
    page = open_page("rating", publisher="A. Adviser", item="3")
    assert by_label(page.radio, "The answer is in").options == ["Welsh, as its return is", "English", "Welsh"]
    by_label(page.radio, "The answer is in").set_value("en").run()
    published_round(reviewed, tmp_path)
    assert responded(open_page("monitoring")).endswith("2 of 3 recommendations have a response.")
    stored = {row["ref"]: row for row in reviewed.load(reviewed.current()).rows["progress"]}
    assert {ref: (row["kind"], row["update"], row["update_cy"]) for ref, row in stored.items()} == {
        "1": ("Progress", "Later.", None),
        "2": ("Response", None, "Derbyniwyd."),
        "3": ("Response", "Yes.", None),
    }
    story = nodes(open_page("recommendation", ref="2"), "story")
    assert "['p', {'class': 'prose', 'lang': 'cy'}, 'Derbyniwyd.']" in str(story)
    assert "Everything that was answered and decided is published." in texts(open_page("rating"))

"""Returns as workbooks and Word forms, the draft e-mails that send them, and reminders."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default

import pytest
from docx.oxml.ns import qn

from analysis.returns import unanswered
from model.returns.round import LOCKED, Answer, Item, Recipient, Reminder, ReturnFormat, StoredReturn
from reports.returns.forms import line_count, shorten_text
from reports.returns.package import Mailing, emails
from tests.support.editions import NASTY, edition_of, nasty_tracker, without_control_characters
from tests.support.files.word_returns import form_row, make_forms, open_form
from tests.support.returns import make_returns, open_return, requests_of, returns_tracker, round_of
from tests.support.trackers import REVIEW, tracker_of, update_row

FORCE, COURTS = ("The Force", "Chief Officer"), ("The Courts", "")


def test_every_text_of_the_tracker_stays_a_text_in_a_workbook_and_in_a_form():
    workbooks, forms = make_returns(nasty_tracker()), make_forms(nasty_tracker())
    assert {agency for agency, _role in workbooks} == {agency for agency, _role in forms} == set(NASTY)
    for key, made in workbooks.items():
        text = without_control_characters(key[0])
        _book, sheet = open_return(made.content)
        assert sheet["D2"].value in (None, " ")
        assert (sheet["C2"].value, sheet["D4"].value, sheet["D4"].data_type) == (text, text, "s")
        _book, tables = open_form(forms[key].content)
        (table,) = tables.values()
        assert form_row(table, Item.RECOMMENDATION).cells[1].text.split() == text.split()


@pytest.mark.parametrize("format_", ReturnFormat)
def test_the_same_tracker_gives_the_same_bytes(format_):
    assert make_returns.__wrapped__(format_=format_)[FORCE] == make_returns(format_=format_)[FORCE]


def test_an_agency_with_line_breaks_in_its_name_adds_no_header():
    tracker = returns_tracker()
    renamed = tracker.recommendations.replace("The Courts", "Courts\r\nBcc: someone@example.org")
    made = make_returns(type(tracker)(**{**vars(tracker), "recommendations": renamed}))
    key = next(key for key in made if key[0].startswith("Courts"))
    message = message_from_bytes(made[key].email, policy=default)
    assert message["Bcc"] is None
    assert message["Subject"].endswith("Courts Bcc: someone@example.org")


NOTE = "… [cut]"


def test_all_else_is_locked_without_a_password():
    book, tables = open_form(make_forms()[FORCE].content)
    protection = book.settings.element.find(qn("w:documentProtection"))
    assert dict(protection.attrib) == {qn("w:edit"): "forms", qn("w:enforcement"): "1"}
    assert {form_row(tables["4"], item)._tr.find(f".//{qn('w:sdt')}") for item in LOCKED} == {None}


def test_a_text_that_no_row_can_show_is_cut_with_a_note():
    texts = {Item.RECOMMENDATION: "Fund it.", Item.LATEST_WORDS: "word " * 2_000, Item.QUESTIONS: "Why?\n" * 40}
    cut = {item: shorten_text(text, NOTE) for item, text in texts.items()}
    assert cut[Item.RECOMMENDATION] == "Fund it."
    assert cut[Item.LATEST_WORDS].endswith(f"word\n{NOTE}")
    assert cut[Item.QUESTIONS].endswith(f"Why?\n{NOTE}")
    assert max(line_count(item, text) for item, text in cut.items()) == 31


def sent(recipient, *refs):
    answers = tuple(Answer(REVIEW, ref, Item.UPDATE, "Done.") for ref in refs)
    return StoredReturn(1, recipient, "a.xlsx", "B", datetime(2024, 10, 2, tzinfo=UTC), answers)


def reminders(*returns, reminder=Reminder.BEFORE, tracker=None, format_=ReturnFormat.EXCEL):
    edition, of_round = edition_of(tracker if tracker is not None else returns_tracker(), as_at="2024-10"), round_of()
    requests = unanswered(requests_of(of_round, edition.tracker), returns)
    drafts = emails(Mailing(edition, of_round, requests, format_, reminder=reminder))
    return {name: message_from_bytes(content, policy=default) for name, content in drafts.items()}


def paragraphs(message):
    """Return the paragraphs between the greeting and the titles of the recommendations."""
    found = message.get_body().get_content().replace("\r\n", "\n").strip().split("\n\n")
    assert found[0].startswith(("To ", "At: "))
    assert found[-1] in ("Office of the Commissioner", "Swyddfa'r Comisiynydd")
    assert found[-2].startswith(("It is about:\n", "Mae'n ymwneud â:\n"))
    return found[1:-2]


def test_who_has_answered_everything_gets_none_and_who_has_answered_partly_what_is_missing():
    found = reminders(sent(Recipient(*FORCE), "1"), sent(Recipient(*COURTS), "2"))
    assert list(found) == ["2024-10-reminder-the-force-analyst.eml", "2024-10-reminder-the-force-chief-officer.eml"]
    message = found["2024-10-reminder-the-force-chief-officer.eml"]
    assert message["Subject"] == "Reminder: Return for the round of October 2024: The Force"
    assert (message["X-Unsent"], message["To"]) == ("1", None)
    assert paragraphs(message) == [
        "The return of The Force for the round of October 2024 is due on 25 October 2024.",
        "No update has come yet on 1 recommendation: 4.",
        "Attached is a workbook with what is missing.",
        "Please fill in the white cells of its second sheet, and send it back by 25 October 2024.",
        "You may fill in the return that was sent before instead. If you have sent it, there is nothing more to do.",
    ]
    (attached,) = message.iter_attachments()
    assert attached.get_filename() == "2024-10-reminder-the-force-chief-officer.xlsx"
    _book, sheet = open_return(attached.get_content())
    assert {row[1].value for row in sheet.iter_rows(min_row=4)} - {None} == {"4"}


def test_it_names_the_day_on_which_the_formal_response_to_a_review_is_due():
    reviews = [{"title": "Deep dive", "published": "September 2024", "response_days": "56"}]
    listed = [{"ref": "1", "title": "Fund", "lead_agency": "The Force"}, {"ref": "2", "lead_agency": "The Courts"}]
    courts = [update_row("2", "September 2024", None, "Agreed.", kind="Response")]
    to_courts, to_force = reminders(tracker=tracker_of(listed, courts, reviews=reviews)).values()
    assert paragraphs(to_force)[2] == (
        "Deep dive: the formal response is due between 27 October 2024 and 25 November 2024, 56 days after "
        "publication, whose day is not known. 1 of 2 recommendations have a response."
    )
    assert not any("Deep dive" in line or "ymateb ffurfiol" in line for line in paragraphs(to_courts))

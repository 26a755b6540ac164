from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default

from model.returns.received import Answer, Item, StoredReturn
from model.returns.round import Recipient, Reminder, ReturnFormat
from reports.returns.package import reminder_emails
from tests.support.editions import edition_of
from tests.support.returns import open_return, requests_of, returns_tracker, round_of
from tests.support.trackers import REVIEW, tracker_of, update_row

CHIEF = Recipient("The Force", "Chief Officer")


def sent(recipient, *refs):
    answers = tuple(Answer(REVIEW, ref, Item.UPDATE, "Done.") for ref in refs)
    return StoredReturn(1, recipient, "a.xlsx", "B", datetime(2024, 10, 2, tzinfo=UTC), answers)


def reminders(*returns, reminder=Reminder.BEFORE, tracker=None, format_=ReturnFormat.EXCEL):
    edition, of_round = edition_of(tracker if tracker is not None else returns_tracker(), as_at="2024-10"), round_of()
    requests = requests_of(of_round, edition.tracker)
    emails = reminder_emails(edition, of_round, requests, returns, reminder=reminder, format_=format_)
    return {name: message_from_bytes(content, policy=default) for name, content in emails.items()}


def paragraphs(message):
    """Return the paragraphs between the greeting and the titles of the recommendations."""
    found = message.get_body().get_content().replace("\r\n", "\n").strip().split("\n\n")
    assert found[0].startswith(("To ", "At: "))
    assert found[-1] in ("Office of the Commissioner", "Swyddfa'r Comisiynydd")
    assert found[-2].startswith(("It is about:\n", "Mae'n ymwneud â:\n"))
    return found[1:-2]


def test_who_has_answered_everything_gets_none_and_who_has_answered_partly_what_is_missing():
    found = reminders(sent(CHIEF, "1"), sent(Recipient("The Courts", ""), "2"))
    assert list(found) == [
        "2024-10-reminder-the-force-analyst.eml",
        "2024-10-reminder-the-force-chief-officer.eml",
    ]
    message = found["2024-10-reminder-the-force-chief-officer.eml"]
    assert (message["Subject"], message["X-Unsent"], message["To"]) == (
        "Reminder: Return for the round of October 2024: The Force",
        "1",
        None,
    )
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


def test_after_the_due_date_it_is_called_overdue_in_the_language_of_the_return():
    message = reminders(sent(CHIEF, "1", "4"), reminder=Reminder.AFTER)["2024-10-reminder-the-courts.eml"]
    assert message["Subject"] == "Yn hwyr: Ffurflen ar gyfer rownd Hydref 2024: The Courts"
    assert message["Content-Language"] == "cy-GB"
    assert paragraphs(message)[:2] == [
        "Roedd disgwyl ffurflen The Courts ar gyfer rownd Hydref 2024 erbyn 25 Hydref 2024.",
        "Argymhellion heb ddiweddariad eto: 1 (2).",
    ]


def test_a_reminder_has_a_word_form_where_agencies_fill_in_those():
    answered = sent(CHIEF, "1")
    before = reminders(answered, format_=ReturnFormat.WORD)["2024-10-reminder-the-force-chief-officer.eml"]
    after = reminders(answered, format_=ReturnFormat.WORD, reminder=Reminder.AFTER)
    (attached,) = before.iter_attachments()
    assert attached.get_filename() == "2024-10-reminder-the-force-chief-officer.docx"
    assert paragraphs(before)[2:4] == [
        "Attached is a Word form with what is missing.",
        "Please fill in its white boxes, and send it back by 25 October 2024.",
    ]
    assert paragraphs(after["2024-10-reminder-the-force-chief-officer.eml"])[3] == (
        "Please fill in its white boxes, and send it back as soon as you can."
    )


def test_when_everything_is_answered_nobody_is_reminded():
    everything = (sent(CHIEF, "1", "4"), sent(Recipient("The Force", "Analyst"), "3"), sent(CHIEF, "2"))
    assert reminders(*everything) == {}


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

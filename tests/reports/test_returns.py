"""Returns as workbooks and Word forms, the draft e-mails that send them, and reminders."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn

from analysis.returns import request_list, requested
from model.returns.received import ANSWERS, LOCKED, Answer, Item, StoredReturn, checksum, rows_of_properties
from model.returns.round import Recipient, Reminder, ReturnFormat
from reports.returns.package import Mailing, emails, returns_zip_bytes
from reports.returns.workbook import line_count, shorten_texts
from tests.support.editions import NASTY, edition_of, nasty_tracker, without_control_characters
from tests.support.files.word_returns import field_of, form_row, make_forms, open_form
from tests.support.returns import (
    answer_cell,
    make_returns,
    make_returns_anew,
    open_return,
    requests_of,
    returns_tracker,
    round_of,
)
from tests.support.trackers import REVIEW, tracker_of, update_row

FORCE, COURTS = ("The Force", "Chief Officer"), ("The Courts", "")
IDENTITY = [
    *(("round", "2024-10"), ("due", "2024-10-25"), ("agency", "The Force"), ("role", "Chief Officer")),
    *(("language", "en"), ("version", "3")),
]


def table_rows(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]


def test_a_return_has_the_recommendations_of_one_agency_and_role_alone():
    returns = make_returns()
    assert list(returns) == [COURTS, ("The Force", "Analyst"), FORCE]
    refs = {
        key: list(dict.fromkeys(row[1] for row in table_rows(open_return(made.content)[1])))
        for key, made in returns.items()
    }
    assert refs == {COURTS: ["2"], ("The Force", "Analyst"): ["3"], FORCE: ["1", "4"]}


def test_each_recommendation_has_what_is_known_of_it_and_blank_answers():
    _book, sheet = open_return(make_returns()[FORCE].content)
    rows = table_rows(sheet)[: len(Item)]
    assert [row[:2] for row in rows] == [["Stalking", "1"]] * len(Item)
    assert [row[2:] for row in rows[: len(LOCKED)]] == [
        ["Recommendation · Argymhelliad", "Fund the post\nDo it."],
        ["Theme · Thema", "none"],
        ["Rated last · Gradd ddiwethaf", "Amber, inferred (given in June 2024)"],
        ["Said last · Dywedwyd ddiwethaf", "June 2024:\nFunding ends in April 2025."],
        ["Target date · Dyddiad targed", "none"],
        ["Promised and now due · Addawyd a bellach yn ddyledus", "Ask again. (due July 2024; overdue)"],
        [
            "Questions · Cwestiynau",
            "This was promised for July 2024: was it kept, and what came of it? "
            "A monitoring promise that is overdue: “Ask again.”\n"
            "Is this on course for April 2025? The update of June 2024 says: “Funding ends in April 2025.”\n"
            "Is Amber the right status? It was inferred from the update of June 2024; none has been published.",
        ],
    ]
    assert [row[2:] for row in rows[len(LOCKED) :: 2]] == [
        ["Update · Diweddariad", None],
        ["Evidence · Tystiolaeth", None],
        ["Why it can be closed · Pam y gellir ei gau", None],
        ["Why the date moves · Pam mae'r dyddiad yn symud", None],
    ]


def test_a_welsh_return_has_welsh_first_and_the_words_of_the_scale_in_welsh():
    book, sheet = open_return(make_returns()[COURTS].content)
    assert sheet["A1"].value == "Ffurflen ar gyfer rownd Hydref 2024: The Courts"
    assert [row[2] for row in table_rows(sheet)[:2]] == ["Argymhelliad · Recommendation", "Thema · Theme"]
    assert sheet["D4"].value == "Hyfforddi\nDo it."
    assert [cell.value for cell in book["cynnydd"]["I"][:3]] == ["Coch", "Ambr", "Gwyrdd"]
    assert book.properties.language == "cy-GB"


def test_only_the_answers_are_unlocked_and_the_sheets_are_protected_without_a_password():
    book, sheet = open_return(make_returns()[FORCE].content)
    for each in book.worksheets:
        assert each.protection.sheet
        assert each.protection.password is None
    unlocked = [cell.row for row in sheet.iter_rows() for cell in row if not cell.protection.locked]
    first = 4 + len(LOCKED)
    answers = range(first, first + len(ANSWERS))
    assert unlocked == [*answers, *(number + len(Item) for number in answers)]


def test_ratings_and_closures_are_chosen_from_lists_and_a_target_is_a_date():
    book, sheet = open_return(make_returns()[FORCE].content)
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    places = {item: answer_cell(sheet, "1", item).coordinate for item in ANSWERS}
    assert rules[places[Item.AGENCY_STATUS]].formula1 == "'cynnydd'!$I$1:$I$3"
    assert rules[places[Item.CLOSURE]].formula1 == "'cynnydd'!$J$1:$J$2"
    assert [cell.value for cell in book["cynnydd"]["J"][:2]] == ["Yes", "No"]
    assert rules[places[Item.NEW_TARGET]].type == "date"
    assert len(rules) == 6


def test_the_hidden_sheet_has_the_identity_and_its_checksum():
    book, _sheet = open_return(make_returns()[FORCE].content)
    hidden = book["cynnydd"]
    assert hidden.sheet_state == "hidden"
    listed = [[str(cell.value or "") for cell in row[:5]] for row in hidden.iter_rows()]
    assert [tuple(row[:2]) for row in listed[1:7]] == IDENTITY
    assert listed[-1][:2] == ["checksum", checksum(listed[:-1])]
    assert len(listed) == 7 + 2 * len(LOCKED) + 1


@pytest.mark.parametrize("text", NASTY)
def test_a_text_of_the_tracker_stays_a_text(text):
    for (agency, _role), made in make_returns(nasty_tracker()).items():
        if agency == text:
            _book, sheet = open_return(made.content)
            assert sheet["D2"].value in (None, " ")
            assert sheet["C2"].value == without_control_characters(text)
            assert sheet["D4"].value == without_control_characters(text)
            assert sheet["D4"].data_type == "s"


def test_the_same_tracker_gives_the_same_bytes():
    assert make_returns_anew()[FORCE] == make_returns()[FORCE]


def test_the_zip_file_has_each_return_and_its_draft_email():
    edition, of_round = edition_of(returns_tracker(), as_at="2024-10"), round_of()
    listed = request_list(requested(edition.tracker, as_at=edition.as_at, scope=of_round.scope))
    names = ZipFile(BytesIO(returns_zip_bytes(Mailing(edition, of_round, listed)))).namelist()
    assert names == [
        "2024-10-return-the-courts.xlsx",
        "e-mail/2024-10-return-the-courts.eml",
        "2024-10-return-the-force-analyst.xlsx",
        "e-mail/2024-10-return-the-force-analyst.eml",
        "2024-10-return-the-force-chief-officer.xlsx",
        "e-mail/2024-10-return-the-force-chief-officer.eml",
    ]


def test_a_draft_email_opens_unsent_in_the_language_of_the_agency_with_the_workbook_attached():
    returns = make_returns()
    for key, subject, first, language in (
        (
            ("The Force", "Chief Officer"),
            "Return for the round of October 2024: The Force",
            "Attached is the return of The Force for the round of October 2024.",
            "en-GB",
        ),
        (
            ("The Courts", ""),
            "Ffurflen ar gyfer rownd Hydref 2024: The Courts",
            "Wedi'i hatodi mae ffurflen The Courts ar gyfer rownd Hydref 2024.",
            "cy-GB",
        ),
    ):
        made = returns[key]
        message = message_from_bytes(made.email, policy=default)
        assert (message["Subject"], message["X-Unsent"], message["To"]) == (subject, "1", None)
        assert message["Content-Language"] == language
        body = message.get_body()
        assert body is not None
        assert body.get_content().splitlines()[2] == first
        (attached,) = message.iter_attachments()
        assert (attached.get_filename(), attached.get_content()) == (made.name, made.content)


def test_an_agency_with_line_breaks_in_its_name_adds_no_header():
    tracker = returns_tracker()
    renamed = tracker.recommendations.replace("The Courts", "Courts\r\nBcc: someone@example.org")
    made = make_returns(type(tracker)(**{**vars(tracker), "recommendations": renamed}))
    key = next(key for key in made if key[0].startswith("Courts"))
    message = message_from_bytes(made[key].email, policy=default)
    assert message["Bcc"] is None
    assert message["Subject"].endswith("Courts Bcc: someone@example.org")


NOTE = "… [cut]"


def rows_of(table):
    return [[cell.text for cell in row.cells] for row in table.rows]


def words_of(field):
    return "".join(each.text for each in field.iter(qn("w:t")))


def options_of(field):
    return [each.get(qn("w:displayText")) for each in field.iter(qn("w:listItem"))]


def properties_of(content):
    part = docx.oxml.parse_xml(ZipFile(BytesIO(content)).read("docProps/custom.xml"))
    return {each.get("name"): each[0].text for each in part}


def test_a_form_has_a_table_for_each_recommendation_of_one_agency_and_role():
    book, tables = open_form(make_forms()[FORCE].content)
    assert list(tables) == ["1", "4"]
    assert rows_of(tables["1"])[:7] == [
        ["Item · Eitem", "Text or answer · Testun neu ateb"],
        ["Round · Rownd", "October 2024"],
        ["Review · Adolygiad", "Stalking"],
        ["Ref · Rhif", "1"],
        ["Recommendation · Argymhelliad", "Fund the post\nDo it."],
        ["Theme · Thema", "none"],
        ["Rated last · Gradd ddiwethaf", "Amber, inferred (given in June 2024)"],
    ]
    assert len(tables["1"].rows) == 4 + len(Item)
    assert [each.text for each in book.paragraphs if each.style.name == "Heading 1"][-2:] == [
        "Recommendation 1",
        "Recommendation 4",
    ]


def test_each_answer_is_a_field_that_cannot_be_deleted_and_shows_what_to_write():
    _book, tables = open_form(make_forms()[FORCE].content)
    fields = {item: field_of(tables["1"], item) for item in ANSWERS}
    words = {item: words_of(field) for item, field in fields.items()}
    assert {item for item in words if words[item] == "Choose one"} == {Item.AGENCY_STATUS, Item.CLOSURE}
    assert words[Item.NEW_TARGET] == "Choose or write a day"
    assert {*words.values()} == {"Write here", "Choose one", "Choose or write a day"}
    assert {each.find(f".//{qn('w:lock')}").get(qn("w:val")) for each in fields.values()} == {"sdtLocked"}
    assert options_of(fields[Item.AGENCY_STATUS]) == ["Choose one", "Red", "Amber", "Green"]
    assert options_of(fields[Item.CLOSURE]) == ["Choose one", "Yes", "No"]
    assert fields[Item.NEW_TARGET].find(f".//{qn('w:date')}") is not None
    assert fields[Item.UPDATE].find(f".//{qn('w:alias')}").get(qn("w:val")) == "Update: Recommendation 1"


def test_all_else_is_locked_without_a_password():
    book, tables = open_form(make_forms()[FORCE].content)
    protection = book.settings.element.find(qn("w:documentProtection"))
    assert dict(protection.attrib) == {qn("w:edit"): "forms", qn("w:enforcement"): "1"}
    assert {form_row(tables["4"], item)._tr.find(f".//{qn('w:sdt')}") for item in LOCKED} == {None}


def test_a_welsh_form_has_welsh_first_and_the_words_of_the_scale_in_welsh():
    book, tables = open_form(make_forms()[COURTS].content)
    assert book.paragraphs[0].text == "Ffurflen ar gyfer rownd Hydref 2024: The Courts"
    assert rows_of(tables["2"])[1] == ["Rownd · Round", "Hydref 2024"]
    assert options_of(field_of(tables["2"], Item.AGENCY_STATUS)) == ["Dewiswch un", "Coch", "Ambr", "Gwyrdd"]
    label = form_row(tables["2"], Item.UPDATE).cells[0].paragraphs[0].runs
    assert [(run.text, run._r.find(f".//{qn('w:lang')}")) for run in label][:2] == [
        ("Diweddariad", None),
        (" · ", None),
    ]
    assert label[2]._r.find(f".//{qn('w:lang')}").get(qn("w:val")) == "en-GB"
    assert book.core_properties.language == "cy-GB"


def test_its_properties_have_the_identity_and_its_checksum():
    rows = rows_of_properties(properties_of(make_forms()[FORCE].content))
    assert rows[1:7] == IDENTITY
    assert rows[-1] == ("checksum", checksum(rows[:-1]))
    assert [row[0] for row in rows[7:]] == [*["locked"] * (2 * len(LOCKED)), "paragraphs", "checksum"]


@pytest.mark.parametrize("text", NASTY)
def test_a_text_of_the_tracker_stays_a_text_in_a_form(text):
    for (agency, _role), made in make_forms(nasty_tracker()).items():
        if agency == text:
            _book, tables = open_form(made.content)
            (table,) = tables.values()
            wanted = without_control_characters(text).split()
            assert form_row(table, Item.RECOMMENDATION).cells[1].text.split() == wanted


def test_the_same_tracker_gives_the_same_bytes_as_a_form():
    assert make_returns_anew(format_=ReturnFormat.WORD)[FORCE] == make_forms()[FORCE]


def test_a_text_that_no_row_can_show_is_cut_with_a_note():
    texts = {Item.RECOMMENDATION: "Fund it.", Item.LATEST_WORDS: "word " * 2_000, Item.QUESTIONS: "Why?\n" * 40}
    cut = shorten_texts(texts, NOTE)
    assert cut[Item.RECOMMENDATION] == "Fund it."
    assert cut[Item.LATEST_WORDS].endswith(f"word\n{NOTE}")
    assert cut[Item.QUESTIONS].endswith(f"Why?\n{NOTE}")
    assert max(line_count(item, text) for item, text in cut.items()) == 31


CHIEF = Recipient("The Force", "Chief Officer")


def sent(recipient, *refs):
    answers = tuple(Answer(REVIEW, ref, Item.UPDATE, "Done.") for ref in refs)
    return StoredReturn(1, recipient, "a.xlsx", "B", datetime(2024, 10, 2, tzinfo=UTC), answers)


def reminders(*returns, reminder=Reminder.BEFORE, tracker=None, format_=ReturnFormat.EXCEL):
    edition, of_round = edition_of(tracker if tracker is not None else returns_tracker(), as_at="2024-10"), round_of()
    requests = requests_of(of_round, edition.tracker)
    drafts = emails(Mailing(edition, of_round, requests, format_).of_missing(returns, reminder, None))
    return {name: message_from_bytes(content, policy=default) for name, content in drafts.items()}


def paragraphs(message):
    """Return the paragraphs between the greeting and the titles of the recommendations."""
    found = message.get_body().get_content().replace("\r\n", "\n").strip().split("\n\n")
    assert found[0].startswith(("To ", "At: "))
    assert found[-1] in ("Office of the Commissioner", "Swyddfa'r Comisiynydd")
    assert found[-2].startswith(("It is about:\n", "Mae'n ymwneud â:\n"))
    return found[1:-2]


def test_who_has_answered_everything_gets_none_and_who_has_answered_partly_what_is_missing():
    found = reminders(sent(CHIEF, "1"), sent(Recipient("The Courts", ""), "2"))
    assert list(found) == ["2024-10-reminder-the-force-analyst.eml", "2024-10-reminder-the-force-chief-officer.eml"]
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

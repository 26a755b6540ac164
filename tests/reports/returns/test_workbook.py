"""Returns as workbooks, and the draft e-mails that send them."""

from email import message_from_bytes
from email.policy import default
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest

from analysis.returns import request_list, requested
from model.returns.received import ANSWERS, LOCKED, Item, checksum
from model.returns.round import ReturnFormat
from reports.returns.package import returns_zip_bytes
from tests.support.editions import NASTY, edition_of, nasty_tracker, without_control_characters
from tests.support.returns import answer_cell, make_returns, make_returns_anew, open_return, returns_tracker, round_of

FORCE, COURTS = ("The Force", "Chief Officer"), ("The Courts", "")


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
    assert table_rows(sheet)[: len(Item)] == [
        ["Stalking", "1", "Recommendation · Argymhelliad", "Fund the post\nDo it."],
        ["Stalking", "1", "Theme · Thema", "none"],
        ["Stalking", "1", "Rated last · Gradd ddiwethaf", "Amber, inferred (given in June 2024)"],
        ["Stalking", "1", "Said last · Dywedwyd ddiwethaf", "June 2024:\nFunding ends in April 2025."],
        ["Stalking", "1", "Target date · Dyddiad targed", "none"],
        [
            "Stalking",
            "1",
            "Promised and now due · Addawyd a bellach yn ddyledus",
            "Ask again. (due July 2024; overdue)",
        ],
        [
            "Stalking",
            "1",
            "Questions · Cwestiynau",
            "This was promised for July 2024: was it kept, and what came of it? "
            "A monitoring promise that is overdue: “Ask again.”\n"
            "Is this on course for April 2025? The update of June 2024 says: “Funding ends in April 2025.”\n"
            "Is Amber the right status? It was inferred from the update of June 2024; none has been published.",
        ],
        ["Stalking", "1", "Update · Diweddariad", None],
        ["Stalking", "1", "Your own rating · Eich gradd eich hun", None],
        ["Stalking", "1", "Evidence · Tystiolaeth", None],
        ["Stalking", "1", "Proposed for closure · Cynnig cau", None],
        ["Stalking", "1", "Why it can be closed · Pam y gellir ei gau", None],
        ["Stalking", "1", "New target date · Dyddiad targed newydd", None],
        ["Stalking", "1", "Why the date moves · Pam mae'r dyddiad yn symud", None],
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
    assert [row[:2] for row in listed[1:7]] == [
        ["round", "2024-10"],
        ["due", "2024-10-25"],
        ["agency", "The Force"],
        ["role", "Chief Officer"],
        ["language", "en"],
        ["version", "3"],
    ]
    assert listed[-1][:2] == ["checksum", checksum(listed[:-1])]
    assert len(listed) == 7 + 2 * len(LOCKED) + 1


def test_it_prints_on_a4_in_landscape_with_its_heading_on_each_page():
    _book, sheet = open_return(make_returns()[FORCE].content)
    assert (int(sheet.page_setup.paperSize), sheet.page_setup.orientation) == (9, "landscape")
    assert sheet.print_title_rows == "$1:$3"
    assert [mark.id for mark in sheet.row_breaks.brk] == [3 + len(Item)]


def test_the_instructions_are_in_both_languages_and_the_headings_are_those_of_a_table():
    book, sheet = open_return(make_returns()[FORCE].content)
    lines = [cell.value for cell in book.worksheets[0]["A"]]
    assert lines[0] == "Return for the round of October 2024: The Force"
    assert lines[1] == "For Chief Officer. Please send it back by 25 October 2024."
    assert "Ffurflen ar gyfer rownd Hydref 2024: The Force" in lines
    (table,) = sheet.tables.values()
    assert table.ref == f"A3:D{3 + 2 * len(Item)}"
    assert book.properties.title == lines[0]


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


def test_without_a_version_it_is_a_return_all_the_same():
    made = make_returns(of_round=round_of(version=None))[FORCE]
    book = openpyxl.load_workbook(BytesIO(made.content))
    assert [cell.value for cell in book["cynnydd"][7][:2]] == ["version", " "]
    assert ZipFile(BytesIO(made.content)).testzip() is None


def test_the_zip_file_has_each_return_and_its_draft_email():
    edition, of_round = edition_of(returns_tracker(), as_at="2024-10"), round_of()
    listed = request_list(requested(edition.tracker, as_at=edition.as_at, scope=of_round.scope))
    names = ZipFile(BytesIO(returns_zip_bytes(edition, of_round, listed))).namelist()
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


def test_word_forms_are_attached_as_such_and_the_draft_explains_what_to_fill_in():
    made = make_returns(format_=ReturnFormat.WORD)["The Courts", ""]
    assert made.name == "2024-10-return-the-courts.docx"
    message = message_from_bytes(made.email, policy=default)
    body = message.get_body()
    assert body is not None
    assert body.get_content().splitlines()[4:7:2] == [
        "Llenwch ei blychau gwyn, ac anfonwch hi yn ôl erbyn 25 Hydref 2024, os gwelwch yn dda.",
        "Mae ei thudalen gyntaf yn egluro sut. Ni chyhoeddir dim cyn i'r swyddfa ei darllen.",
    ]
    (attached,) = message.iter_attachments()
    assert attached.get_content_type() == "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    assert (attached.get_filename(), attached.get_content()) == (made.name, made.content)


def test_an_agency_with_line_breaks_in_its_name_adds_no_header():
    tracker = returns_tracker()
    renamed = tracker.recommendations.replace("The Courts", "Courts\r\nBcc: someone@example.org")
    made = make_returns(type(tracker)(**{**vars(tracker), "recommendations": renamed}))
    key = next(key for key in made if key[0].startswith("Courts"))
    message = message_from_bytes(made[key].email, policy=default)
    assert message["Bcc"] is None
    assert message["Subject"].endswith("Courts Bcc: someone@example.org")

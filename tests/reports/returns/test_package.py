from email import message_from_bytes
from email.policy import default
from io import BytesIO
from zipfile import ZipFile

from analysis.returns.requested import request_list, requested
from model.returns.formats import ReturnFormat
from reports.returns.package import returns_zip_bytes
from tests.support.editions import edition_of
from tests.support.returns import make_returns, returns_tracker, round_of


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
        assert body.get_content().splitlines()[0] == first
        (attached,) = message.iter_attachments()
        assert (attached.get_filename(), attached.get_content()) == (made.name, made.content)


def test_word_forms_are_attached_as_such_and_the_draft_explains_what_to_fill_in():
    made = make_returns(format_=ReturnFormat.WORD)["The Courts", ""]
    assert made.name == "2024-10-return-the-courts.docx"
    message = message_from_bytes(made.email, policy=default)
    body = message.get_body()
    assert body is not None
    assert body.get_content().splitlines()[2:5:2] == [
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

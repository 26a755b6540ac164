"""Returns in archives and e-mails, also spoiled ones."""

from email.message import EmailMessage
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from loaders.returns.receive import unpack_files
from loaders.security import Limits
from model.tracker.reading import WorkbookError
from tests.support.returns import make_returns

COURTS = ("The Courts", "")


def archive(**files):
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as opened:
        for name, content in files.items():
            opened.writestr(name.replace("__", "."), content)
    return target.getvalue()


def email_with(**files):
    message = EmailMessage()
    message["Subject"] = "Our return"
    message.set_content("Attached.")
    for name, content in files.items():
        message.add_attachment(
            content, maintype="application", subtype="octet-stream", filename=name.replace("__", ".")
        )
    return message.as_bytes()


def unpacked(name, content, **limits):
    return [(each.name, each.content) for each in unpack_files(content, name, limits=Limits(**limits))]


def test_an_email_has_its_attached_workbooks_and_no_signature():
    content = email_with(a__xlsx=b"one", logo__png=b"png", b__ODS=b"two")
    assert unpacked("m.eml", content) == [("m.eml/a.xlsx", b"one"), ("m.eml/b.ODS", b"two")]


def test_an_archive_of_emails_is_unpacked_to_the_workbooks():
    content = archive(m__eml=email_with(a__csv=b"one"), notes__txt=b"x", b__xlsx=b"two")
    assert unpacked("all.zip", content) == [("all.zip/m.eml/a.csv", b"one"), ("all.zip/b.xlsx", b"two")]


def test_the_draft_that_was_sent_out_has_its_return():
    made = make_returns()[COURTS]
    assert unpacked(made.email_name, made.email) == [(f"{made.email_name}/{made.name}", made.content)]


def test_a_message_of_outlook_has_its_attached_workbooks():
    (found,) = unpack_files(Path(__file__).with_name("message.msg").read_bytes(), "m.msg")
    assert (found.name, found.content) == ("m.msg/a.xlsx", b"one" * 5000)
    assert found.message == "Dear all,\nsee below."


def test_each_return_in_an_email_has_its_words_and_those_of_what_was_forwarded_in_it():
    forwarded = EmailMessage()
    forwarded.set_content("<style>p {}</style><p>Number 3 is <b>late</b>.</p><p>Ann</p>", subtype="html")
    forwarded.add_attachment(b"one", maintype="application", subtype="octet-stream", filename="a.xlsx")
    message = EmailMessage()
    message.set_content("See below.\n\n\n\nBen")
    message.add_attachment(forwarded)
    found = unpack_files(archive(m__eml=message.as_bytes(), b__xlsx=b"two"), "all.zip")
    assert [(each.name, each.message) for each in found] == [
        ("all.zip/m.eml/a.xlsx", "See below.\n\nBen\n\nNumber 3 is late.\nAnn"),
        ("all.zip/b.xlsx", ""),
    ]
    unknown = message.as_bytes().replace(b'charset="utf-8"', b'charset="no-such"')
    assert unpack_files(unknown, "m.eml")[0].message.startswith("See below.")


def test_nothing_is_unpacked_deeper_than_a_workbook_in_an_email_in_an_archive():
    content = archive(a__zip=archive(b__zip=archive(c__zip=archive(d__xlsx=b"one"))))
    assert unpacked("all.zip", content) == []


@pytest.mark.parametrize("name", ["a.zip", "a.msg"])
@pytest.mark.parametrize(
    "content", [b"no such thing", b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 broken"]
)
def test_a_broken_container_is_refused(name, content):
    with pytest.raises(WorkbookError) as raised:
        unpacked(name, content)
    assert raised.value.code == "file-damaged"


@pytest.mark.parametrize(
    ("content", "limits", "code"),
    [
        (archive(a__csv=b"x" * 5_000), {"file_bytes": 1_000}, "file-too-large"),
        (archive(a__csv=b"ab" * 300, b__csv=b"cd" * 300), {"unpacked_bytes": 1_000}, "file-unpacks-too-large"),
        (archive(**{"../a__csv": b"x"}), {}, "file-unsafe"),
    ],
)
def test_a_container_that_is_too_much_is_refused(content, limits, code):
    with pytest.raises(WorkbookError) as raised:
        unpacked("a.zip", content, **limits)
    assert raised.value.code == code

"""The sentences of issues: each code has them, and a remedy can be done where it is read."""

import re

import pytest

from model.issue import Issue, Severity, WorkbookError
from model.issue_codes import FILE_FAULTS, SEVERITIES
from model.language import Language
from tests.support.source import ROOT
from wording.catalogue import translator
from wording.extraction import ISSUE_CODES, manual_text
from wording.issues import command_remedy, message, remedy, upload_remedy
from wording.issues.sentences import TEXTS
from wording.sentences import messages

ENGLISH = translator(Language.ENGLISH)
ANSWERED = ("scale-proposed", "snapshot-undated", "snapshot-dated", "no-table")
DELETES = re.compile(
    r"\b(?:delete|remove(?! (?:the password|its pictures))|tynnwch|dilëwch|gwaredwch)\b", re.IGNORECASE
)


def test_every_code_has_a_message_and_a_remedy_and_no_other_has():
    assert set(TEXTS) == {*SEVERITIES, *FILE_FAULTS}
    assert all(text["message"] and text["remedy"] for text in TEXTS.values())


def test_every_code_is_raised_somewhere():
    files = (path for folder in ("loaders", "model/returns", "store") for path in sorted((ROOT / folder).rglob("*.py")))
    source = "\n".join(path.read_text(encoding="utf-8") for path in files)
    assert [code for code in (*SEVERITIES, *FILE_FAULTS) if f'"{code}"' not in source] == []


def test_a_message_names_what_was_found_and_the_remedy_what_to_do():
    issue = Issue("status-unknown", Severity.ERROR, "Progress", "E7", "Mostly green", {"expected": "Red, Amber, Green"})
    assert message(issue, ENGLISH) == "“Mostly green” is not a status of this workbook’s scale: Red, Amber, Green."
    assert remedy(issue, ENGLISH) == "Use a status of the Key, or add this one to the Key."


def test_a_month_without_a_year_has_a_message_with_and_without_a_round_to_count_from():
    issues = [Issue("date-year-missing", Severity.WARNING, found="July", details={"taken": t}) for t in ("2024-07", "")]
    assert [message(issue, ENGLISH) for issue in issues] == [
        "“July” has no year. It was worked out as July 2024.",
        "“July” has no year, and nothing says which it is.",
    ]


def test_a_long_cell_is_quoted_by_its_beginning():
    issue = Issue("word-unknown", Severity.ERROR, found="word " * 100, details={"expected": "Response"})
    assert message(issue, ENGLISH) == f"“{'word ' * 23}word…” is none of the words for this column."


def test_the_manual_lists_every_code_with_its_severity_and_sentence():
    written = ISSUE_CODES.read_text(encoding="utf-8")
    assert (
        "| `table-not-read` | warning | There is another table here, with these headings, which was not read: …. |"
        in written
    )
    assert written == manual_text(written), "run: python -m wording update"


@pytest.mark.parametrize("code", ANSWERED)
def test_only_a_command_has_a_remedy_with_an_option(code):
    details = dict.fromkeys(("added", "order", "expected", "missing"), "x")
    issue = Issue(code, Severity.ERROR, "T", "A1", "x", details)
    assert "--" not in remedy(issue, ENGLISH) + upload_remedy(issue, ENGLISH)
    assert command_remedy(issue, ENGLISH) != remedy(issue, ENGLISH)


def test_no_page_names_an_option_and_no_remedy_deletes_data():
    by_name = {
        name: list(messages({"": text})) for code in TEXTS.values() for name, text in code.items() if name != "count"
    }
    assert not [
        text for name, texts in by_name.items() for (text, *_) in texts if "--" in text and name != "command_remedy"
    ]
    remedies = [text for name, texts in by_name.items() for (text, *_) in texts if "remedy" in name]
    assert not list(filter(DELETES.search, remedies))


@pytest.mark.parametrize(
    ("kind", "named", "instead"),
    [("html", "a web page under another name", "Open it in Excel"), ("pdf", "a PDF", "Ask for the workbook")],
)
def test_a_refusal_names_the_file_type_and_the_way_to_a_workbook(kind, named, instead):
    refused = WorkbookError("file-not-workbook", looks_like=kind)
    assert message(refused, ENGLISH).startswith(f"The file is {named}, not ")
    assert remedy(refused, ENGLISH).startswith(instead)
    assert (
        message(WorkbookError("file-not-workbook", looks_like="odd"), ENGLISH) == "The file is not an Excel workbook."
    )


@pytest.mark.parametrize("language", Language)
def test_no_sentence_of_a_paper_speaks_of_excel_or_of_a_workbook(language):
    names = ("paper_message", "paper_remedy")
    sentences = [
        translator(language)(message, limit=1, part="x")
        for text in TEXTS.values()
        for (message,) in messages({name: text[name] for name in names if name in text})
    ]
    assert sentences
    assert not [text for text in sentences if "Excel" in text or "workbook" in text or "llyfr" in text]

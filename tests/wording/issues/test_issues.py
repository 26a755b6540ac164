"""; the remedies on the pages, which never name an option of a command; ."""

import re
from pathlib import Path

import pytest

from model.issues.issue import Issue, Severity, WorkbookError
from model.issues.issue_codes import FILE_FAULTS, SEVERITIES
from model.language import Language
from wording.catalogue import translator
from wording.issues import TEXTS, message, page_remedy, remedy

ENGLISH = translator(Language.ENGLISH)
CONTRACT = Path(__file__).parents[3] / "docs" / "workbook-contract.md"
_ = translator(Language.ENGLISH)
DETAILS = dict.fromkeys(("words", "added", "kept", "first", "taken", "candidates", "field", "expected"), "x")


def test_every_code_has_a_message_and_a_remedy_and_no_other_has():
    assert set(TEXTS) == {*SEVERITIES, *FILE_FAULTS}


def test_a_message_names_what_was_found_and_the_remedy_what_to_do():
    issue = Issue("status-unknown", Severity.ERROR, "Progress", "E7", "Mostly green", {"expected": "Red, Amber, Green"})
    assert message(issue, ENGLISH) == "“Mostly green” is not a status of this workbook’s scale: Red, Amber, Green."
    assert remedy(issue, ENGLISH) == "Use a status of the Key, add this one to the Key, or leave the cell empty."


def test_counted_rows_agree_with_their_number():
    issues = [Issue("review-filled", Severity.INFO, details={"count": n, "review": "Stalking"}) for n in ("1", "12")]
    assert [message(issue, ENGLISH) for issue in issues] == [
        "The review is missing in 1 row. It was taken to be “Stalking”, the only one there is.",
        "The review is missing in 12 rows. It was taken to be “Stalking”, the only one there is.",
    ]


def test_a_month_without_a_year_has_a_message_with_and_without_a_round_to_count_from():
    issues = [Issue("date-year-missing", Severity.WARNING, found="July", details={"taken": t}) for t in ("2024-07", "")]
    assert [message(issue, ENGLISH) for issue in issues] == [
        "“July” has no year. It was read as the next one after its round, July 2024.",
        "“July” has no year, and there is no earlier date to count it from.",
    ]


def test_a_long_cell_is_quoted_by_its_beginning():
    issue = Issue("kind-unknown", Severity.ERROR, found="word " * 100, details={"expected": "Response"})
    assert message(issue, ENGLISH) == f"“{'word ' * 23}word…” is not a kind of update."


def test_braces_in_a_cell_are_only_text():
    issue = Issue("kind-unknown", Severity.ERROR, found="{cell} {0} {", details={"expected": "Response"})
    assert message(issue, ENGLISH) == "“{cell} {0} {” is not a kind of update."


@pytest.fixture(scope="module")
def paragraphs():
    """Return the paragraphs of the contract of a workbook."""
    return [" ".join(part.split()) for part in CONTRACT.read_text(encoding="utf-8").split("\n\n")]


@pytest.mark.parametrize("code", [*SEVERITIES, *FILE_FAULTS])
def test_each_code_begins_a_paragraph_of_the_contract_with_its_severity(code, paragraphs):
    matching = [part for part in paragraphs if re.match(rf"(`[\w-]+`(?:, | and ))*`{code}`", part)]
    assert len(matching) == 1
    assert len(matching[0]) > 90
    if code in SEVERITIES:
        assert re.search(rf"\({SEVERITIES[code].value}\b", matching[0])


@pytest.mark.parametrize("code", ["scale-proposed", "scale-words-missing", "snapshot-undated", "snapshot-dated"])
def test_an_option_of_a_command_is_an_answer_at_the_upload(code):
    text = page_remedy(Issue(code, SEVERITIES[code], "T", "A1", "x", DETAILS), _)
    assert text.endswith("when you upload the workbook.")
    assert "--" not in text


def test_every_other_code_has_the_usual_remedy():
    issue = Issue("ref-repeated", SEVERITIES["ref-repeated"], "T", "A1", "x", DETAILS)
    assert page_remedy(issue, _) == remedy(issue, _)


def test_a_paper_that_takes_too_long_is_called_a_document_and_its_remedy_is_none_of_excel():
    refusal = WorkbookError("reading-too-slow", limit="10", paper="report.pdf")
    english = translator(Language.ENGLISH)
    assert message(refusal, english) == "Reading the document was ended, because it took longer than 10 seconds."
    assert remedy(refusal, english) == "Save the pages about the recommendations by themselves, and use that file."


def test_a_paper_without_words_is_not_quoted():
    refusal = WorkbookError("not-a-report", recommendations="0", updates="0", found="")
    assert message(refusal, translator(Language.ENGLISH)).endswith("“Progress June 2024”. There are no words in it.")


@pytest.mark.parametrize("language", Language)
def test_no_sentence_of_a_paper_speaks_of_excel_or_of_a_workbook(language):
    details = {"limit": "10", "found": "12", "part": "word/document.xml", "paper": "report.docx"}
    codes = [(code, sentence_of) for code in FILE_FAULTS for sentence_of in paper_sentences(code)]
    sentences = [sentence_of(WorkbookError(code, **details), translator(language)) for code, sentence_of in codes]
    assert sentences
    assert not [
        sentence for sentence in sentences if "Excel" in sentence or "workbook" in sentence or "llyfr" in sentence
    ]


def paper_sentences(code):
    """Return which of the functions message and remedy have a variant of a code for a paper."""
    text = TEXTS[code]
    return [function for function, variant in ((message, text.paper_message), (remedy, text.paper_remedy)) if variant]

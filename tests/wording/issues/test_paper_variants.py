import pytest

from model.issues.issue import WorkbookError
from model.issues.issue_codes import FILE_FAULTS
from model.language import Language
from wording.catalogue import translator
from wording.issues import TEXTS, message, remedy


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

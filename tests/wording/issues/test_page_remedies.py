"""The remedies on the pages, which never name an option of a command."""

import pytest

from model.issues.issue import Issue
from model.issues.issue_codes import SEVERITIES
from model.language import Language
from wording.catalogue import translator
from wording.issues import page_remedy, remedy

_ = translator(Language.ENGLISH)
DETAILS = dict.fromkeys(("words", "added", "kept", "first", "taken", "candidates", "field", "expected"), "x")


@pytest.mark.parametrize("code", ["scale-proposed", "scale-words-missing", "snapshot-undated", "snapshot-dated"])
def test_an_option_of_a_command_is_an_answer_at_the_upload(code):
    text = page_remedy(Issue(code, SEVERITIES[code], "T", "A1", "x", DETAILS), _)
    assert text.endswith("when you upload the workbook.")
    assert "--" not in text


def test_every_other_code_has_the_usual_remedy():
    issue = Issue("ref-repeated", SEVERITIES["ref-repeated"], "T", "A1", "x", DETAILS)
    assert page_remedy(issue, _) == remedy(issue, _)

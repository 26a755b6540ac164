"""The remedies on the Upload page: an answer in step 2 where that is enough, and never an option of a command."""

import pytest

from model.issues.issue import Issue
from model.issues.issue_codes import SEVERITIES
from model.language import Language
from wording.catalogue import translator
from wording.issues import remedy, upload_remedy

_ = translator(Language.ENGLISH)
DETAILS = dict.fromkeys(("words", "added", "kept", "first", "taken", "candidates", "field", "expected"), "x")


@pytest.mark.parametrize("code", ["scale-proposed", "snapshot-undated", "snapshot-dated", "status-columns-two"])
def test_what_can_be_answered_is_answered_on_the_page(code):
    issue = Issue(code, SEVERITIES[code], "T", "A1", "x", DETAILS)
    text = upload_remedy(issue, _)
    assert "step 2" in text
    assert "--" not in text


def test_every_other_code_has_the_usual_remedy():
    issue = Issue("ref-repeated", SEVERITIES["ref-repeated"], "T", "A1", "x", DETAILS)
    assert upload_remedy(issue, _) == remedy(issue, _)

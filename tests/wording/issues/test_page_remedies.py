"""What to do about a workbook that is on the pages: never an option of a command."""

import pytest

from model.issues.issue import Issue
from model.issues.issue_codes import SEVERITIES
from model.language import Language
from wording.catalogue import translator
from wording.issues import page_remedy, remedy

_ = translator(Language.ENGLISH)
DETAILS = dict.fromkeys(("words", "added", "kept", "first", "taken", "candidates", "field", "expected"), "x")


@pytest.mark.parametrize("code", ["scale-proposed", "scale-words-missing", "snapshot-undated", "snapshot-dated"])
def test_what_a_command_has_an_option_for_is_said_when_it_is_uploaded(code):
    told = page_remedy(Issue(code, SEVERITIES[code], "T", "A1", "x", DETAILS), _)
    assert told.endswith("when you upload the workbook.")
    assert "--" not in told


def test_of_everything_else_the_usual_remedy_is_told():
    issue = Issue("ref-repeated", SEVERITIES["ref-repeated"], "T", "A1", "x", DETAILS)
    assert page_remedy(issue, _) == remedy(issue, _)

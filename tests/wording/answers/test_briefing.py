"""The reasons to ask about a recommendation, in words."""

from types import SimpleNamespace

import pandas as pd
import pytest

from model.status import RED_AMBER_GREEN
from model.terms import AttentionReason, Basis
from wording.answers.briefing import MOST_REASONS, late_then, reasons_sentence

FEBRUARY, JUNE = pd.Timestamp("2024-02-01"), pd.Timestamp("2024-06-01")
RED = SimpleNamespace(mark="Red", status_since=FEBRUARY)
AMBER = SimpleNamespace(mark="Amber", status_since=FEBRUARY)


def reason(code, **values):
    none = dict.fromkeys(("round", "first", "last", "words", "days", "before"), pd.NaT)
    return SimpleNamespace(**{**none, "reason": code, **values})


def sentence(row, *reasons, english, basis=None):
    return reasons_sentence(row, reasons, RED_AMBER_GREEN, english, basis=basis)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (reason("late", days=123), "123 days past its target"),
        (reason("late", days=1), "1 day past its target"),
        (reason("passed", words="until April 2025"), "“until April 2025” has passed"),
        (reason("overdue", first=JUNE, last=pd.Timestamp("2024-06-30")), "promise for June 2024 overdue"),
        (reason("silent", round=JUNE), "nothing reported in June 2024"),
        (reason("said-and-rated-apart", words="is sought"), "its words contradict its status: “is sought”"),
        (reason("same-words", round=JUNE, words="Funding is sought."), "the same words as in June 2024"),
        (reason("update-as-of", words="as of July 2023"), "its latest update points back: “as of July 2023”"),
        (reason("no-change", words="remains in place"), "its latest update says “remains in place”"),
        (reason("promised-next", words="until May 2027"), "names a later date: “until May 2027”"),
    ],
)
def test_a_reason_stands_after_the_status_and_its_month(english, given, words):
    assert sentence(AMBER, given, english=english) == f"Amber since February 2024; {words}."


def test_a_step_back_names_the_status_which_is_not_repeated(english):
    moved, worst = reason("worsened", round=JUNE, before="Amber"), reason("worst", round=JUNE)
    assert sentence(RED, moved, worst, english=english) == "Worsened from Amber to Red in June 2024."
    assert sentence(RED, worst, english=english) == "Red since February 2024."
    reopened = reason("reopened", round=JUNE, before="Green")
    assert sentence(AMBER, reopened, english=english) == "Reopened, from Green to Amber in June 2024."


def test_a_sentence_has_the_heaviest_reasons_and_no_more(english):
    given = [reason(code, words="so", days=1, round=JUNE) for code in ("late", "silent", "same-words", "no-change")]
    assert sentence(AMBER, *given, english=english).count(";") == MOST_REASONS - 1


def test_an_inferred_status_is_marked_where_that_is_wanted(english):
    words = sentence(AMBER, reason("same-status"), english=english, basis=Basis.INFERRED)
    assert words == "Amber, inferred since February 2024."


@pytest.mark.parametrize("code", AttentionReason)
def test_every_reason_has_words(english, code):
    before = "Green" if code in ("reopened", "worsened") else None
    assert sentence(AMBER, reason(code.value, words="so", days=1, round=JUNE, before=before), english=english)


def test_the_number_that_was_late_at_the_round_has_words_also_for_none(english):
    assert late_then(0, JUNE, english) == "none at the end of June 2024"
    assert late_then(4, JUNE, english) == "4 at the end of June 2024"

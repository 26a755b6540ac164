from types import SimpleNamespace

import pandas as pd
import pytest

from model.terms import AttentionReason
from wording.answers.attention import attention_reason, stalled_reason

FEBRUARY = pd.Timestamp("2024-02-01")


@pytest.mark.parametrize(
    ("reason", "words", "expected"),
    [
        ("said-and-rated-apart", "is being sought", "its words contradict its status: “is being sought”"),
        ("reopened", None, "reopened in February 2024"),
        ("worsened", None, "worsened in February 2024"),
        ("worst", float("nan"), "rated with the worst status in February 2024"),
        ("overdue", "Ask for the figures.", "a monitoring promise is overdue: Ask for the figures."),
        ("same-words", "Funding is sought.", "the same words as in February 2024: “Funding is sought.”"),
        ("update-as-of", "as of July 2023", "its latest update points back: “as of July 2023”"),
        ("no-change", "remains in place", "its latest update says “remains in place”"),
        ("promised-next", "until April 2025", "names a later date: “until April 2025”"),
        ("same-status", None, "the same status since February 2024"),
    ],
)
def test_a_reason_for_attention_has_its_evidence(english, reason, words, expected):
    assert attention_reason(SimpleNamespace(reason=reason, round=FEBRUARY, words=words), english) == expected


def test_a_promise_belongs_to_no_round(english):
    row = SimpleNamespace(reason="overdue", round=pd.NaT, words="Meet the lead.")
    assert attention_reason(row, english) == "a monitoring promise is overdue: Meet the lead."


@pytest.mark.parametrize(
    ("reason", "rounds", "words", "expected"),
    [
        ("same-status", 3, float("nan"), "the same status in the last 3 rounds, since February 2024"),
        ("same-status", 1, float("nan"), "the same status in the latest round, since February 2024"),
        ("same-words", 2, "Funding is sought.", "the same words as in February 2024: “Funding is sought.”"),
        ("update-as-of", 1, "as of July 2023", "its latest update points back: “as of July 2023”"),
        ("no-change", 1, "remains in place", "its latest update says “remains in place”"),
    ],
)
def test_a_sign_of_stalling_has_its_evidence(english, reason, rounds, words, expected):
    row = SimpleNamespace(reason=reason, since=FEBRUARY, rounds=rounds, words=words)
    assert stalled_reason(row, english) == expected


@pytest.mark.parametrize("reason", AttentionReason)
def test_every_reason_has_different_words(english, reason):
    assert attention_reason(SimpleNamespace(reason=reason.value, round=FEBRUARY, words="words"), english)


def test_a_reason_that_is_none_is_a_fault(english):
    row = SimpleNamespace(reason="something new", round=FEBRUARY, since=FEBRUARY, rounds=1, words="words")
    for reason_text in (attention_reason, stalled_reason):
        with pytest.raises(ValueError, match="something new"):
            reason_text(row, english)

from types import SimpleNamespace

import pandas as pd
import pytest

from wording.attention import stalled_reason

FEBRUARY = pd.Timestamp("2024-02-01")


@pytest.mark.parametrize(
    ("reason", "rounds", "words", "said"),
    [
        ("same-status", 3, float("nan"), "the same status for 3 rounds, since February 2024"),
        ("same-status", 1, float("nan"), "the same status for 1 round, since February 2024"),
        ("same-words", 2, "Funding is sought.", "the same words as in February 2024: “Funding is sought.”"),
        ("update-as-of", 1, "Update as of July", "the latest update says “Update as of July”"),
        ("no-change", 1, "remains in place", "the latest update says “remains in place”"),
    ],
)
def test_how_a_recommendation_has_stalled_is_said_with_its_evidence(english, reason, rounds, words, said):
    row = SimpleNamespace(reason=reason, since=FEBRUARY, rounds=rounds, words=words)
    assert stalled_reason(row, english) == said

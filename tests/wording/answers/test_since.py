import pandas as pd
import pytest

from model.language import Language
from model.terms import Timing
from wording.answers.since import overdue_since_sentences, promises_sentence
from wording.catalogue import translator

_ = translator(Language.ENGLISH)
JUNE, DAY = pd.Timestamp("2024-06-01"), pd.Timestamp("2026-11-27")


def overdue(*, promise=(0, 0), target=(0, 0)):
    counts = {("promise", False): promise[0], ("promise", True): promise[1]}
    counts |= {("target", False): target[0], ("target", True): target[1]}
    return pd.DataFrame([key for key, n in counts.items() for _number in range(n)], columns=["source", "now"]).astype(
        {"now": "bool"}
    )


@pytest.mark.parametrize(
    ("counts", "day", "words"),
    [
        ({"promise": (0, 9)}, None, "At the end of June 2024 no monitoring promise was overdue. Today 9 are."),
        (
            {"promise": (1, 2)},
            DAY,
            "At the end of June 2024, 1 monitoring promise was overdue. On 27 November 2026, 2 are.",
        ),
        (
            {"target": (2, 3)},
            None,
            "At the end of June 2024, 2 open recommendations were past their target dates. Today 3 are.",
        ),
        (
            {"target": (1, 0)},
            DAY,
            "At the end of June 2024, 1 open recommendation was past its target date. On 27 November 2026, none is.",
        ),
        ({"promise": (2, 2)}, None, ""),
        ({}, None, ""),
    ],
)
def test_both_numbers_are_there_where_they_differ(counts, day, words):
    assert overdue_since_sentences(overdue(**counts), JUNE, day, _) == words


def test_before_the_first_round_nothing_counts_as_overdue():
    assert overdue_since_sentences(overdue(promise=(0, 1), target=(0, 2)), pd.Timestamp("NaT"), None, _) == (
        "Before the first round no monitoring promise counts as overdue. Today 1 is. "
        "Before the first round no recommendation counts as past its target date. Today 2 are."
    )


def test_in_welsh_both_numbers_are_there():
    words = overdue_since_sentences(overdue(promise=(0, 9)), JUNE, None, translator(Language.WELSH))
    assert words == "Ar ddiwedd mis Mehefin 2024, nid oedd addewid monitro yn hwyr. Heddiw: 9."


def test_promises_that_passed_since_are_not_still_to_come():
    dated = {"due": JUNE, "due_last": JUNE, "due_precision": "month", "due_words": "June 2024"}
    promised = pd.DataFrame([{"timing": Timing.DUE} | dated])
    words = [
        promises_sentence(promised, overdue(**counts), JUNE, DAY, _)
        for counts in ({"target": (0, 1)}, {"promise": (0, 1)})
    ]
    assert words == [
        "No monitoring promise is overdue. The next falls due in June 2024.",
        "At the end of June 2024 no monitoring promise was overdue. On 27 November 2026, 1 is.",
    ]

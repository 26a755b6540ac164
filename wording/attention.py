"""Why a recommendation needs attention, in words."""

from typing import Any

from wording.catalogue import Translator
from wording.dates import format_round

SAME_STATUS, SAME_WORDS = "same-status", "same-words"
"""Two of the reasons of analysis.stalled; every other one is shown by the words it was found in."""


def stalled_reason(row: Any, _: Translator) -> str:
    """Return how it shows that a recommendation has stalled, from a row with reason, since, rounds and words."""
    month = format_round(row.since, _)
    if row.reason == SAME_STATUS:
        return _.plural(
            "the same status for {n} round, since {month}",
            "the same status for {n} rounds, since {month}",
            int(row.rounds),
            month=month,
        )
    if row.reason == SAME_WORDS:
        return _("the same words as in {month}: “{words}”", month=month, words=row.words)
    return _("the latest update says “{words}”", words=row.words)

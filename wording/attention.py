"""Why a recommendation needs attention, in words."""

from typing import Any

import pandas as pd

from wording.catalogue import Translator
from wording.dates import format_round


def attention_reason(row: Any, _: Translator) -> str:
    """Return the strongest reason to look at a recommendation, from a row of analysis.attention.

    The row has reason, round and words; a reason that is not known is shown by its words alone.
    """
    words = row.words if isinstance(row.words, str) else ""
    month = "" if pd.isna(row.round) else format_round(row.round, _)
    said = {
        "said-and-rated-apart": _("its words contradict its status: “{words}”", words=words),
        "reopened": _("reopened in {month}", month=month),
        "worsened": _("worsened in {month}", month=month),
        "worst": _("rated with the worst status in {month}", month=month),
        "overdue": _("a monitoring promise is overdue: {promise}", promise=words),
        "same-words": _("the same words as in {month}: “{words}”", month=month, words=words),
        "update-as-of": _("its latest update points back: “{words}”", words=words),
        "no-change": _("its latest update says “{words}”", words=words),
        "promised-next": _("a date still to come: “{words}”", words=words),
        "same-status": _("the same status since {month}", month=month),
    }
    return said.get(row.reason, words)


def stalled_reason(row: Any, _: Translator) -> str:
    """Return how it shows that a recommendation has stalled, from a row with reason, since, rounds and words."""
    month = format_round(row.since, _)
    if row.reason == "same-status":
        return _.plural(
            "the same status for {n} round, since {month}",
            "the same status for {n} rounds, since {month}",
            int(row.rounds),
            month=month,
        )
    said = {
        "same-words": _("the same words as in {month}: “{words}”", month=month, words=row.words),
        "update-as-of": _("its latest update points back: “{words}”", words=row.words),
    }
    return said.get(row.reason, _("its latest update says “{words}”", words=row.words))

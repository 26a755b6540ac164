"""Why a recommendation needs attention, in words."""

from typing import Any

import pandas as pd

from model.terms import Reason, Stall
from wording.catalogue import Translator
from wording.format.dates import format_round


def attention_reason(row: Any, _: Translator) -> str:
    """Return the strongest reason to look at a recommendation, from a row of analysis.attention.attention.

    The row has reason (a `Reason`), round and words.
    """
    words = row.words if isinstance(row.words, str) else ""
    month = "" if pd.isna(row.round) else format_round(row.round, _)
    return {
        Reason.SAID_AND_RATED_APART: _("its words contradict its status: “{words}”", words=words),
        Reason.REOPENED: _("reopened in {month}", month=month),
        Reason.WORSENED: _("worsened in {month}", month=month),
        Reason.WORST: _("rated with the worst status in {month}", month=month),
        Reason.OVERDUE: _("a monitoring promise is overdue: {promise}", promise=words),
        Reason.SAME_WORDS: _("the same words as in {month}: “{words}”", month=month, words=words),
        Reason.UPDATE_AS_OF: _("its latest update points back: “{words}”", words=words),
        Reason.NO_CHANGE: _("its latest update says “{words}”", words=words),
        Reason.PROMISED_NEXT: _("a date still to come: “{words}”", words=words),
        Reason.SAME_STATUS: _("the same status since {month}", month=month),
    }[Reason(row.reason)]


def stalled_reason(row: Any, _: Translator) -> str:
    """Return how it shows that a recommendation has stalled, from a row of analysis.movement.stalled."""
    month = format_round(row.since, _)
    return {
        Stall.SAME_STATUS: _.plural(
            "the same status for {n} round, since {month}",
            "the same status for {n} rounds, since {month}",
            int(row.rounds),
            month=month,
        ),
        Stall.SAME_WORDS: _("the same words as in {month}: “{words}”", month=month, words=row.words),
        Stall.UPDATE_AS_OF: _("its latest update points back: “{words}”", words=row.words),
        Stall.NO_CHANGE: _("its latest update says “{words}”", words=row.words),
    }[Stall(row.reason)]

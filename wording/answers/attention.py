"""Why a recommendation needs attention, in words."""

from typing import TYPE_CHECKING

import pandas as pd

from model.terms import AttentionReason, StallSign
from wording.catalogue import Translator
from wording.format.dates import format_round

if TYPE_CHECKING:
    from analysis.attention import AttentionRow
    from analysis.movement import StalledRow


def attention_reason(row: "AttentionRow", _: Translator) -> str:
    """Return the main reason why a recommendation needs attention, from a row of analysis.attention.

    The row has reason (a `AttentionReason`), round and words.
    """
    words = row.words if isinstance(row.words, str) else ""
    month = "" if pd.isna(row.round) else format_round(row.round, _)
    return {
        AttentionReason.CONTRADICTION: _("its words contradict its status: “{words}”", words=words),
        AttentionReason.REOPENED: _("reopened in {month}", month=month),
        AttentionReason.WORSENED: _("worsened in {month}", month=month),
        AttentionReason.WORST: _("rated with the worst status in {month}", month=month),
        AttentionReason.OVERDUE: _("a monitoring promise is overdue: {promise}", promise=words),
        AttentionReason.SAME_WORDS: _("the same words as in {month}: “{words}”", month=month, words=words),
        AttentionReason.UPDATE_AS_OF: _("its latest update points back: “{words}”", words=words),
        AttentionReason.NO_CHANGE: _("its latest update says “{words}”", words=words),
        AttentionReason.PROMISED_NEXT: _("names a later date: “{words}”", words=words),
        AttentionReason.SAME_STATUS: _("the same status since {month}", month=month),
    }[AttentionReason(row.reason)]


def stalled_reason(row: "StalledRow", _: Translator) -> str:
    """Return the sign that a recommendation has stalled, from a row of analysis.movement."""
    month = format_round(row.since, _)
    return {
        StallSign.SAME_STATUS: _.plural(
            "the same status in the latest round, since {month}",
            "the same status in the last {n} rounds, since {month}",
            int(row.rounds),
            month=month,
        ),
        StallSign.SAME_WORDS: _("the same words as in {month}: “{words}”", month=month, words=row.words),
        StallSign.UPDATE_AS_OF: _("its latest update points back: “{words}”", words=row.words),
        StallSign.NO_CHANGE: _("its latest update says “{words}”", words=row.words),
    }[StallSign(row.reason)]

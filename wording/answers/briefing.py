"""What stands first before a meeting: what it is about, what changed, what is late, and why to ask about something."""

from collections.abc import Sequence
from textwrap import shorten
from typing import TYPE_CHECKING

import pandas as pd

from model.dates import Precision
from model.language import Language
from model.status import Scale
from model.terms import AttentionReason, Movement
from wording.answers.headline import movement_sentence, movement_with_month
from wording.catalogue import Translator
from wording.format.dates import format_date, format_day, format_round
from wording.format.statuses import status_words
from wording.format.text import begin_sentence, format_count
from wording.sentences import label

if TYPE_CHECKING:
    from analysis.briefing import LateCount
    from analysis.reasons import AttentionRow, ReasonRow

MOST_REASONS = 3
"""The most reasons that a sentence gives, with the status: the heaviest."""
_QUOTED = 60
"""The most letters of a quotation in a reason."""


def reasons_sentence(
    row: "AttentionRow", reasons: Sequence["ReasonRow"], scale: Scale, _: Translator, *, basis: object = None
) -> str:
    """Return why to ask about a recommendation, such as "Red since July 2026; 123 days past its target".

    Its rows are those of `analysis.reasons`, its reasons the heaviest first. `basis` is that of its status, where an
    inferred status is to be marked in words.
    """
    kinds = {AttentionReason(reason.reason): reason for reason in reasons}
    moved = kinds.pop(AttentionReason.WORSENED, None) or kinds.pop(AttentionReason.REOPENED, None)
    for said in (AttentionReason.WORST, AttentionReason.SAME_STATUS):
        kinds.pop(said, None)
    first = _status_since(row, scale, basis, _) if moved is None else _moved_back(row, moved, scale, _)
    others = [_reason(kind, reason, _) for kind, reason in kinds.items()]
    return begin_sentence("; ".join([first, *others][:MOST_REASONS])) + "."


def late_then(count: int, month: pd.Timestamp, _: Translator) -> str:
    """Return how many there were at the end of a month: "none at the end of June 2024"."""
    name = format_round(month, _)
    if not count:
        return _("none at the end of {month}", month=name)
    return _("{n} at the end of {month}", n=format_count(count, _), month=name)


def late_sentence(late: "LateCount", month: pd.Timestamp, _: Translator) -> str:
    """Return how many of a kind are late, such as "9 promises are overdue"; `month` is that of the latest round."""
    name = "" if pd.isna(month) else format_round(month, _)
    return label("late", late.kind, _, n=late.count, month=name)


def nothing_reported(month: pd.Timestamp, _: Translator) -> str:
    """Return that nothing was reported in a round."""
    return _("nothing reported in {month}", month="" if pd.isna(month) else format_round(month, _))


def no_response(day: pd.Timestamp, _: Translator) -> str:
    """Return that a formal response has not come, and the last day on which it was due."""
    return _("no formal response, due by {day}", day=format_day(day, _))


def _status_since(row: "AttentionRow", scale: Scale, basis: object, _: Translator) -> str:
    status = status_words(row.mark, basis, scale, _)
    if pd.isna(row.status_since):
        return status
    return _("{status} since {month}", status=status, month=format_round(row.status_since, _))


def _moved_back(row: "AttentionRow", moved: "ReasonRow", scale: Scale, _: Translator) -> str:
    sentence = movement_sentence(str(moved.before), row.mark, moved.reason, scale, _)
    return movement_with_month(sentence, Movement(moved.reason), moved.round, _)


def _reason(kind: AttentionReason, row: "ReasonRow", _: Translator) -> str:
    """Return a reason; a Welsh sentence does not quote, since the words are found in the English text."""
    words = shorten(row.words, _QUOTED, placeholder=" …") if isinstance(row.words, str) else ""
    month = "" if pd.isna(row.round) else format_round(row.round, _)
    days = 0 if pd.isna(row.days) else int(row.days)  # type: ignore[call-overload]
    due = format_date(row.first, row.last, Precision.MONTH, None, _)
    if _.language is Language.WELSH and (unquoted := label("attention-reason-unquoted", kind, _, default="", date=due)):
        return unquoted
    return label("attention-reason", kind, _, n=days, words=words, month=month, date=due)

"""The parts of the list of recommendations that can be shown alone, in words."""

from typing import TYPE_CHECKING

import pandas as pd

from model.status.scale import Scale
from model.terms import Movement, ShownPart
from wording.answers.movement import movement_heading
from wording.catalogue import Translator
from wording.format.dates import format_round
from wording.format.lists import join_words
from wording.format.statuses import standing_word

if TYPE_CHECKING:
    from analysis.attention import CountedPart


def part_words(
    part: "CountedPart", scale: Scale, _: Translator, *, since: pd.Timestamp | None, at: pd.Timestamp
) -> str:
    """Return what is in a part: "Completed (June 2024, since February 2024)", "Red in February 2024".

    `since` and `at` are the months of the part.
    """
    words = []
    if part.was:
        words.append(_in_month(standing_word(part.was, scale, _), since, _))
    if part.now:
        words.append(_in_month(standing_word(part.now, scale, _), at, _))
    if part.only in set(Movement) and since is not None:
        start, end = format_round(since, _), format_round(at, _)
        name = movement_heading(part.only, _)
        words.append(_("{movement} ({end}, since {start})", movement=name, start=start, end=end))
    elif part.only:
        name = part_heading(part.only, _)
        words.append(name if part.at is None else _in_month(name, at, _))
    return join_words(words, _)


def _in_month(words: str, month: pd.Timestamp | None, _: Translator) -> str:
    if month is None or pd.isna(month):
        return words
    return _("{words} ({month})", words=words, month=format_round(month, _))


def part_heading(part: str, _: Translator) -> str:
    """Return the heading of a part of the list."""
    if part in set(Movement):
        return movement_heading(part, _)
    return {
        ShownPart.LATE: _("Past the target date"),
        ShownPart.DUE: _("Target due this round"),
        ShownPart.SLIPPED: _("Target slipped"),
        ShownPart.WITHOUT_TARGET: _("Without a target date"),
        ShownPart.PROPOSED: _("Proposed for closure"),
        ShownPart.DIFFERENT: _("Agency and office differ"),
        ShownPart.CLOSED: _.within("a part of the list", "Closed"),
        ShownPart.COMPLETE: _("Complete"),
        ShownPart.CLOSED_INCOMPLETE: _("Closed, not complete"),
        ShownPart.OUTSTANDING: _("Outstanding"),
        ShownPart.STALLED: _("Stalled"),
        ShownPart.SAME_STATUS: _("At the same status for two rounds or more"),
        ShownPart.ATTENTION: _("With a reason to ask"),
        ShownPart.SILENT: _("Expected, and nothing reported"),
        ShownPart.COUNTED: _("Expected or reported"),
        ShownPart.REPORTED: _("Reported"),
        ShownPart.RATED: _("Rated"),
        ShownPart.INFERRED: _("Status inferred"),
        ShownPart.WITH_TARGET: _("With a target date"),
        ShownPart.RESPONDED: _("With a formal response"),
    }[ShownPart(part)]

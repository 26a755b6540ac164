"""Counts in words: how many recommendations have each mark, and how many rounds ago something was."""

import pandas as pd

from model.status.scale import Scale
from wording.catalogue import Translator
from wording.format.statuses import list_marks, mark_words


def mark_counts(marks: pd.Series, scale: Scale, _: Translator) -> str:
    """Return the counts of the marks in a column, worst first: "17 Amber and 1 Green"."""
    counts = marks.value_counts()
    return list_marks([(mark, int(counts[mark])) for mark, _word in mark_words(scale, _) if mark in counts], scale, _)


def rounds_ago(rounds: int, days: int, _: Translator) -> str:
    """Return the number of rounds and days that have passed: "1 round and 121 days ago"."""
    if not days:
        return _("in the latest round")
    counted = _.plural("{n} day", "{n} days", days)
    if not rounds:
        return _("in the latest round, {days} ago", days=counted)
    return _("{rounds} and {days} ago", rounds=_.plural("{n} round", "{n} rounds", rounds), days=counted)

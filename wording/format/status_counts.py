"""Counts in words: how many stand at each mark, and how long ago something was."""

import pandas as pd

from model.status.scale import Scale
from wording.catalogue import Translator
from wording.format.statuses import mark_words, marks_listed


def mark_counts(marks: pd.Series, scale: Scale, _: Translator) -> str:
    """Return how many of a column of marks are each, worst first: "17 Amber and 1 Green"."""
    counts = marks.value_counts()
    return marks_listed([(mark, int(counts[mark])) for mark, _word in mark_words(scale, _) if mark in counts], scale, _)


def how_long_ago(rounds: int, days: int, _: Translator) -> str:
    """Return how many rounds and days have passed since: "1 round and 121 days ago"."""
    if not days:
        return _("in the latest round")
    counted = _.plural("{n} day", "{n} days", days)
    if not rounds:
        return _("in the latest round, {days} ago", days=counted)
    return _("{rounds} and {days} ago", rounds=_.plural("{n} round", "{n} rounds", rounds), days=counted)

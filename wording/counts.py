"""Counts in words: how many stand at each mark, and how many rounds ago."""

import pandas as pd

from model.scale import Scale
from wording.catalogue import Translator
from wording.marks import mark_words, marks_listed


def mark_counts(marks: pd.Series, scale: Scale, _: Translator) -> str:
    """Return how many of a column of marks are each, worst first: "17 Amber and 1 Green"."""
    counts = marks.value_counts()
    return marks_listed([(mark, int(counts[mark])) for mark, _word in mark_words(scale, _) if mark in counts], scale, _)


def rounds_ago(rounds: int, _: Translator) -> str:
    """Return how many rounds have passed since."""
    if rounds == 0:
        return _("in the latest round")
    return _.plural("{n} round ago", "{n} rounds ago", rounds)

"""Counts in words: how many recommendations have each mark."""

import pandas as pd

from model.status.scale import Scale
from wording.catalogue import Translator
from wording.format.statuses import list_marks, standing_word


def mark_counts(marks: pd.Series, scale: Scale, _: Translator) -> str:
    """Return the counts of the marks in a column, worst first: "17 Amber and 1 Green"."""
    counts = marks.value_counts()
    counted = [(mark, int(counts[mark])) for mark in scale.marks if mark in counts]
    return list_marks(counted, scale, _, word_of=standing_word)

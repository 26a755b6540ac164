"""Counts in words: how many recommendations have each mark."""

import pandas as pd

from model.status.scale import Scale
from wording.catalogue import Translator
from wording.format.statuses import list_marks, mark_words


def mark_counts(marks: pd.Series, scale: Scale, _: Translator) -> str:
    """Return the counts of the marks in a column, worst first: "17 Amber and 1 Green"."""
    counts = marks.value_counts()
    return list_marks([(mark, int(counts[mark])) for mark, _word in mark_words(scale, _) if mark in counts], scale, _)

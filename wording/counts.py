"""Counts in words: how many stand at each mark, and how many rounds ago."""

import pandas as pd

from model.scale import Scale
from wording.catalogue import Translator
from wording.lists import join_words
from wording.marks import mark_word, mark_words
from wording.numbers import format_count


def mark_counts(marks: pd.Series, scale: Scale, _: Translator) -> str:
    """Return how many of a column of marks are each: "17 Amber and 1 Green"."""
    counts = marks.value_counts()
    told = [
        _("{n} {mark}", n=format_count(int(counts[mark]), _), mark=mark_word(mark, scale, _))
        for mark, _word in mark_words(scale, _)
        if mark in counts
    ]
    return join_words(told, _)


def rounds_ago(rounds: int, _: Translator) -> str:
    """Return how many rounds have passed since."""
    if rounds == 0:
        return _("in the latest round")
    return _.plural("{n} round ago", "{n} rounds ago", rounds)

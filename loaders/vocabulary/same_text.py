"""Whether two texts are the same recommendation, perhaps edited."""

from rapidfuzz import fuzz

from model.text import label_key

_SAME_TEXT_SCORE = 80
"""The least similarity, in percent, of two texts under one ref that are one recommendation, edited."""

PLACEHOLDERS = frozenset({"n/a", "na", "nan", "none", "null", "tbc", "tbd", "tba", "unknown"})
"""Label keys of what is written into a cell that has nothing to say."""


def is_same_text(text: str, other: str) -> bool:
    """Return whether two texts are one recommendation, perhaps edited."""
    return fuzz.ratio(label_key(text), label_key(other)) >= _SAME_TEXT_SCORE

"""TODO docstring."""

from rapidfuzz import fuzz

from model.text import label_key

_ONE_TEXT = 80
"""Two texts under one ref that are so alike are one recommendation, edited."""


def is_one_text(one: str, other: str) -> bool:
    """Say whether two texts are one recommendation, perhaps edited."""
    return fuzz.ratio(label_key(one), label_key(other)) >= _ONE_TEXT

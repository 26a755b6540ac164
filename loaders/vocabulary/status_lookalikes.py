"""Labels that look like a status of a scale and are not one: pairs of statuses, and sentences that begin with one."""

import re
from collections.abc import Mapping, Set

_SEPARATOR = r"\s*(?:[-=]>|[/,;&+|>→⇒()\[\]])\s*"
_SEPARATING_WORDS = (
    r"\s+(?:and|or|to|a|neu|i)\s+|\s*\b(?:was|were|now|from|formerly|previously|gynt|yn flaenorol)\b:?\s*"
)
_BETWEEN_STATUSES = re.compile(rf"{_SEPARATOR}|\s*[–—-]\s*|{_SEPARATING_WORDS}")
_BETWEEN_WORDS = re.compile(rf"\s*(?:[-=]>|[/&+|>→⇒()\[\]])\s*|{_SEPARATING_WORDS}")
"""A tracker's own words for a status may contain a dash, a comma or a semicolon: In progress - on track is one."""
_BETWEEN_LABELLED = re.compile(r"\s*[,;|/]\s*")
_LABELLED = re.compile(r"\w{1,12}\s*[:=]\s*")
"""The label before a status in a cell with several: M1: Complete | M2: In progress."""
_NEGATED = re.compile(r"\b(?:not|no|never|un\w+|without|ddim|heb|nid|dim)\b")


def candidate_statuses(key: str, labels: Mapping[str, str]) -> list[str]:
    """Return the statuses that a label key may mean: both of a pair, or the one that a sentence begins with.

    A sentence that continues with a negation has no candidates.
    """
    pair = _pair(key, labels)
    begins = _begins_with(key, labels)
    if pair or begins is None or _NEGATED.search(key[len(begins) :]):
        return pair
    return [labels[begins]]


def resembles_status(key: str, labels: Mapping[str, str]) -> bool:
    """Return whether a label key is made of statuses of a scale, or begins with one."""
    return bool(_pair(key, labels)) or _begins_with(key, labels) is not None


def is_negation(key: str) -> bool:
    """Return whether a label key begins with a negation."""
    return _NEGATED.match(key) is not None


def split_status_words(key: str, words: Set[str]) -> list[str]:
    """Return the words for a status that a label key consists of, if they are several; else nothing."""
    if key == "n/a":
        return []
    parts = [part for part in _BETWEEN_WORDS.split(key) if part]
    labelled = [_LABELLED.match(part) for part in _BETWEEN_LABELLED.split(key)]
    if all(labelled):
        parts = [label.string[label.end() :] for label in labelled if label is not None]
    return list(dict.fromkeys(parts)) if len(parts) > 1 and all(part in words for part in parts) else []


def _pair(key: str, labels: Mapping[str, str]) -> list[str]:
    """Return the statuses that a label consists of, if it contains nothing else."""
    parts = [part for part in _BETWEEN_STATUSES.split(key) if part]
    if len(parts) == 1:
        parts = key.split()
    found = [labels.get(part) or labels.get(_LABELLED.sub("", part, count=1), "") for part in parts]
    return list(dict.fromkeys(found)) if len(found) > 1 and all(found) else []


def _begins_with(key: str, labels: Mapping[str, str]) -> str | None:
    """Return the longest word of a status, not its letters, that a label begins with."""
    words = sorted((label for label in labels if len(label) > 2), key=len, reverse=True)
    return next((word for word in words if re.match(rf"{re.escape(word)}\b", key)), None)

"""Labels that look like statuses of a scale and are none: pairs of them, and sentences that begin with one."""

import re
from collections.abc import Mapping, Set

_APART = r"\s*(?:[-=]>|[/,;&+|>→⇒()\[\]])\s*"
_WORDS_APART = r"\s+(?:and|or|to|a|neu|i)\s+|\s*\b(?:was|were|now|from|formerly|previously|gynt|yn flaenorol)\b:?\s*"
_BETWEEN = re.compile(rf"{_APART}|\s*[–—-]\s*|{_WORDS_APART}")
_BETWEEN_OWN = re.compile(rf"\s*(?:[-=]>|[/&+|>→⇒()\[\]])\s*|{_WORDS_APART}")
"""Words of one's own may have a dash, a comma or a semicolon inside: In progress - on track is one."""
_BETWEEN_LABELLED = re.compile(r"\s*[,;|/]\s*")
_LABELLED = re.compile(r"\w{1,12}\s*[:=]\s*")
"""What a status is of, where a cell has several: M1: Complete | M2: In progress."""
_NEGATED = re.compile(r"\b(?:not|no|never|un\w+|without|ddim|heb|nid|dim)\b")


def statuses_meant(folded: str, labels: Mapping[str, str]) -> list[str]:
    """Return what a folded label may mean: both of a pair, or the status that a sentence begins with.

    A sentence that goes on to deny something may mean anything.
    """
    pair = _pair(folded, labels)
    begins = _begins_with(folded, labels)
    if pair or begins is None or _NEGATED.search(folded[len(begins) :]):
        return pair
    return [labels[begins]]


def looks_alike(folded: str, labels: Mapping[str, str]) -> bool:
    """Say whether a folded label speaks of the statuses of a scale, whatever it says of them."""
    return bool(_pair(folded, labels)) or _begins_with(folded, labels) is not None


def is_denial(folded: str) -> bool:
    """Say whether a folded label begins by denying what follows."""
    return _NEGATED.match(folded) is not None


def words_named(folded: str, words: Set[str]) -> list[str]:
    """Return the several words for a status that a folded label is made of; none where it is one, or anything else."""
    if folded == "n/a":
        return []
    parts = [part for part in _BETWEEN_OWN.split(folded) if part]
    labelled = [_LABELLED.match(part) for part in _BETWEEN_LABELLED.split(folded)]
    if all(labelled):
        parts = [one.string[one.end() :] for one in labelled if one is not None]
    return list(dict.fromkeys(parts)) if len(parts) > 1 and all(part in words for part in parts) else []


def _pair(folded: str, labels: Mapping[str, str]) -> list[str]:
    """Return the statuses a label is made of, where it is made of nothing else."""
    parts = [part for part in _BETWEEN.split(folded) if part]
    if len(parts) == 1:
        parts = folded.split()
    found = [labels.get(part) or labels.get(_LABELLED.sub("", part, count=1), "") for part in parts]
    return list(dict.fromkeys(found)) if len(found) > 1 and all(found) else []


def _begins_with(folded: str, labels: Mapping[str, str]) -> str | None:
    """Return the longest word of a status, not its letters, that a label begins with."""
    words = sorted((label for label in labels if len(label) > 2), key=len, reverse=True)
    return next((word for word in words if re.match(rf"{re.escape(word)}\b", folded)), None)

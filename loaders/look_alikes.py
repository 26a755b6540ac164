"""Labels that look like statuses of a scale and are none: pairs of them, and sentences that begin with one."""

import re
from collections.abc import Mapping

_BETWEEN = re.compile(r"\s*[/,&+|–—-]\s*|\s+(?:and|or|to|a|neu|i)\s+")
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


def _pair(folded: str, labels: Mapping[str, str]) -> list[str]:
    parts = [labels.get(part, "") for part in _BETWEEN.split(folded)]
    return list(dict.fromkeys(parts)) if len(parts) > 1 and all(parts) else []


def _begins_with(folded: str, labels: Mapping[str, str]) -> str | None:
    """Return the longest word of a status, not its letters, that a label begins with."""
    words = sorted((label for label in labels if len(label) > 2), key=len, reverse=True)
    return next((word for word in words if re.match(rf"{re.escape(word)}\b", folded)), None)

"""The usual order of words that people have for how far a task is: an example for them to reorder."""

from collections.abc import Iterable, Mapping

from loaders.headings import fold

_STEPS = (
    ("overdue", "late", "delayed", "hwyr"),
    (
        "not started",
        "not yet started",
        "not begun",
        "no progress",
        "to do",
        "todo",
        "red",
        "coch",
        "heb ddechrau",
        "no",
        "n",
        "false",
        "nac ydy",
        "naddo",
    ),
    ("open", "new", "outstanding", "ar agor", "agored"),
    ("on hold", "on-hold", "paused", "blocked", "deferred", "planned", "scheduled"),
    (
        "in progress",
        "ongoing",
        "on-going",
        "started",
        "under way",
        "underway",
        "amber",
        "ambr",
        "ar y gweill",
        "parhaus",
    ),
    ("partial", "partially", "partly", "in part", "rhannol", "yn rhannol"),
    ("on track", "nearly complete"),
    (
        "done",
        "complete",
        "completed",
        "delivered",
        "implemented",
        "achieved",
        "resolved",
        "green",
        "gwyrdd",
        "cwblhawyd",
        "yes",
        "y",
        "true",
        "ie",
        "ydy",
        "do",
    ),
    ("closed", "signed off", "wedi cau", "wedi'i gau", "ar gau"),
)
_PLACES: Mapping[str, int] = {word: place for place, step in enumerate(_STEPS) for word in step}
USUAL = frozenset(_PLACES)
"""Folded words that people commonly have for how far a task is."""
_OTHERS = 4
"""Words that are not known stand where work in progress does."""
_DONE = 7
"""The first place of words that mean done."""


def is_usual(word: str) -> bool:
    """Say whether a word is commonly used for how far a task is."""
    return fold(word) in _PLACES


def means_unfinished(word: str) -> bool:
    """Say whether a word is commonly used for what is not done."""
    return _PLACES.get(fold(word), _DONE) < _DONE


def usual_order(words: Iterable[str]) -> tuple[str, ...]:
    """Return words worst first as far as they are known; one that means done is added where none does."""
    ordered = sorted(words, key=_place)
    if all(_place(word) < _DONE for word in ordered):
        return (*ordered, "Closed")
    return tuple(ordered) if len(ordered) > 1 else ("Open", *ordered)


def _place(word: str) -> int:
    return _PLACES.get(fold(word), _OTHERS)

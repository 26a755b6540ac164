"""Labels with a fixed meaning: statuses of the scale, kinds and bases, each matched whole and in either language."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from model.language import Language
from model.status.scale import RED_AMBER_GREEN, Scale
from model.terms import Basis, Kind, MonitoringKind, NameKind
from model.text import label_key

KINDS: Mapping[str, str] = {
    "response": Kind.RESPONSE.value,
    "ymateb": Kind.RESPONSE.value,
    "progress": Kind.PROGRESS.value,
    "cynnydd": Kind.PROGRESS.value,
}
BASES: Mapping[str, str] = {
    "published": Basis.PUBLISHED.value,
    "cyhoeddwyd": Basis.PUBLISHED.value,
    "wedi'i gyhoeddi": Basis.PUBLISHED.value,
    "inferred": Basis.INFERRED.value,
    "wedi'i ddehongli": Basis.INFERRED.value,
}
MONITORING_KINDS: Mapping[str, str] = {
    "meeting": MonitoringKind.MEETING.value,
    "cyfarfod": MonitoringKind.MEETING.value,
    "request": MonitoringKind.REQUEST.value,
    "cais": MonitoringKind.REQUEST.value,
    "attendance": MonitoringKind.ATTENDANCE.value,
    "presenoldeb": MonitoringKind.ATTENDANCE.value,
    "assurance": MonitoringKind.ASSURANCE.value,
    "sicrwydd": MonitoringKind.ASSURANCE.value,
    "other": MonitoringKind.OTHER.value,
    "arall": MonitoringKind.OTHER.value,
}
NAME_KINDS: Mapping[str, str] = {
    "theme": NameKind.THEME.value,
    "thema": NameKind.THEME.value,
    "agency": NameKind.AGENCY.value,
    "asiantaeth": NameKind.AGENCY.value,
    "role": NameKind.ROLE.value,
    "rôl": NameKind.ROLE.value,
}


_AMBER, _ALSO_AMBER = "ambr", "oren"
"""Amber in Welsh, and the word that some Welsh bodies have for it."""


def status_labels(scale: Scale) -> Mapping[str, str]:
    """Return every folded label that means a status of the scale: its word in either language, and its letters.

    A label that would mean two statuses means the one whose word it is, then the one whose English letters it is. Red,
    Amber and Green are known in both languages whatever the Key says, and Amber by both its Welsh words.
    """
    labels: dict[str, str] = {}
    for language in Language:
        for status in scale.statuses:
            labels.setdefault(label_key(status.label(language)), status.name)
    for language in Language:
        for status in scale.statuses:
            labels.setdefault(label_key(scale.letter(status.name, language)), status.name)
    for known in RED_AMBER_GREEN.statuses:
        for word, other in ((known.name, known.name_cy), (known.name_cy, known.name)):
            if label_key(word) in labels:
                labels.setdefault(label_key(other), labels[label_key(word)])
    if _AMBER in labels:
        labels.setdefault(_ALSO_AMBER, labels[_AMBER])
    return labels


@lru_cache(maxsize=4096)
def is_mark(written: str) -> bool:
    """Say whether a text is only a sign, such as a dot or a cross: it says nothing by itself."""
    return written.casefold() == "x" or not _SAYS_SOMETHING.search(written)


_SAYS_SOMETHING = re.compile(r"[\w?.–—-]")
_NO_PROGRESS = ("no progress", "no progress made", "no progress to date")
_NO_PROGRESS_CY = ("dim cynnydd", "dim cynnydd hyd yma", "ni wnaed cynnydd")


def meaning_labels(scale: Scale) -> Mapping[str, str]:
    """Return every folded label that is the meaning of one status, written out in full in either language.

    "No progress" is the status whose meaning begins so: by the report's own key that is Red.
    """
    labels: dict[str, str] = {}
    twice: set[str] = set()
    for status in scale.statuses:
        own = {label_key(status.explain(language)).rstrip(" .!") for language in Language}
        if any(meaning.startswith("no progress") for meaning in own):
            own |= {*_NO_PROGRESS, *_NO_PROGRESS_CY}
        twice |= own & labels.keys()
        labels |= dict.fromkeys(own, status.name)
    return {label: name for label, name in labels.items() if label and label not in twice}


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
    return label_key(word) in _PLACES


def means_unfinished(word: str) -> bool:
    """Say whether a word is commonly used for what is not done."""
    return _PLACES.get(label_key(word), _DONE) < _DONE


def usual_order(words: Iterable[str]) -> tuple[str, ...]:
    """Return words worst first as far as they are known; one that means done is added where none does."""
    ordered = sorted(words, key=_place)
    if all(_place(word) < _DONE for word in ordered):
        return (*ordered, "Closed")
    return tuple(ordered) if len(ordered) > 1 else ("Open", *ordered)


def _place(word: str) -> int:
    return _PLACES.get(label_key(word), _OTHERS)

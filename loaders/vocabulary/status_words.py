"""Labels with a fixed meaning: statuses of the scale, kinds and bases, each matched exactly, in either language."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from model.language import Language
from model.status.colours import is_known_colour
from model.status.scale import RED_AMBER_GREEN, Scale
from model.status.symbols import symbol_words, symbols_of, without_symbols
from model.terms import Basis, ClosureDecision, Kind, MonitoringKind, NameKind
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
DECISIONS: Mapping[str, str] = {
    "closed": ClosureDecision.CLOSED.value,
    "wedi'i gau": ClosureDecision.CLOSED.value,
    "kept open": ClosureDecision.KEPT_OPEN.value,
    "cadwyd ar agor": ClosureDecision.KEPT_OPEN.value,
    "superseded by": ClosureDecision.SUPERSEDED.value,
    "superseded": ClosureDecision.SUPERSEDED.value,
    "disodlwyd gan": ClosureDecision.SUPERSEDED.value,
    "no longer applicable": ClosureDecision.NO_LONGER_APPLICABLE.value,
    "ddim yn berthnasol mwyach": ClosureDecision.NO_LONGER_APPLICABLE.value,
    "not accepted": ClosureDecision.NOT_ACCEPTED.value,
    "heb ei dderbyn": ClosureDecision.NOT_ACCEPTED.value,
    "reopened": ClosureDecision.REOPENED.value,
    "ailagorwyd": ClosureDecision.REOPENED.value,
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
"""Amber in Welsh, and the word that some Welsh bodies use for it."""
_MEANINGFUL = re.compile(r"[\w?.–—-]")
_NAMED_SYMBOL = re.compile(r"\[[^\[\]]+ [0-9A-F]{4}\]")
"""A symbol of Word whose character is not known: [Wingdings F06A]."""
_NO_PROGRESS = ("no progress", "no progress made", "no progress to date")
_NO_PROGRESS_CY = ("dim cynnydd", "dim cynnydd hyd yma", "ni wnaed cynnydd")


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
        "❌",
        "✗",
        "✘",
        "✖",
        "✕",
        "☒",
        "☐",
        "🔴",
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
        "⌛",
        "⏳",
        "🔄",
        "🟠",
        "🟡",
    ),
    ("partial", "partially", "partly", "in part", "rhannol", "yn rhannol", "⚠"),
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
        "✅",
        "✔",
        "✓",
        "☑",
        "🟢",
    ),
    ("closed", "signed off", "wedi cau", "wedi'i gau", "ar gau"),
)
_CIRCLES: Mapping[str, frozenset[str]] = {
    "red": frozenset("🔴"),
    "amber": frozenset("🟠🟡"),
    "orange": frozenset("🟠"),
    "yellow": frozenset("🟡"),
    "green": frozenset("🟢"),
    "blue": frozenset("🔵"),
    "purple": frozenset("🟣"),
    "black": frozenset("⚫"),
}
"""The circles that stand for the colour of a status."""
_RANKS: Mapping[str, int] = {word: rank for rank, step in enumerate(_STEPS) for word in step}
PROGRESS_WORDS = frozenset(_RANKS)
"""Label keys of words that people commonly use for how far a task is."""
_UNKNOWN_RANK = 4
"""The rank of unknown words: that of work in progress."""
_DONE_RANK = 7
"""The first rank of words that mean done."""


def status_labels(scale: Scale) -> Mapping[str, str]:
    """Return the status of every label key that means one: its word in either language, and its letters.

    Its word is that of the workbook, or that which is shown where it has symbols. A label that would mean two statuses
    means the one whose word it is, then the one whose English letters it is. Red, Amber and Green are recognised in
    both languages whatever the Key says, and Amber by both its Welsh words.
    """
    labels: dict[str, str] = {}
    for language in Language:
        for status in scale.statuses:
            labels.setdefault(label_key(status.label(language)), status.name)
    for language in Language:
        for status in scale.statuses:
            labels.setdefault(label_key(scale.label(status.name, language)), status.name)
    for language in Language:
        for status in scale.statuses:
            if without_symbols(status.name):
                labels.setdefault(label_key(scale.letter(status.name, language)), status.name)
    for status in RED_AMBER_GREEN.statuses:
        for word, other in ((status.name, status.name_cy), (status.name_cy, status.name)):
            if label_key(word) in labels:
                labels.setdefault(label_key(other), labels[label_key(word)])
    if _AMBER in labels:
        labels.setdefault(_ALSO_AMBER, labels[_AMBER])
    return labels


@lru_cache(maxsize=4096)
def is_symbol(written: str) -> bool:
    """Return whether a text is only a symbol without a meaning, such as a dot or a cross."""
    return written.casefold() == "x" or is_named_symbol(written) or not _MEANINGFUL.search(written)


def is_named_symbol(written: str) -> bool:
    """Return whether a text is the name of a symbol whose character is not known."""
    return _NAMED_SYMBOL.fullmatch(written) is not None


def meaning_labels(scale: Scale) -> Mapping[str, str]:
    """Return the status of every label key that is the meaning of one status, written out in full in either language.

    The meaning of a coloured circle is the status with that colour.
    "No progress" is the status whose meaning begins so: by the report's own key that is Red.
    """
    labels: dict[str, str] = {}
    ambiguous: set[str] = set()
    for status in scale.statuses:
        meanings = {label_key(status.explain(language)).rstrip(" .!") for language in Language}
        if any(meaning.startswith("no progress") for meaning in meanings):
            meanings |= {*_NO_PROGRESS, *_NO_PROGRESS_CY}
        meanings |= _CIRCLES.get(label_key(status.colour or status.name), set())
        ambiguous |= meanings & labels.keys()
        labels |= dict.fromkeys(meanings, status.name)
    return {label: name for label, name in labels.items() if label and label not in ambiguous}


def status_key(written: str, labels: Mapping[str, str]) -> str:
    """Return the label key of a status: that of its words alone where only these are in the labels, as in "🟢 Green".

    A symbol that means another status than the words contradicts them; then the key is that of the whole text.
    """
    key, words = label_key(written), label_key(without_symbols(written))
    if key in labels or any(labels.get(symbol) != labels.get(words) for symbol in symbols_of(key) if symbol in labels):
        return key
    return words if words in labels else key


def symbol_colour(word: str) -> str:
    """Return the colour of the first symbol of a word, "Red" for "🔴 Late"; "" where it has none that can be drawn."""
    colour = symbol_words(word, Language.ENGLISH).partition(" ")[0]
    return colour if is_known_colour(colour) else ""


def is_progress_word(word: str) -> bool:
    """Return whether a word is commonly used for how far a task is."""
    return label_key(word) in _RANKS


def is_unfinished_word(word: str) -> bool:
    """Return whether a word is commonly used for what is not done."""
    return _RANKS.get(label_key(word), _DONE_RANK) < _DONE_RANK


def order_worst_first(words: Iterable[str]) -> tuple[str, ...]:
    """Return words worst first, unknown ones in the middle; a word that means done is added if there is none."""
    ordered = sorted(words, key=_rank)
    if all(_rank(word) < _DONE_RANK for word in ordered):
        return (*ordered, "Closed")
    return tuple(ordered) if len(ordered) > 1 else ("Open", *ordered)


def _rank(word: str) -> int:
    """Return the rank of a word, or else of its words without symbols, or else of its first symbol that has one."""
    forms = (word, without_symbols(word), *symbols_of(word))
    return next((_RANKS[key] for form in forms if (key := label_key(form)) in _RANKS), _UNKNOWN_RANK)

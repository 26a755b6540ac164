"""The words of keys: their titles, the headings of their columns, and words that are no status."""

import re
from collections.abc import Mapping

from loaders.vocabulary.heading_aliases import STRONG_ALIASES, ColumnMeaning
from loaders.vocabulary.status_words import is_progress_word, status_labels
from model.status.colours import is_known_colour
from model.status.scale import RED_AMBER_GREEN
from model.text import label_key

MAX_STATUS_LENGTH = 30
"""The most letters of a status."""
_RAG = ("rag", "brag")
_OTHER_SUBJECTS = ("status", "rating", "colour", "progress")
_SUBJECTS = (*_RAG, *(f"{rag} {word}" for rag in _RAG for word in ("status", "rating")), *_OTHER_SUBJECTS)
TITLES = frozenset(
    {
        *("key", "legend", "definitions", "colour code", "colour codes", "colour coding"),
        *(f"{rag} ratings" for rag in _RAG),
        *(f"{word} {kind}" for word in _SUBJECTS for kind in ("key", "legend", "definitions")),
        *(f"key to {word}{ending}" for word in _SUBJECTS for ending in ("", "s", "es")),
        *("allwedd", "allwedd rag", "allwedd statws", "allwedd lliwiau"),
    }
)
KEY_TITLES = TITLES - {"definitions"}
"""Titles of keys and of nothing else."""
STATUS_LABELS = {heading for heading, meaning in STRONG_ALIASES.items() if meaning is ColumnMeaning.STATUS} | {
    "colour",
    "rating",
    "lliw",
}
MEANING_LABELS = {heading for heading, meaning in STRONG_ALIASES.items() if meaning is ColumnMeaning.STATUS_MEANING} | {
    "description",
    "disgrifiad",
}
OTHER_LABELS: Mapping[str, str] = {
    **dict.fromkeys(("complete", "complete?", "completed", "done", "done?", "wedi'i gwblhau"), "complete"),
    **dict.fromkeys(("colour", "color", "lliw"), "colour"),
    **dict.fromkeys(("meaning (welsh)", "ystyr (cymraeg)"), "meaning_cy"),
    **dict.fromkeys(("status (welsh)", "statws (cymraeg)"), "status_cy"),
    **dict.fromkeys(("count", "number", "no.", "total", "nifer", "cyfanswm"), "count"),
    "score": "score",
}
"""Headings of other columns of a key, with the field of the scale; a score and a count are no fields of it."""
UNSUPPORTED_FIELDS = ("score", "count")
"""Columns that a key may have and a scale does not."""
_NOTE_LABEL = re.compile(
    r"notes?|please note|n\.?b\.?|sources?|contacts?|(?:grand )?totals?|(?:last |date )?updated(?: on)?|version|date"
    r"|as at|(?:prepared|approved|written) by|author|nodyn|nodiadau|sylwer|ffynhonnell|cyswllt|cyfanswm|fersiwn"
    r"|dyddiad|diweddarwyd(?: ar)?"
)
_ROLES = {"responsible", "accountable", "support", "supporting", "consulted", "informed", "cyfrifol", "atebol"}
_KEY_STARTS = TITLES | STATUS_LABELS
_RATINGS = status_labels(RED_AMBER_GREEN)


def may_start_key(text: str) -> bool:
    """Return quickly, for there may be very many cells, whether a text is a heading or a title of a key."""
    return len(text) <= MAX_STATUS_LENGTH and text.casefold().strip(" :\n\u200b") in _KEY_STARTS


def is_note_label(word: str) -> bool:
    """Return whether a word begins a note, a source, a total or the like, as people write them below a key."""
    return bool(_NOTE_LABEL.fullmatch(label_key(word)))


def is_role(meaning: str) -> bool:
    """Return whether a meaning is a role in a task, as in R for responsible, and so no status."""
    return label_key(meaning).strip(" .") in _ROLES


def is_known_status(word: str) -> bool:
    """Return whether a word is a colour, or a usual word for progress."""
    return label_key(word) in _RATINGS or is_known_colour(word) or is_progress_word(word)

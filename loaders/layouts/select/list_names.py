"""Rows above a table that are not its title: when and by whom a workbook was updated, and notes for readers."""

import re

from loaders.vocabulary.heading_periods import split_round
from model.text import normalise_space

_FILE_DETAILS = re.compile(
    r"(?:last |date |when )?(?:updated|amended|reviewed|saved|printed|exported)\b|version\b|v\d|as at\b|as of\b"
    r"|(?:position|correct|status) (?:as )?(?:at|on)\b|draft\b|(?:diweddarwyd|fersiwn|fel ar)\b",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"(?:notes?|nodiadau|nodyn|please|n\.?b\.?|see|figures)\b|\*|.*\b(?:please|(?:should|must) be"
    r"|see (?:notes?|key|tab|sheet)|(?:are|is) (?:to be|agreed|rated|provisional|based))\b",
    re.IGNORECASE,
)
_LABELLED_TEXT = re.compile(r"(?P<label>[^:]{1,40}):(?:\s|$)")
_TITLE_LABEL = re.compile(r"(?:review|title|project|tracker|subject|adolygiad|teitl|prosiect)", re.IGNORECASE)
_DATE_LABEL = re.compile(
    r"\s*(?:(?:report(?:ing)?|meeting|status|review) )?(?:date|month|period)\b|\s*(?:position |correct )?as (?:at|of)\b"
    r"|\s*(?:last )?updated\b|\s*(?:dyddiad|mis|fel ar|diweddarwyd)\b",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"\b(?:updated|amended|modified|revised|refreshed|reviewed|saved|printed|exported|extracted|generated|produced"
    r"|correct|accurate|diweddarwyd|diwygiwyd)\b|\b(?:last|latest|date of|date of last) update\b"
    r"|\b(?:as|position|status|correct) (?:at|of)\b|\b(?:report|status|position|update) date\b"
    r"|\bdate of (?:the )?(?:report|update|position)\b|\bfel ar\b|\bdyddiad (?:diweddaru|y diweddariad)\b",
    re.IGNORECASE,
)
"""Words that say from which day a list is."""
_NEXT = re.compile(r"(?:(?:date|month) of )?(?:the )?next\b|.*\b(?:due|deadline|nesaf)\b", re.IGNORECASE)
"""Words of a day to come: that of the next meeting is not the day of the list."""
_NO_NAME = re.compile(
    r"(?:[\W\d_]+|\b(?:this|the|tracker|document|workbook|spreadsheet|sheet|list|register|log|plan|data|date|information"
    r"|figures|rag|status|statuses|report|position|was|were|is|are|last|latest|update|at|as|of|on|in|to|by|end|and|ar"
    r"|ddiwethaf|dyddiad|fel)\b)+",
    re.IGNORECASE,
)
"""Words that name no review when they stand with the day of a list alone."""
_LABEL = re.compile(
    r"\w+|(?:\w+ ){1,2}(?:by|for|date|owner|lead|manager|officer|month|period|status|number|no|ref)", re.IGNORECASE
)


def is_metadata(text: str) -> bool:
    """Return whether a line gives when or by whom a workbook was updated, or is a note: "Updated 3 June", "Owner: CPS".

    The text before a colon is a label if it is one word, or ends in a word such as "by"; not if it introduces the
    title itself or is initials.
    """
    words = normalise_space(text)
    labelled = _LABELLED_TEXT.match(words)
    label = labelled["label"].strip() if labelled else ""
    if _FILE_DETAILS.match(words) or _NOTE.match(words) or _names_only_a_day(words):
        return True
    return bool(_LABEL.fullmatch(label)) and not label.isupper() and not _TITLE_LABEL.fullmatch(label)


def states_day_of_list(text: str) -> bool:
    """Return whether a text says from which day a list is: "Last updated: 14/10/2026", "Position as at June 2024"."""
    return bool(_UPDATED.search(text)) and not is_day_to_come(text)


def is_day_to_come(text: str) -> bool:
    """Return whether a text is about a day to come: "Next meeting: 12 December 2026"."""
    return bool(_NEXT.match(normalise_space(text)))


def _names_only_a_day(words: str) -> bool:
    """Return whether a text with a day has no other words than those that say what day it is."""
    rest, day = split_round(words)
    if day is None:
        return False
    return is_day_to_come(words) or (states_day_of_list(words) and not _NO_NAME.sub("", _UPDATED.sub("", rest)).strip())


def is_date_label(text: str) -> bool:
    """Return whether a text is the label of a date: "Date of report", "As at"."""
    return bool(_DATE_LABEL.match(text)) or states_day_of_list(text)

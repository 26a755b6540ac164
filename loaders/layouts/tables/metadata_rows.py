"""Rows above a table that are not its title: when and by whom a workbook was updated, and notes for readers."""

import re

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
    if _FILE_DETAILS.match(words) or _NOTE.match(words):
        return True
    return bool(_LABEL.fullmatch(label)) and not label.isupper() and not _TITLE_LABEL.fullmatch(label)


def is_date_label(text: str) -> bool:
    """Return whether a text is the label of a date: "Date of report", "As at"."""
    return bool(_DATE_LABEL.match(text))

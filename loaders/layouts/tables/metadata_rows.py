"""What stands above a table and is not what it is called: when it was updated, by whom, and notes for its readers."""

import re

_OF_THE_FILE = re.compile(
    r"(?:last |date |when )?(?:updated|amended|reviewed|saved|printed|exported)\b|version\b|v\d|as at\b|as of\b"
    r"|(?:position|correct|status) (?:as )?(?:at|on)\b|draft\b|(?:diweddarwyd|fersiwn|fel ar)\b",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"(?:notes?|nodiadau|nodyn|please|n\.?b\.?|see|figures)\b|\*|.*\b(?:please|(?:should|must) be"
    r"|see (?:notes?|key|tab|sheet)|(?:are|is) (?:to be|agreed|rated|provisional|based))\b",
    re.IGNORECASE,
)
_LABELLED = re.compile(r"(?P<label>[^:]{1,40}):(?:\s|$)")
_NAMING = re.compile(r"(?:review|title|project|tracker|subject|adolygiad|teitl|prosiect)", re.IGNORECASE)
_DATED = re.compile(
    r"\s*(?:(?:report(?:ing)?|meeting|status|review) )?(?:date|month|period)\b|\s*(?:position |correct )?as (?:at|of)\b"
    r"|\s*(?:last )?updated\b|\s*(?:dyddiad|mis|fel ar|diweddarwyd)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"\w+|(?:\w+ ){1,2}(?:by|for|date|owner|lead|manager|officer|month|period|status|number|no|ref)", re.IGNORECASE
)


def is_particular(text: str) -> bool:
    """Say whether a line says when or by whom a workbook was kept, or is a note: "Updated 3 June", "Owner: the Force".

    What stands before a colon is a label where it is one word, or ends in one such as "by"; not where it introduces the
    name itself or is initials.
    """
    words = " ".join(text.split())
    labelled = _LABELLED.match(words)
    label = labelled["label"].strip() if labelled else ""
    if _OF_THE_FILE.match(words) or _NOTE.match(words):
        return True
    return bool(_LABEL.fullmatch(label)) and not label.isupper() and not _NAMING.fullmatch(label)


def says_when(text: str) -> bool:
    """Say whether a text says of what the date beside it is: "Date of report", "As at"."""
    return bool(_DATED.match(text))

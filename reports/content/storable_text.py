"""Text as every format can store it."""

import re

MAX_PROPERTY_LENGTH = 255
"""Letters that Word and PowerPoint keep of a property such as the title; the libraries refuse more."""

_NOT_STORED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def storable(text: str) -> str:
    """Return a text without the control characters that XML has no place for (XML 1.0, 2.2)."""
    return _NOT_STORED.sub("", text)


def property_text(text: str) -> str:
    """Return a text as a property of a file: storable, and cut with an ellipsis where it is too long for one."""
    kept = storable(text)
    return kept if len(kept) <= MAX_PROPERTY_LENGTH else f"{kept[: MAX_PROPERTY_LENGTH - 1].rstrip()}…"


def shorten(words: str, most: int) -> str:
    """Return a text cut between two words, with dots where any were left out."""
    if len(words) <= most:
        return words
    cut = words[:most].rsplit(" ", 1)[0].rstrip(" ,;:")
    return f"{cut} …"

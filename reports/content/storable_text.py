"""Text that every file format can store."""

import re

MAX_PROPERTY_LENGTH = 255
"""The most letters of a property, such as the title, in Word and PowerPoint; the libraries refuse more."""

_NOT_STORED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def storable(text: str) -> str:
    """Return a text without the control characters that XML forbids (XML 1.0, 2.2)."""
    return _NOT_STORED.sub("", text)


def property_text(text: str) -> str:
    """Return a text as a property of a file: storable, and cut with an ellipsis where it is too long."""
    stored = storable(text)
    return stored if len(stored) <= MAX_PROPERTY_LENGTH else f"{stored[: MAX_PROPERTY_LENGTH - 1].rstrip()}…"


def shorten(text: str, max_length: int) -> str:
    """Return a text cut between two words, with an ellipsis where words are left out."""
    if len(text) <= max_length:
        return text
    cut = text[:max_length].rsplit(" ", 1)[0].rstrip(" ,;:")
    return f"{cut} …"

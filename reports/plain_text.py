"""Text as every format can store it."""

import re

_NOT_STORED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def storable(text: str) -> str:
    """Return a text without the control characters that XML has no place for (XML 1.0, 2.2)."""
    return _NOT_STORED.sub("", text)

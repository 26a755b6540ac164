"""A key written in one cell: "Key: Red = late, Blue = complete"."""

import re
from collections.abc import Iterator

from loaders.headings import fold
from loaders.keys.key import KeyRow, Place
from loaders.keys.words import TITLES

_A_LINE = re.compile(r"([^:\n]{1,20})[:\n]\s*(\S.*)", re.DOTALL)
_PAIR = re.compile(r"\s*([^\W_][\w/ -]{0,24}?)\s*=\s*(\S.*?)\s*", re.DOTALL)


def line_of(value: str) -> str | None:
    """Return what follows the title of a key that is written in one cell."""
    if "=" not in value:
        return None
    parts = _A_LINE.fullmatch(value)
    return parts[2] if parts and fold(parts[1]) in TITLES else None


def pairs_of(line: str, place: Place) -> Iterator[KeyRow]:
    """Yield the statuses of a key in one cell; none where a part says no status and its meaning."""
    parts = [_PAIR.fullmatch(part) for part in re.split(r"[,;\n]", line) if part.strip()]
    pairs = [part for part in parts if part is not None]
    if len(pairs) == len(parts) == len({fold(pair[1]) for pair in pairs}):
        for pair in pairs:
            yield KeyRow(pair[1], pair[2].rstrip("."), (place, place))

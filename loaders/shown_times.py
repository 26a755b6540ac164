"""A time as its cell shows it: 8:15, 8:15 AM, or 30:15 where hours run on past a day."""

import re
from datetime import timedelta
from functools import lru_cache

_TIME_PIECE = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|\[(?P<whole>h{1,2}|m{1,2}|s{1,2})\]|\[[^\]]*\]|(?P<half>am/pm)'
    r"|(?P<part>h+|m+|s+)|(?P<sign>[: .-])",
    re.IGNORECASE,
)
_SECONDS = {"h": 3600, "m": 60, "s": 1}
_WITHIN = {"h": 24, "m": 60, "s": 60}
_HALF_A_DAY = 12
_LONGEST = 2
"""The letters of a part; three or more are the name of a month."""


def shown_time(since: timedelta, number_format: str) -> str | None:
    """Return a time of day, or a length of time, as its format shows it; None where the format says more than that."""
    pieces = _pieces(number_format)
    if pieces is None or since < timedelta(0):
        return None
    seconds = since.days * 86_400 + since.seconds
    halved = any(kind == "half" for kind, _ in pieces)
    return "".join(_shown(kind, text, seconds, halved=halved) for kind, text in pieces).strip() or None


@lru_cache(maxsize=1024)
def _pieces(number_format: str) -> tuple[tuple[str, str], ...] | None:
    """Return the pieces of a format with their kinds; None where one of them is of another kind."""
    pieces: list[tuple[str, str]] = []
    at, end = 0, len(number_format.partition(";")[0])
    while at < end:
        found = _TIME_PIECE.match(number_format, at, end)
        if found is None or len(found["part"] or "") > _LONGEST:
            return None
        at = found.end()
        if found.lastgroup is not None:
            pieces.append((found.lastgroup, found[found.lastgroup]))
    return tuple(pieces)


def _shown(kind: str, text: str, seconds: int, *, halved: bool) -> str:
    if kind == "half":
        return "AM" if seconds % 86_400 < 43_200 else "PM"
    if kind not in ("whole", "part"):
        return text
    unit = text[0].lower()
    number = seconds // _SECONDS[unit]
    if kind == "part":
        number %= _WITHIN[unit]
        if unit == "h" and halved:
            number = number % _HALF_A_DAY or _HALF_A_DAY
    return str(number).rjust(len(text), "0")

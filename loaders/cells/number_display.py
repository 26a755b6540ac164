"""A number as its cell shows it: 0.05 under 0% is 5%, and 12.5 under £#,##0.00 is £12.50."""

import re
from datetime import timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from typing import NamedTuple

from loaders.cells.number_formats import GENERAL, is_date

_PIECE = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|[_*].|\[\$(?P<currency>[^\]-]*)[^\]]*\]|\[(?P<colour>[a-z]+\d*)\]'
    r"|(?P<number>[0#?.,]*[0#?][0#?.,]*)|(?P<sign>[%$£€¥()+:\- ])",
    re.IGNORECASE,
)
"""What stands in a part of a format whose meaning is plain; `_` and `*` only keep room."""
_SECTION = re.compile(r'((?:"[^"]*"|\\.|\[[^\]]*\]|[^;])*);')
_THOUSAND = Decimal(1000)
_MOST_PARTS, _MOST_DIGITS = 3, 40
_LARGEST = 1e15
"""Above it a spreadsheet does not keep every digit."""
_ROOM = Context(prec=100)


class _Part(NamedTuple):
    """A part of a format: what stands before and after the number, and how its digits are written."""

    before: str
    digits: str
    after: str
    percent: bool


def shown_number(value: float, number_format: str) -> str | None:
    """Return a number as its format shows it; None where that is General, says what is not plain, or shows nothing."""
    parts = _parts(number_format) if abs(value) < _LARGEST else None
    if parts is None:
        return None
    place = 1 if value < 0 and len(parts) > 1 else 2 if value == 0 and len(parts) == _MOST_PARTS else 0
    shown = _filled_in(abs(Decimal(float(value).__repr__())), parts[place])
    signed = value < 0 and place == 0 and any(sign in "123456789" for sign in shown)
    return " ".join(f"{'-' if signed else ''}{shown}".split()) or None


@lru_cache(maxsize=1024)
def _parts(number_format: str) -> tuple[_Part, ...] | None:
    """Return the parts of a format: for what is above zero, below it, and zero; None where one is not plain."""
    if number_format in (GENERAL, "@", "") or is_date(number_format):
        return None
    sections = _SECTION.findall(f"{number_format};")[:_MOST_PARTS]
    parts = [part for section in sections if (part := _part(section)) is not None]
    return tuple(parts) if len(parts) == len(sections) else None


def _part(section: str) -> _Part | None:
    before, digits, after, at = "", "", "", 0
    while at < len(section):
        found = _PIECE.match(section, at)
        if found is None or (found["number"] and digits):
            return None
        at = found.end()
        if found["number"]:
            digits = found["number"]
            continue
        said = found["quoted"] or found["escaped"] or found["currency"] or found["sign"] or ""
        before, after = (before, after + said) if digits else (before + said, after)
    if len(digits) > _MOST_DIGITS:
        return None
    return _Part(before, digits, after, "%" in re.sub(r'"[^"]*"|\\.', "", section))


def _filled_in(value: Decimal, part: _Part) -> str:
    """Return a number that is not negative as a part of a format writes it; a part may hold words alone."""
    if not part.digits:
        return part.before + part.after
    bare = part.digits.rstrip(",")
    whole, _, decimals = bare.partition(".")
    scaled = (value * 100 if part.percent else value) / _THOUSAND ** (len(part.digits) - len(bare))
    rounded = scaled.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP, _ROOM)
    integer, _, fraction = f"{rounded:f}".partition(".")
    integer = integer.lstrip("0").rjust(whole.count("0"), "0")
    if "," in whole:
        integer = _grouped(integer)
    kept = fraction.rstrip("0") if decimals.strip("0") else fraction
    kept = kept.ljust(decimals.count("0"), "0")
    return f"{part.before}{integer}{'.' if kept else ''}{kept}{part.after}"


def _grouped(digits: str) -> str:
    """Return digits with a comma before every three from the right."""
    first = len(digits) % 3
    groups = [digits[:first], *(digits[at : at + 3] for at in range(first, len(digits), 3))]
    return ",".join(group for group in groups if group)


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

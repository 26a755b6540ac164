"""Format a number or a time as its cell displays it: 0.05 with 0% is 5%, 12.5 with £#,##0.00 is £12.50."""

import re
from datetime import timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from typing import NamedTuple

from loaders.cells.number_formats import GENERAL, is_date
from model.text import normalise_space

_NUMBER_PIECE = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|[_*].|\[\$(?P<currency>[^\]-]*)[^\]]*\]|\[(?P<colour>[a-z]+\d*)\]'
    r"|(?P<number>[0#?.,]*[0#?][0#?.,]*)|(?P<sign>[%$£€¥()+:\- ])",
    re.IGNORECASE,
)
"""The pieces of a format that are understood; `_` and `*` only add space."""
_SECTION = re.compile(r'((?:"[^"]*"|\\.|\[[^\]]*\]|[^;])*);')
_THOUSAND = Decimal(1000)
_MOST_PARTS, _MOST_DIGITS = 3, 40
_LARGEST = 1e15
"""Above it a spreadsheet does not store every digit."""
_CONTEXT = Context(prec=100)
_TIME_PIECE = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|\[(?P<whole>h{1,2}|m{1,2}|s{1,2})\]|\[[^\]]*\]|(?P<half>am/pm)'
    r"|(?P<part>h+|m+|s+)|(?P<sign>[: .-])",
    re.IGNORECASE,
)
_SECONDS = {"h": 3600, "m": 60, "s": 1}
_UNITS_IN_NEXT = {"h": 24, "m": 60, "s": 60}
_HALF_A_DAY = 12
_LONGEST_TIME_PART = 2
"""The most letters of a part; three or more are the name of a month."""


class _Section(NamedTuple):
    """A section of a format: the text before and after the number, and the placeholders of its digits."""

    before: str
    digits: str
    after: str
    percent: bool


def display_number(value: float, number_format: str) -> str | None:
    """Return a number as its format displays it; None if that is General, not understood, or displays nothing."""
    parts = _sections(number_format) if abs(value) < _LARGEST else None
    if parts is None:
        return None
    index = 1 if value < 0 and len(parts) > 1 else 2 if value == 0 and len(parts) == _MOST_PARTS else 0
    displayed = _format_number(abs(Decimal(float(value).__repr__())), parts[index])
    signed = value < 0 and index == 0 and any(sign in "123456789" for sign in displayed)
    return normalise_space(f"{'-' if signed else ''}{displayed}") or None


def display_time(since: timedelta, number_format: str) -> str | None:
    """Return a time of day or a duration as its format displays it; None if the format contains anything else."""
    pieces = _time_pieces(number_format)
    if pieces is None or since < timedelta(0):
        return None
    seconds = since.days * 86_400 + since.seconds
    halved = any(kind == "half" for kind, _ in pieces)
    return "".join(_format_time_piece(kind, text, seconds, halved=halved) for kind, text in pieces).strip() or None


@lru_cache(maxsize=1024)
def _sections(number_format: str) -> tuple[_Section, ...] | None:
    """Return the sections of a format, for numbers above, below and equal to zero; None if one is not understood."""
    if number_format in (GENERAL, "@", "") or is_date(number_format):
        return None
    sections = _SECTION.findall(f"{number_format};")[:_MOST_PARTS]
    parts = [part for section in sections if (part := _parse_section(section)) is not None]
    return tuple(parts) if len(parts) == len(sections) else None


def _parse_section(section: str) -> _Section | None:
    before, digits, after, position = "", "", "", 0
    while position < len(section):
        match = _NUMBER_PIECE.match(section, position)
        if match is None or (match["number"] and digits):
            return None
        position = match.end()
        if match["number"]:
            digits = match["number"]
            continue
        literal = match["quoted"] or match["escaped"] or match["currency"] or match["sign"] or ""
        before, after = (before, after + literal) if digits else (before + literal, after)
    if len(digits) > _MOST_DIGITS:
        return None
    return _Section(before, digits, after, "%" in re.sub(r'"[^"]*"|\\.', "", section))


def _format_number(value: Decimal, part: _Section) -> str:
    """Return a number that is not negative as a section of a format displays it; a section may be text only."""
    if not part.digits:
        return part.before + part.after
    placeholders = part.digits.rstrip(",")
    integer_part, _, decimals = placeholders.partition(".")
    scaled = (value * 100 if part.percent else value) / _THOUSAND ** (len(part.digits) - len(placeholders))
    rounded = scaled.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP, _CONTEXT)
    integer, _, fraction = f"{rounded:f}".partition(".")
    integer = integer.lstrip("0").rjust(integer_part.count("0"), "0")
    if "," in integer_part:
        integer = _group_thousands(integer)
    decimals_shown = fraction.rstrip("0") if decimals.strip("0") else fraction
    decimals_shown = decimals_shown.ljust(decimals.count("0"), "0")
    return f"{part.before}{integer}{'.' if decimals_shown else ''}{decimals_shown}{part.after}"


def _group_thousands(digits: str) -> str:
    """Return digits with a comma before every three from the right."""
    first = len(digits) % 3
    groups = [digits[:first], *(digits[start : start + 3] for start in range(first, len(digits), 3))]
    return ",".join(group for group in groups if group)


@lru_cache(maxsize=1024)
def _time_pieces(number_format: str) -> tuple[tuple[str, str], ...] | None:
    """Return the pieces of a time format with their kinds; None if one is not understood."""
    pieces: list[tuple[str, str]] = []
    position, end = 0, len(number_format.partition(";")[0])
    while position < end:
        match = _TIME_PIECE.match(number_format, position, end)
        if match is None or len(match["part"] or "") > _LONGEST_TIME_PART:
            return None
        position = match.end()
        if match.lastgroup is not None:
            pieces.append((match.lastgroup, match[match.lastgroup]))
    return tuple(pieces)


def _format_time_piece(kind: str, text: str, seconds: int, *, halved: bool) -> str:
    if kind == "half":
        return "AM" if seconds % 86_400 < 43_200 else "PM"
    if kind not in ("whole", "part"):
        return text
    unit = text[0].lower()
    number = seconds // _SECONDS[unit]
    if kind == "part":
        number %= _UNITS_IN_NEXT[unit]
        if unit == "h" and halved:
            number = number % _HALF_A_DAY or _HALF_A_DAY
    return str(number).rjust(len(text), "0")

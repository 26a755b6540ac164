"""A year over quarters, seasons or months: 2023/24 over Q3, 2024 over Feb."""

import re
from collections.abc import Sequence

from loaders.cell_values import Value, shown
from model.dates.date_words import MONTHS, SEASONS

_YEAR = re.compile(r"((?:19|20)\d{2})(?:\s?[/–-]\s?(?:(?:19|20)?\d{2}))?")
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_SEASON = "|".join(SEASONS)
_BARE = re.compile(
    rf"(?<![\w/])(?:(?P<part>(?:q|quarter|ch|chwarter)\s?[1-4]|{_SEASON})|(?P<month>{_MONTH})\.?)(?![\w/])"
    r"(?!\s*['’/–-]?\s*\d)",
    re.IGNORECASE,
)
_LAST_OF_A_YEAR = 3
"""A financial year ends with March."""


def under_years(parts: Sequence[Value]) -> Sequence[Value]:
    """Return the parts of a heading with the year above put to the quarter, season or month below that names none."""
    years = [_YEAR.fullmatch(shown(value).strip()) for value in parts]
    year = next((one for one in years if one is not None), None)
    if year is None:
        return parts
    dated = [value if one is not None else _dated(value, year) for value, one in zip(parts, years, strict=True)]
    if dated == list(parts):
        return parts
    return [value for value, one in zip(dated, years, strict=True) if one is None]


def _dated(value: Value, year: re.Match[str]) -> Value:
    bare = _BARE.search(value) if isinstance(value, str) else None
    if bare is None or not isinstance(value, str):
        return value
    words = year[0] if bare["part"] else str(_year_of(bare["month"], year))
    return f"{value[: bare.end()]} {words}{value[bare.end() :]}"


def _year_of(month: str, year: re.Match[str]) -> int:
    """Return the year of a month: of a financial year, January to March are of the second."""
    financial = year[0] != year[1]
    return int(year[1]) + (financial and MONTHS[month.casefold()] <= _LAST_OF_A_YEAR)

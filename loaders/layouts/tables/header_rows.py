"""The heading of each column, from one row or several: merged groups above it belong to it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.cells.addresses import address
from loaders.cells.sheet import SheetCells
from loaders.cells.values import CellRow, Value, plain_text
from loaders.vocabulary.heading_aliases import ColumnMeaning
from loaders.vocabulary.heading_match import NOTHING, HeadingMatch, match_heading
from model.dates.date_words import MONTHS, SEASONS


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as it stands above its column, merged groups above it included."""

    column: int
    cell: str
    words: str
    understood: HeadingMatch


def joined_headings(rows: Sequence[CellRow], sheet: SheetCells) -> Iterator[Heading]:
    """Yield the heading of each column; a group above covers its columns up to the next group."""
    *groups, labels = rows
    spread = [_spread(group, labels, sheet) for group in groups]
    width = max(len(row.values) for row in rows)
    for column in range(1, width + 1):
        stacked = [(group.number, covering.get(column)) for group, covering in zip(groups, spread, strict=True)]
        stacked.append((labels.number, _at(labels, column)))
        parts = [(number, value) for number, value in stacked if value is not None]
        if not parts:
            continue
        words = list(dict.fromkeys(plain_text(value) for _, value in parts))
        yield Heading(column, address(column, parts[-1][0]), " / ".join(words), _together([v for _, v in parts]))


def _spread(group: CellRow, labels: CellRow, sheet: SheetCells) -> dict[int, Value]:
    """Return which group stands over each column: as far as it is merged; else up to the next, the last as wide."""
    starts = [column for column, value in enumerate(group.values, start=1) if value is not None]
    merged = {m.first_column: m.last_column for m in sheet.merged if m.first_row <= group.number <= m.last_row}
    covering: dict[int, Value] = {}
    for place, start in enumerate(starts):
        wide = start - starts[place - 1] if place else len(labels.values)
        end = starts[place + 1] if place + 1 < len(starts) else start + wide
        end = merged[start] + 1 if start in merged else end if not merged else start + 1
        alone = _at(labels, start) is None or _at(group, start) == _at(labels, start)
        covering |= {column: _at(group, start) for column in (range(start, start + 1) if alone else range(start, end))}
    return covering


def _together(parts: Sequence[Value]) -> HeadingMatch:
    """Return what a heading in several rows means, with the round any of them names.

    That is what its words mean together where they are a heading, as Target over Date are; else its lowest word that is
    known.
    """
    parts = under_years(parts)
    understood = [match_heading(value) for value in parts]
    stated = next((one.round for one in reversed(understood) if one.round is not None), None)
    if any(one.meaning is ColumnMeaning.RATING for one in understood):
        return HeadingMatch(ColumnMeaning.RATING, stated)
    known = _as_one(parts) or next((one for one in reversed(understood) if one.meaning is not None), None)
    if known is None:
        return NOTHING if stated is None else HeadingMatch(None, stated, "heading")
    return HeadingMatch(known.meaning, stated, known.evidence, known.score, known.candidates, known.weak)


def _as_one(parts: Sequence[Value]) -> HeadingMatch | None:
    """Return what the words mean that stand over one another, where they are one heading beyond doubt."""
    if len(parts) < 2 or not all(isinstance(value, str) for value in parts):
        return None
    one = match_heading(" ".join(str(value) for value in parts))
    return one if one.meaning is not None and one.evidence != "fuzzy" and not one.weak else None


def _at(row: CellRow, column: int) -> Value:
    return row.values[column - 1] if column <= len(row.values) else None


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
    years = [_YEAR.fullmatch(plain_text(value).strip()) for value in parts]
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

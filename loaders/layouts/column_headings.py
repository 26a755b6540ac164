"""The heading of each column of a table: its words in one row or several, its meaning and its round."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

from loaders.cells.sheet import SheetCells
from loaders.cells.values import CellRow, Value, plain_text
from loaders.records import Cell, cell_of
from loaders.vocabulary.headings import NO_MATCH, ColumnMeaning, HeadingMatch, match_heading
from loaders.vocabulary.rounds import month_without_year, round_key
from model.dates import MONTHS, SEASONS, Precision, read_date

_PERIOD_WITHOUT_YEAR = re.compile(
    rf"(?<![\w/])(?:(?:q|quarter|ch|chwarter)\s?[1-4]|{'|'.join(SEASONS)}|(?P<month>{'|'.join(MONTHS)}))(?![\w/])"
    r"(?!\s*['’/–-]?\s*\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ColumnHeading:
    """The heading of a column: its lowest cell, and the texts of its cells and the groups above, joined by " / "."""

    column: int
    place: Cell
    words: str
    match: HeadingMatch

    @property
    def cell(self) -> str:
        """The address of its cell."""
        return self.place.address

    @property
    def round_key(self) -> str:
        """The round that it names, for comparison; "" for none."""
        return round_key(self.match.round) if self.match.round is not None else ""

    def matched(self, **changes: Any) -> Self:
        """Return the heading with changes of its match."""
        return replace(self, match=replace(self.match, **changes))


def column_headings(rows: Sequence[CellRow], sheet: SheetCells) -> Iterator[ColumnHeading]:
    """Yield the heading of each column; a group above covers its columns up to the next group."""
    *groups, labels = rows
    coverings = [_spread_group(group, labels, sheet) for group in groups]
    width = max(len(row.values) for row in rows)
    for column in range(1, width + 1):
        stacked = [(group.number, covering.get(column)) for group, covering in zip(groups, coverings, strict=True)]
        stacked.append((labels.number, labels.value_at(column)))
        parts = [(number, value) for number, value in stacked if value is not None]
        if parts:
            place, values = cell_of(sheet, CellRow(parts[-1][0], []), column), [value for _, value in parts]
            words = " / ".join(dict.fromkeys(map(plain_text, values)))
            yield ColumnHeading(column, place, words, _match_stacked(values))


def _spread_group(group: CellRow, labels: CellRow, sheet: SheetCells) -> dict[int, Value]:
    """Return the group above each column: as wide as it is merged, else up to the next; the last as wide as before."""
    starts = [column for column, value in enumerate(group.values, start=1) if value is not None]
    merged = {m.first_column: m.last_column for m in sheet.merged if m.first_row <= group.number <= m.last_row}
    covering: dict[int, Value] = {}
    for index, start in enumerate(starts):
        span = start - starts[index - 1] if index else len(labels.values)
        end = starts[index + 1] if index + 1 < len(starts) else start + span
        end = merged[start] + 1 if start in merged else end if not merged else start + 1
        covering |= dict.fromkeys(range(start, end), group.value_at(start))
    return covering


def _match_stacked(parts: Sequence[Value]) -> HeadingMatch:
    """Return the meaning of a heading in several rows, with the round that any of them names.

    The meaning is that of all its words as one text where they are a heading, such as Target above Date; else that of
    its lowest known text.
    """
    parts = _with_year_above(parts)
    matches = [match_heading(value) for value in parts]
    named_round = next((found.round for found in reversed(matches) if found.round is not None), None)
    if any(found.meaning is ColumnMeaning.RATING for found in matches):
        return HeadingMatch(ColumnMeaning.RATING, named_round)
    match = _match_as_one_text(parts) or next((found for found in reversed(matches) if found.meaning is not None), None)
    if match is None:
        return NO_MATCH if named_round is None else HeadingMatch(None, named_round, "heading")
    return HeadingMatch(match.meaning, named_round, match.evidence, match.score, match.candidates, match.weak)


def _match_as_one_text(parts: Sequence[Value]) -> HeadingMatch | None:
    """Return the meaning of stacked texts where they are clearly one heading."""
    if len(parts) < 2 or not all(isinstance(value, str) for value in parts):
        return None
    match = match_heading(" ".join(str(value) for value in parts))
    return match if match.exact_meaning is not None and not match.weak else None


def _with_year_above(parts: Sequence[Value]) -> Sequence[Value]:
    """Return the parts of a heading with the year above added to a quarter, season or month below without one."""
    texts = [*map(plain_text, parts)]
    year = next((text for text in texts if read_date(text).date.precision is Precision.YEAR), None)
    start = read_date(year or "").date.first
    period = _PERIOD_WITHOUT_YEAR.search(texts[-1])
    if start is None or period is None:
        return parts
    month = month_without_year(period["month"])
    words = f"{period[0]} {start.year + (month < start.month) if month else year}"
    return [*(value for value in parts[:-1] if plain_text(value) != year), texts[-1].replace(period[0], words)]

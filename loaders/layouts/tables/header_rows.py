"""The header rows of a table: which row may be one, and one heading for each column, joined from one row or several."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.cells.sheet import SheetCells
from loaders.cells.values import CellRow, Value, plain_text
from loaders.layouts.keys import is_known_status
from loaders.vocabulary.heading_aliases import YES_NO_HEADINGS, ColumnMeaning
from loaders.vocabulary.heading_match import HEAD, NO_MATCH, HeadingMatch, heading_parts, match_heading
from loaders.vocabulary.heading_periods import round_key
from loaders.vocabulary.refs import looks_like_ref
from model.dates.date_words import MONTHS, SEASONS
from model.text import label_key, normalise_space

_YEAR = re.compile(r"((?:19|20)\d{2})(?:\s?[/–-]\s?(?:(?:19|20)?\d{2}))?")
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_SEASON = "|".join(SEASONS)
_PERIOD_WITHOUT_YEAR = re.compile(
    rf"(?<![\w/])(?:(?P<part>(?:q|quarter|ch|chwarter)\s?[1-4]|{_SEASON})|(?P<month>{_MONTH})\.?)(?![\w/])"
    r"(?!\s*['’/–-]?\s*\d)",
    re.IGNORECASE,
)
_END_OF_FINANCIAL_YEAR = 3
"""A financial year such as 2023/24 ends with March of its second year."""
_SEARCHED_ROWS = 60
"""The header row is looked for in so many of the first rows."""
_BODY_ROWS = 12
_MIN_HEADINGS, _MAX_HEADING_LENGTH = 3, 60
_MIN_TEXT_WORDS, _MIN_LIST = 2, 4
_DISTINCT = 0.8
"""The least share of headings that differ."""
_ANCHORS = (
    *(ColumnMeaning.STATUS, ColumnMeaning.LEAD_AGENCY, ColumnMeaning.TARGET, ColumnMeaning.DATE),
    *(ColumnMeaning.COMPLETED, ColumnMeaning.LEAD_ROLE, ColumnMeaning.REF),
)
"""Meanings of which a table must have one by its heading, for its text to be known by its values alone."""


@dataclass(frozen=True, slots=True)
class ColumnHeading:
    """The heading of a column: its lowest cell, and the texts of its cells and the groups above, joined by " / "."""

    column: int
    cell: str
    words: str
    match: HeadingMatch

    @property
    def round_key(self) -> str:
        """The round that it names, for comparison; "" for none."""
        return round_key(self.match.round) if self.match.round is not None else ""


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
            yield stacked_heading(column, sheet.address(column, parts[-1][0]), [value for _, value in parts])


def stacked_heading(column: int, cell: str, values: Sequence[Value]) -> ColumnHeading:
    """Return the heading of a column with one or several values, from top to bottom."""
    words = dict.fromkeys(map(plain_text, values))
    return ColumnHeading(column, cell, " / ".join(words), _match_stacked(values))


def find_header_row(sheet: SheetCells) -> int | None:
    """Return the index of the row that most likely heads a table, in a sheet without known header rows; else None.

    It has at least three different short texts, one of them a known heading of a status, an owner or a date. The rows
    below it fill most of its columns, and one column has texts of several words.
    """
    scores = {index: _score(sheet.rows, index) for index in range(min(_SEARCHED_ROWS, len(sheet.rows) - 1))}
    best = max(scores, key=lambda index: (scores[index], -index), default=None)
    return best if best is not None and scores[best] > 0 else None


def _spread_group(group: CellRow, labels: CellRow, sheet: SheetCells) -> dict[int, Value]:
    """Return the group above each column: as wide as it is merged, else up to the next; the last as wide as before."""
    starts = [column for column, value in enumerate(group.values, start=1) if value is not None]
    merged = {m.first_column: m.last_column for m in sheet.merged if m.first_row <= group.number <= m.last_row}
    covering: dict[int, Value] = {}
    for index, start in enumerate(starts):
        span = start - starts[index - 1] if index else len(labels.values)
        end = starts[index + 1] if index + 1 < len(starts) else start + span
        end = merged[start] + 1 if start in merged else end if not merged else start + 1
        is_single = labels.value_at(start) is None or group.value_at(start) == labels.value_at(start)
        covering |= {
            column: group.value_at(start) for column in (range(start, start + 1) if is_single else range(start, end))
        }
    return covering


def _match_stacked(parts: Sequence[Value]) -> HeadingMatch:
    """Return the meaning of a heading in several rows, with the round that any of them names.

    The meaning is that of all its words as one text where they are a heading, such as Target above Date; else that of
    its lowest known text.
    """
    parts = _join_year_above(parts)
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


def _join_year_above(parts: Sequence[Value]) -> Sequence[Value]:
    """Return the parts of a heading with the year above added to a quarter, season or month below without one."""
    years = [_YEAR.fullmatch(plain_text(value).strip()) for value in parts]
    year = next((match for match in years if match is not None), None)
    if year is None:
        return parts
    dated = [value if match is not None else _with_year(value, year) for value, match in zip(parts, years, strict=True)]
    if dated == list(parts):
        return parts
    return [value for value, match in zip(dated, years, strict=True) if match is None]


def _with_year(value: Value, year: re.Match[str]) -> Value:
    period = _PERIOD_WITHOUT_YEAR.search(value) if isinstance(value, str) else None
    if period is None or not isinstance(value, str):
        return value
    month = MONTHS.get((period["month"] or "").casefold(), 0)
    is_in_second_year = year[0] != year[1] and month <= _END_OF_FINANCIAL_YEAR
    words = year[0] if period["part"] else str(int(year[1]) + is_in_second_year)
    return f"{value[: period.end()]} {words}{value[period.end() :]}"


def _score(rows: Sequence[CellRow], index: int) -> float:
    row = rows[index]
    columns = row.filled_columns
    words = [normalise_space(plain_text(value)) for value in row.contents]
    keys = {label_key(text) for text in words}
    if (
        len(columns) < _MIN_HEADINGS
        or not all(isinstance(value, str) for value in row.contents)
        or len(keys) < max(_MIN_HEADINGS, _DISTINCT * len(words))
        or sum(len(text) > _MAX_HEADING_LENGTH for text in words) * 2 > len(words)
        or any(_is_status(rows, index, column) for column in columns)
    ):
        return 0.0
    meanings = [_meanings(text) for text in words]
    body = [other for other in rows[index + 1 : index + 1 + _BODY_ROWS] if other.filled_count > 1]
    known = [c for c, text, found in zip(columns, words, meanings, strict=True) if _is_anchor(text, found)]
    anchors = [column for column in known if not _recurs(rows, index, column)]
    if all(_is_list(body, column) for column in anchors):
        return 0.0
    covered = [sum(other.value_at(column) is not None for column in columns) for other in body]
    full = sum(2 * count >= len(columns) for count in covered)
    if not full or not any(_has_texts(body, column) for column in columns):
        return 0.0
    return sum(bool(found) for found in meanings) + full / _BODY_ROWS


def _is_status(rows: Sequence[CellRow], index: int, column: int) -> bool:
    """Return whether a cell has a status; Implemented is a heading if it is not in its column again."""
    key = label_key(plain_text(rows[index].value_at(column)))
    is_heading = key in YES_NO_HEADINGS and not _recurs(rows, index, column)
    return is_known_status(key) and match_heading(key).meaning is None and not is_heading


def _is_anchor(heading: str, meanings: set[ColumnMeaning]) -> bool:
    match = match_heading(heading)
    return not meanings.isdisjoint(_ANCHORS) or (match.meaning is ColumnMeaning.RECOMMENDATION and not match.weak)


def _recurs(rows: Sequence[CellRow], index: int, column: int) -> bool:
    """Return whether the text of a cell is in its column again, as an answer is, in a row without the same headings."""
    header, text = rows[index], rows[index].value_at(column)
    return any(row.value_at(column) == text and not row.repeats(header) for row in rows)


def _is_list(body: Sequence[CellRow], column: int) -> bool:
    """Return whether a column lists each of its texts once, as a list of allowed values does, and has no refs."""
    texts = [value for row in body if isinstance(value := row.value_at(column), str)]
    are_distinct = len({label_key(text) for text in texts}) == len(texts) >= _MIN_LIST
    return are_distinct and not all(map(looks_like_ref, texts))


def _meanings(heading: str) -> set[ColumnMeaning]:
    """Return the meanings of a heading: its own, or those of its last part."""
    match = match_heading(heading)
    if match.exact_meaning is not None:
        return {match.exact_meaning}
    return {meaning for meaning, strength in heading_parts(heading).items() if strength == HEAD}


def _has_texts(body: Sequence[CellRow], column: int) -> bool:
    """Return whether most cells of a column are different texts of several words."""
    texts = [value for row in body if isinstance(value := row.value_at(column), str)]
    long = {text for text in texts if len(text.split()) >= _MIN_TEXT_WORDS}
    return bool(long) and 2 * len(long) > len(texts)

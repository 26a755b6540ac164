"""The header row of a table whose headings are mostly unknown: a known one, and texts below an unknown one."""

from collections.abc import Sequence

from loaders.cells.sheet import SheetCells
from loaders.cells.values import CellRow, plain_text
from loaders.layouts.key.vocabulary import is_known_status
from loaders.vocabulary.heading_aliases import ColumnMeaning
from loaders.vocabulary.heading_match import match_heading
from loaders.vocabulary.heading_parts import HEAD, heading_parts
from loaders.vocabulary.refs import looks_like_ref
from model.text import label_key, normalise_space

_ROWS = 60
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


def find_header_row(sheet: SheetCells) -> int | None:
    """Return the index of the row that most likely heads a table, in a sheet without known header rows; else None.

    It has at least three different short texts, one of them a known heading of a status, an owner or a date. The rows
    below it fill most of its columns, and one column has texts of several words.
    """
    scores = {index: _score(sheet.rows, index) for index in range(min(_ROWS, len(sheet.rows) - 1))}
    best = max(scores, key=lambda index: (scores[index], -index), default=None)
    return best if best is not None and scores[best] > 0 else None


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
        or any(is_known_status(key) and match_heading(key).meaning is None for key in keys)
    ):
        return 0.0
    meanings = [_meanings(text) for text in words]
    body = [other for other in rows[index + 1 : index + 1 + _BODY_ROWS] if other.filled_count > 1]
    anchors = [c for c, found in zip(columns, meanings, strict=True) if not found.isdisjoint(_ANCHORS)]
    if not any(_holds_refs(body, column) or not _is_list(body, column) for column in anchors):
        return 0.0
    covered = [sum(other.value_at(column) is not None for column in columns) for other in body]
    full = sum(2 * count >= len(columns) for count in covered)
    if not full or not any(_has_texts(body, column) for column in columns):
        return 0.0
    return sum(bool(found) for found in meanings) + full / _BODY_ROWS


def _is_list(body: Sequence[CellRow], column: int) -> bool:
    """Return whether a column lists each of its values once, as a list of allowed values does."""
    values = [label_key(plain_text(value)) for row in body if isinstance(value := row.value_at(column), str)]
    return len(values) >= _MIN_LIST and len(set(values)) == len(values)


def _holds_refs(body: Sequence[CellRow], column: int) -> bool:
    """Return whether the cells of a column look like refs."""
    values = [plain_text(value) for row in body if (value := row.value_at(column)) is not None]
    return len(values) >= _MIN_LIST and all(map(looks_like_ref, values))


def _meanings(heading: str) -> set[ColumnMeaning]:
    """Return the meanings of a heading: its own, or those of its last part."""
    match = match_heading(heading)
    if match.meaning is not None and match.evidence != "fuzzy":
        return {match.meaning}
    return {meaning for meaning, strength in heading_parts(heading).items() if strength == HEAD}


def _has_texts(body: Sequence[CellRow], column: int) -> bool:
    """Return whether most cells of a column are different texts of several words."""
    texts = [value for row in body if isinstance(value := row.value_at(column), str)]
    long = {text for text in texts if len(text.split()) >= _MIN_TEXT_WORDS}
    return bool(long) and 2 * len(long) > len(texts)

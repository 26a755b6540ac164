"""How likely a row is the header row of a sheet, where none clearly is one."""

from collections.abc import Sequence

from loaders.cells.values import CellRow, plain_text
from loaders.vocabulary.headings import HEAD, ColumnMeaning, heading_parts, match_heading
from loaders.vocabulary.refs import looks_like_ref
from model.language import label_key, normalise_space

_BODY_ROWS = 12
_MIN_HEADINGS = 3
_MIN_LIST = 4
_DISTINCT = 0.8
"""The least share of headings that differ."""
_ANCHORS = (
    *(ColumnMeaning.STATUS, ColumnMeaning.LEAD_AGENCY, ColumnMeaning.TARGET, ColumnMeaning.DATE),
    *(ColumnMeaning.COMPLETED, ColumnMeaning.LEAD_ROLE, ColumnMeaning.REF),
)
"""Meanings of which a table must have one by its heading, for its text to be known by its values alone."""


def header_row_score(rows: Sequence[CellRow], index: int) -> float:
    """Return how likely a row has the headings of the rows below it: how many it has, and how full these are."""
    row = rows[index]
    columns = row.filled_columns
    words = [normalise_space(plain_text(value)) for value in row.contents]
    keys = {label_key(text) for text in words}
    if (
        len(columns) < _MIN_HEADINGS
        or not all(isinstance(value, str) for value in row.contents)
        or len(keys) < max(_MIN_HEADINGS, _DISTINCT * len(words))
    ):
        return 0.0
    meanings = [_meanings(text) for text in words]
    body = [other for other in rows[index + 1 : index + 1 + _BODY_ROWS] if other.filled_count > 1]
    known = [c for c, text, found in zip(columns, words, meanings, strict=True) if _is_anchor(text, found)]
    if all(_is_list(body, column) for column in known if not _recurs(rows, index, column)):
        return 0.0
    covered = [sum(other.value_at(column) is not None for column in columns) for other in body]
    full = sum(2 * count >= len(columns) for count in covered)
    if not full:
        return 0.0
    return sum(bool(found) for found in meanings) + full / _BODY_ROWS


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

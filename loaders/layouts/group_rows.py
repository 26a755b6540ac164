"""Rows inside a table that name what the rows below them have in common: a theme, or the round they are from."""

from collections.abc import Set
from dataclasses import dataclass

from loaders.cell_values import CellRow, DateCell, Value, shown
from loaders.heading_aliases import Meaning
from loaders.layouts.columns import Columns
from loaders.layouts.strange_refs import looks_like_ref
from loaders.layouts.tables_found import FoundTable
from loaders.meanings import understand

_A_GROUP_AT_MOST = 150
_OF_A_ROUND = (None, Meaning.STATUS, Meaning.UPDATE)
"""What a row that names a round may say besides: it is that of statuses or of progress."""


@dataclass(frozen=True, slots=True)
class Group:
    """A row inside the table that names what the rows below it have in common; `round` is the round that it names."""

    words: str
    column: int
    row: int
    round: Value = None


def group_at(place: int, table: FoundTable, columns: Columns) -> Group | None:
    """Return the group a row names: its only cell, or its number and its words where the next refs go on from it."""
    row = table.body[place]
    cells = row.cells
    if cells == 1:
        return _alone(row, table, columns)
    return _numbered(row, place, table, columns.column(Meaning.REF)) if cells == 2 else None


def _numbered(row: CellRow, place: int, table: FoundTable, ref_column: int | None) -> Group | None:
    number, words = row.held
    if number != ref_column or place + 1 == len(table.body):
        return None
    nested = shown(table.body[place + 1].at(number)).startswith(f"{shown(row.at(number)).rstrip('.')}.")
    return Group(shown(row.at(words)), words, row.number) if nested else None


def _alone(row: CellRow, table: FoundTable, columns: Columns) -> Group | None:
    column = row.held[0]
    value = row.at(column)
    ref_column, text_column = columns.column(Meaning.REF), columns.column(Meaning.RECOMMENDATION)
    if column in _read_columns(columns) - {ref_column, text_column, columns.column(Meaning.TITLE)}:
        return None
    stated = _round(value)
    if stated is not None:
        return Group(shown(value), column, row.number, stated)
    if len(columns.once) + len(columns.rounds) < 3:
        return None
    if not isinstance(value, str) or len(value) > _A_GROUP_AT_MOST:
        return None
    if column == ref_column:
        return None if looks_like_ref(value) else Group(value, column, row.number)
    plain_item = column == text_column and ref_column is None and table.sheet.fill(column, row.number) is None
    return None if plain_item else Group(value, column, row.number)


def _round(value: Value) -> Value:
    """Return the round that a value names where it says no more; a number alone may be a ref."""
    if not isinstance(value, DateCell) and (not isinstance(value, str) or value.isdigit()):
        return None
    one = understand(value)
    plain = one.meaning in _OF_A_ROUND and one.evidence != "fuzzy"
    return one.round if plain else None


def _read_columns(columns: Columns) -> Set[int | None]:
    once = {
        heading.column for heading in (*columns.once.values(), *columns.kept, *columns.actions, *columns.background)
    }
    return once | {heading.column for one in columns.rounds for heading in (*one.columns.values(), *one.more)}

"""Which rows of a table are items: those with a text of their own, and those of which something is said."""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from loaders.cells.values import CellRow, UncalculatedCell, Value, plain_text
from loaders.layouts.columns.column_map import Columns
from loaders.layouts.tables.cell_fill import filled
from loaders.layouts.tables.detect_tables import FoundTable
from loaders.vocabulary.heading_aliases import ColumnMeaning

_ONCE = (ColumnMeaning.RECOMMENDATION, ColumnMeaning.TITLE, ColumnMeaning.RECOMMENDATION_CY)


@dataclass(frozen=True, slots=True)
class ItemLook:
    """A table as its rows are looked at.

    Attributes:
        ref: the column of the refs.
        texts: the columns whose text makes a row an item.
        said: those of them that tell how an item stands.
        statuses: the columns of statuses.
        described: whether items have a text of their own.
        strange: the numbers of the rows whose ref is unlike all others.
    """

    table: FoundTable
    ref: int | None
    texts: Sequence[int]
    said: Sequence[int]
    statuses: Sequence[int]
    described: bool
    strange: frozenset[int] = frozenset()

    def is_item(self, row: CellRow, refs: Callable[[], Collection[str]]) -> bool:
        """Say whether a row is an item; with a strange ref it is one only if something is said of it.

        `refs` gives the refs that rows with a text have: a status alone is of an item whose ref is one of them.
        """
        if row.number in self.strange and not self.says_something(row):
            return False
        if holds(row, self.texts):
            return True
        ref = row.at(self.ref)
        if ref is None or not self.has_status(row):
            return False
        return not self.described or plain_text(ref) in refs()

    def says_something(self, row: CellRow) -> bool:
        """Say whether a row tells how an item stands."""
        return holds(row, self.said) or self.has_status(row)

    def has_status(self, row: CellRow) -> bool:
        """Say whether a status stands in a row, or a fill where one stands in other rows."""
        sheet = self.table.sheet
        return any(row.at(column) is not None or filled(sheet, row, column) for column in self.statuses)


def look_at(table: FoundTable, columns: Columns) -> ItemLook:
    """Return a table as its rows are looked at."""
    named = [columns.once[meaning].column for meaning in _ONCE if meaning in columns.once]
    named += [heading.column for heading in columns.actions]
    said = _said_columns(columns)
    statuses = [
        one.columns[ColumnMeaning.STATUS].column for one in columns.rounds if ColumnMeaning.STATUS in one.columns
    ]
    ref = columns.column(ColumnMeaning.REF)
    look = ItemLook(table, ref, [*named, *said], said, statuses, ColumnMeaning.RECOMMENDATION in columns.once)
    return replace(look, strange=strange_refs(table.body, ref, look.says_something))


def holds(row: CellRow, columns: Sequence[int]) -> bool:
    """Say whether a row holds a value in one of some columns; a formula without a result is none."""
    values, width = row.values, len(row.values)
    for column in columns:
        value = values[column - 1] if column <= width else None
        if value is not None and not isinstance(value, UncalculatedCell):
            return True
    return False


def _said_columns(columns: Columns) -> list[int]:
    """Return the columns of updates, and of what was promised."""
    found = [columns.once[ColumnMeaning.ACTIVITY].column] if ColumnMeaning.ACTIVITY in columns.once else []
    for group in columns.rounds:
        told = (ColumnMeaning.UPDATE, ColumnMeaning.RESPONSE, ColumnMeaning.EVIDENCE, ColumnMeaning.UPDATE_CY)
        found += [group.columns[meaning].column for meaning in told if meaning in group.columns]
        found += [heading.column for heading in group.more]
    return found


_REF_LIKE = re.compile(r"[\W_]*+(?:[^\W\d_]{1,12}+[\W_]*+)?\d[\w./:+-]*\s*")
_OTHER_REF = re.compile(r"[\W_]*(?:[^\W\d_]|[ivxlc]+|tb[acd]|new|n/?a)[\W_]*", re.IGNORECASE)
"""A letter, a Roman numeral, or a word that keeps the place of a ref."""
_NEARLY_ALL = 0.9


def looks_like_ref(words: str) -> bool:
    """Say whether words are a number, or a short word and a number, as refs are."""
    return bool(_REF_LIKE.fullmatch(words))


def strange_refs(body: Sequence[CellRow], column: int | None, said: Callable[[CellRow], bool]) -> frozenset[int]:
    """Return the numbers of the rows whose ref is no ref, in a table where nearly all are.

    The rows of which something is said show what the refs of a table look like; where nothing is said, all of them do.
    """
    if column is None:
        return frozenset()
    held = ((row.number, row.at(column)) for row in body)
    strange = frozenset(number for number, value in held if type(value) is not int and not _may_hold_ref(value))
    if not strange:
        return frozenset()
    named = [row for row in body if plain_text(row.at(column))]
    shows = [row.number for row in named if said(row)] or [row.number for row in named]
    alike = sum(number not in strange for number in shows)
    return strange if alike >= _NEARLY_ALL * len(shows) else frozenset()


def _may_hold_ref(value: Value) -> bool:
    """Say whether a cell is blank or may hold a ref, as every whole number besides does."""
    return value is None or _may_be_ref(plain_text(value))


@lru_cache(maxsize=4096)
def _may_be_ref(words: str) -> bool:
    return not words or looks_like_ref(words) or bool(_OTHER_REF.fullmatch(words))

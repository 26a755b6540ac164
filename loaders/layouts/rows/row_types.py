"""The rows under a table's headings: items, groups of items, and what is neither."""

from collections.abc import Set
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from loaders.cells.values import CellRow, DateCell, Value, plain_text
from loaders.layouts.columns.column_map import Columns
from loaders.layouts.rows.item_rows import holds, look_at, looks_like_ref
from loaders.layouts.rows.table_end import end_of_table, foot_places
from loaders.layouts.tables.detect_tables import FoundTable
from loaders.vocabulary.heading_aliases import ColumnMeaning
from loaders.vocabulary.heading_match import match_heading
from loaders.vocabulary.heading_periods import last_day


@dataclass(frozen=True, slots=True)
class Group:
    """A row inside the table that names what the rows below it have in common; `round` is the round that it names."""

    words: str
    column: int
    row: int
    round: Value = None


class ItemRow(NamedTuple):
    """A row of the table, the group it stands in, and the row above it that says which round it is of."""

    row: CellRow
    group: Group | None = None
    round: Group | None = None


@dataclass(slots=True)
class SortedRows:
    """The rows of a table: its items in order, its groups, rows that are no items, and what stands below it.

    Attributes:
        rounds: rows that say which round the items below them are of; none where an item has none above it.
    """

    items: list[ItemRow] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    rounds: list[Group] = field(default_factory=list)
    others: list[CellRow] = field(default_factory=list)
    below: list[CellRow] = field(default_factory=list)


def sort_rows(table: FoundTable, columns: Columns) -> SortedRows:
    """Return the rows of a table by what they are.

    A row without any text of its own (an id, a formula, a default status) is no item. What follows the last item, or a
    total or a key, stands below the table.
    """
    look = look_at(table, columns)
    feet = foot_places(table.body)
    end = end_of_table(look, columns, feet)
    result = SortedRows(below=list(table.body[end:]))
    above = _Above()
    inside, ends = _inside_merged(table), set(feet)

    @cache
    def refs() -> set[str]:
        return {plain_text(row.at(look.ref)) for row in table.body[:end] if holds(row, look.texts)}

    for place, row in enumerate(table.body[:end]):
        if place in ends:
            result.others.append(row)
        elif (named := group_at(place, table, columns)) is not None:
            above.take(named)
            (result.groups if named.round is None else result.rounds).append(named)
        elif look.is_item(row, refs):
            result.items.append(ItemRow(row, above.group, above.round))
        elif not all((column, row.number) in inside for column in row.held):
            result.others.append(row)
    if result.rounds and not _dates_all(result, columns):
        result.items = [item._replace(round=None) for item in result.items]
    _drop_idle_groups(result, table)
    return result


class _Above:
    """The group and the round that a row stands under; of the two, the kind that comes first in a table ends the other.

    Themes within each round begin anew with every round, and rounds within each theme with every theme.
    """

    def __init__(self) -> None:
        self.group: Group | None = None
        self.round: Group | None = None
        self._rounds_first: bool | None = None

    def take(self, named: Group) -> None:
        """Go on below a row that names a group or a round."""
        is_round = named.round is not None
        if self._rounds_first is None:
            self._rounds_first = is_round
        ends = self._rounds_first is is_round
        self.round = named if is_round else None if ends else self.round
        self.group = None if is_round and ends else self.group if is_round else named


def _dates_all(result: SortedRows, columns: Columns) -> bool:
    """Say whether rows that name rounds say when every item is from, with their years, and no column does."""
    undated = not columns.dated and any(one.value is None for one in columns.rounds)
    return undated and all(item.round is not None and last_day(item.round.round) for item in result.items)


def _drop_idle_groups(result: SortedRows, table: FoundTable) -> None:
    """Count a group or a round without an item below it among the rows that are no items."""
    named = [*result.groups, *result.rounds]
    if not named:
        return
    used = {one.row for item in result.items for one in (item.group, item.round) if one is not None}
    idle = {one.row for one in named} - used
    result.groups = [group for group in result.groups if group.row in used]
    result.rounds = [one for one in result.rounds if one.row in used]
    result.others += [row for row in table.body if row.number in idle]
    result.others.sort(key=lambda row: row.number)


def _inside_merged(table: FoundTable) -> set[tuple[int, int]]:
    """Return the cells that only repeat the value of a merged cell that begins in a row above."""
    first, last = (table.body[0].number, table.body[-1].number) if table.body else (1, 0)
    return {
        (area.first_column, row)
        for area in table.sheet.merged
        for row in range(max(area.first_row + 1, first), min(area.last_row, last) + 1)
    }


_A_GROUP_AT_MOST = 150
_OF_A_ROUND = (None, ColumnMeaning.STATUS, ColumnMeaning.UPDATE)
"""What a row that names a round may say besides: it is that of statuses or of progress."""


def group_at(place: int, table: FoundTable, columns: Columns) -> Group | None:
    """Return the group a row names: its only cell, or its number and its words where the next refs go on from it."""
    row = table.body[place]
    cells = row.cells
    if cells == 1:
        return _alone(row, table, columns)
    return _numbered(row, place, table, columns.column(ColumnMeaning.REF)) if cells == 2 else None


def _numbered(row: CellRow, place: int, table: FoundTable, ref_column: int | None) -> Group | None:
    number, words = row.held
    if number != ref_column or place + 1 == len(table.body):
        return None
    nested = plain_text(table.body[place + 1].at(number)).startswith(f"{plain_text(row.at(number)).rstrip('.')}.")
    return Group(plain_text(row.at(words)), words, row.number) if nested else None


def _alone(row: CellRow, table: FoundTable, columns: Columns) -> Group | None:
    column = row.held[0]
    value = row.at(column)
    ref_column, text_column = columns.column(ColumnMeaning.REF), columns.column(ColumnMeaning.RECOMMENDATION)
    if column in _read_columns(columns) - {ref_column, text_column, columns.column(ColumnMeaning.TITLE)}:
        return None
    stated = _round(value)
    if stated is not None:
        return Group(plain_text(value), column, row.number, stated)
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
    one = match_heading(value)
    plain = one.meaning in _OF_A_ROUND and one.evidence != "fuzzy"
    return one.round if plain else None


def _read_columns(columns: Columns) -> Set[int | None]:
    once = {
        heading.column for heading in (*columns.once.values(), *columns.kept, *columns.actions, *columns.background)
    }
    return once | {heading.column for one in columns.rounds for heading in (*one.columns.values(), *one.more)}

"""Rows that say of an item what a row before said: a list of updates tells each item again with every one of them."""

from dataclasses import dataclass

from loaders.cells.values import Value, cells_of
from loaders.layouts.assemble.item_key import ItemKey, item_key
from loaders.layouts.assemble.row_fields import RowFields
from loaders.layouts.interpret.interpreted_table import InterpretedTable
from loaders.layouts.rows.row_types import ItemRow
from loaders.vocabulary.heading_aliases import ColumnMeaning

_NAMES_IT = ("review", "ref")
_Said = tuple[tuple[Value, ...], tuple[type, ...], int]
"""The cells of an item, with their types where one equals TRUE or FALSE, and the row of its group."""


@dataclass(frozen=True, slots=True)
class KnownItem:
    """What rows say of an item, in the last of them, which of the items with its ref it is, and by what it is named."""

    told: RowFields
    item: int
    place: ItemKey
    named: dict[str, Value]


class RepeatedRows:
    """The items of one table by what its rows say of them. Where a row may hold more than updates, none is known."""

    def __init__(self, source: InterpretedTable) -> None:
        self._plain = _is_plain(source)
        self._cells = cells_of([column for _, column in source.columns.cells])
        self._known: dict[_Said, KnownItem] = {}

    def find(self, item: ItemRow) -> KnownItem | None:
        """Return the item that a row tells again, if one said the same of it."""
        known = self._known.get(self._said(item)) if self._known else None
        if known is not None:
            known.told.row = item.row.number
        return known

    def keep(self, item: ItemRow, told: RowFields, place: int) -> KnownItem | None:
        """Keep what a row said, of which nothing was to be told; return the item, if it is known from now on."""
        if not self._plain:
            return None
        own = RowFields(told.sheet, told.row, told.values, told.columns, told.elsewhere)
        named = {name: told.values[name] for name in _NAMES_IT if name in told.values}
        known = self._known[self._said(item)] = KnownItem(own, place, item_key(told, place), named)
        return known

    def _said(self, item: ItemRow) -> _Said:
        cells = self._cells(item.row)
        types = tuple(map(type, cells)) if 1 in cells or 0 in cells else ()
        return cells, types, item.group.row if item.group is not None else 0


def _is_plain(source: InterpretedTable) -> bool:
    """Say whether a row of a table holds an item and its dated updates, and nothing that is kept or joined."""
    columns, lead = source.columns, source.inherited.get("lead_agency")
    apart = (
        columns.actions
        or columns.background
        or columns.kept
        or source.refs_with_actions
        or ColumnMeaning.ACTIVITY in columns.once
    )
    joins = lead is not None and not lead.location[1]
    lines = any(one.more or one.kept or ColumnMeaning.RESPONSE in one.columns for one in columns.rounds)
    return not (apart or joins or lines or source.rows.rounds or source.table.turn is not None)

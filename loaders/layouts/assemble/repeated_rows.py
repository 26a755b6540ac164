"""Rows that repeat an item of an earlier row: a list of updates describes each item again with every update."""

from dataclasses import dataclass

from loaders.cells.values import Value, column_getter
from loaders.layouts.assemble.merge_item import ItemMerger
from loaders.layouts.interpret.interpreted_table import InterpretedTable
from loaders.layouts.rows.row_types import ItemRow
from loaders.records import Record
from loaders.vocabulary.heading_aliases import ColumnMeaning

_IDENTIFIERS = ("review", "ref")
_BOOLEANS = frozenset({False, True})
_RowKey = tuple[tuple[Value, ...], tuple[type, ...], int]
"""The cells of an item, their types if a cell equals TRUE or FALSE, and the row of its group."""


@dataclass(frozen=True, slots=True)
class KnownItem:
    """An item that rows repeat.

    Attributes:
        fields: the fields of the item, in its first row.
        item: the item.
        names: the names of the fields that identify it: its review and its ref.
        identifiers: the values of these fields.
    """

    fields: Record
    item: ItemMerger
    names: tuple[str, ...]
    identifiers: tuple[Value, ...]


class RepeatedRows:
    """The items of a table by the cells of their rows; always empty if a row may hold more than updates."""

    def __init__(self, source: InterpretedTable, *, has_actions: bool) -> None:
        self._plain = not has_actions and _is_plain(source)
        self._cells = column_getter([column for _, column in source.columns.field_columns])
        self._known: dict[_RowKey, KnownItem] = {}

    def find(self, item: ItemRow) -> KnownItem | None:
        """Return the item that a row repeats, if an earlier row has the same cells."""
        return self._known.get(self._row_key(item)) if self._known else None

    def add(self, row: ItemRow, fields: Record, item: ItemMerger) -> KnownItem | None:
        """Remember the item of a row that had no issues; return it, or None if rows of the table may hold more."""
        if not self._plain:
            return None
        names = tuple(name for name in _IDENTIFIERS if name in fields.values)
        identifiers = tuple(fields.values[name] for name in names)
        known = self._known[self._row_key(row)] = KnownItem(fields, item, names, identifiers)
        return known

    def _row_key(self, item: ItemRow) -> _RowKey:
        cells = self._cells(item.row)
        types = () if _BOOLEANS.isdisjoint(cells) else tuple(map(type, cells))
        return cells, types, item.group_row.row if item.group_row is not None else 0


def _is_plain(source: InterpretedTable) -> bool:
    """Return whether the rows of a table hold only an item and its dated updates, and nothing to join or merge."""
    columns, lead = source.columns, source.inherited.get("lead_agency")
    merges_agencies = lead is not None and not lead.location[1]
    has_other_columns = columns.actions or columns.background or columns.evidence
    has_lines = any(period.further_updates or ColumnMeaning.RESPONSE in period.columns for period in columns.rounds)
    is_other_list = ColumnMeaning.ACTIVITY in columns.fields or source.table.transposition is not None
    return not (merges_agencies or has_other_columns or has_lines or is_other_list or source.rows.round_rows)

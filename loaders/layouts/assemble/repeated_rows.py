"""Rows that repeat an item of an earlier row, as in a list of updates, and fill the same cells as its updates."""

from collections.abc import Mapping
from dataclasses import dataclass

from loaders.cells.values import Value, column_getter
from loaders.layouts.assemble.merge_item import ItemMerger
from loaders.layouts.assemble.row_fields import read_status, status_columns
from loaders.layouts.columns.column_map import PeriodColumns
from loaders.layouts.interpret.interpreted_table import InterpretedTable
from loaders.layouts.rows.row_types import ItemRow
from loaders.records import Record
from loaders.vocabulary.heading_aliases import ColumnMeaning

_IDENTIFIERS = ("review", "ref")
_BOOLEANS = frozenset({False, True})
_RowKey = tuple[tuple[Value, ...], tuple[type, ...], int]
"""The cells of an item, their types if a cell equals TRUE or FALSE, and the row of its group."""
_Shape = tuple[tuple[str, ...], bool, tuple[bool, ...]]


@dataclass(frozen=True, slots=True)
class KnownItem:
    """An item that rows repeat.

    Attributes:
        fields: the fields of the item, in its first row.
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
        self._cells = column_getter([*source.columns.field_columns.values()])
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


@dataclass(frozen=True, slots=True)
class _Pattern:
    """The pattern of an update: the names and the locations of its fields, and its inherited values.

    The names are those of the identifiers of its item, of the cells, of the inherited values, and of the status.
    """

    names: tuple[str, ...]
    columns: Mapping[str, int]
    outside_row: Mapping[str, tuple[str, str]]
    inherited: tuple[Value, ...]


class UpdatePatterns:
    """The patterns of the updates of one round, by which of their cells are blank."""

    def __init__(self, source: InterpretedTable, period: PeriodColumns) -> None:
        date = source.columns.column(ColumnMeaning.DATE)
        self._sheet = source.table.sheet
        self._status = status_columns(period)
        separate = "status" if self._status else ""  # it is read from more than its cell
        read = [(name, column) for name, column in period.field_columns.items() if name != separate]
        read += [] if date is None else [("date", date)]
        self._names = tuple(name for name, _ in read)
        self._cells = column_getter([column for _, column in read])
        self._patterns: dict[_Shape, _Pattern] = {}

    def add(self, item: ItemRow, known: KnownItem, update: Record) -> None:
        """Remember the pattern of the update of a row."""
        inherited = [name for name in update.outside_row if name not in ("review", "ref")]
        cells, status = self._cells(item.row), update.values.get("status")
        names = (*known.names, *self._names, *inherited, *(() if status is None else ("status",)))
        values = tuple(update.values[name] for name in inherited)
        self._patterns[_shape(known, cells, status)] = _Pattern(names, update.columns, update.outside_row, values)

    def build(self, item: ItemRow, known: KnownItem) -> Record | None:
        """Return the update of a row of an item, if an earlier update had the same pattern."""
        cells = self._cells(item.row)
        status = read_status(self._sheet, item.row, *self._status) if self._status else None
        pattern = self._patterns.get(_shape(known, cells, status))
        if pattern is None:
            return None
        content = (*known.identifiers, *cells, *pattern.inherited, status)
        values = dict(zip(pattern.names, content, strict=False))  # the status has no name where there is none
        first = known.fields
        return Record(first.sheet, item.row.number, pattern.columns, values, first.day_zero, pattern.outside_row)


def _shape(known: KnownItem, cells: tuple[Value, ...], status: Value) -> _Shape:
    """Return which fields an update has: those of its item, whether it has a status, and which cells are blank."""
    return known.names, status is None, tuple(cell is None for cell in cells) if None in cells else ()

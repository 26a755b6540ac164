"""Rows that repeat an item of an earlier row, as in a list of updates, and fill the same cells as its updates."""

from typing import NamedTuple

from loaders.cells.values import Value, column_getter
from loaders.layouts.assemble.merge_item import ItemMerger
from loaders.layouts.assemble.row_fields import read_status
from loaders.layouts.columns.column_map import EVIDENCE_ROLES, ColumnRole, PeriodColumns
from loaders.layouts.interpret.interpreted_table import InterpretedTable
from loaders.layouts.rows.row_types import ItemRow
from loaders.records import Record
from loaders.vocabulary.heading_aliases import ColumnMeaning
from loaders.vocabulary.refs import ref_key

IDENTIFIERS = {"review": "review", "ref": "ref"}
_LINES = (ColumnRole.ACTION, ColumnRole.BACKGROUND, *EVIDENCE_ROLES, ColumnRole.FURTHER_UPDATE)
_OTHER_RECORDS = (ColumnMeaning.RESPONSE, ColumnMeaning.ACTIVITY)
_BOOLEANS = frozenset({False, True})
_RowKey = tuple[tuple[Value, ...], tuple[type, ...], int]
"""The cells of an item, their types if a cell equals TRUE or FALSE, and the row of its group."""


class KnownItem(NamedTuple):
    """An item that rows repeat: the fields of its first row, and those that identify it, its review and its ref."""

    fields: Record
    item: ItemMerger
    identity: Record


class RepeatedRows:
    """The items of a table by the cells of their rows; always empty if a row may hold more than updates."""

    def __init__(self, source: InterpretedTable, *, may_repeat: bool) -> None:
        self._plain = may_repeat and _is_plain(source)
        self._has_refs = ColumnMeaning.REF in source.columns.fields
        self._cells = column_getter([*source.columns.field_columns.values()])
        self._known: dict[_RowKey, KnownItem] = {}

    def find(self, item: ItemRow) -> KnownItem | None:
        """Return the item that a row repeats, if an earlier row has the same cells."""
        return self._known.get(self._row_key(item)) if self._known else None

    def add(self, row: ItemRow, fields: Record, item: ItemMerger) -> KnownItem | None:
        """Remember the item of a row that had no issues; return it, or None if such rows may be something else.

        A row with neither a ref nor a text may only be the first; another like it continues the row above it.
        """
        is_stated = self._has_refs or fields.values.get("recommendation") is not None
        if not self._plain or not is_stated or "ref" not in fields.columns or not ref_key(fields.values.get("ref")):
            return None
        known = self._known[self._row_key(row)] = KnownItem(fields, item, fields.pick(IDENTIFIERS))
        return known

    def _row_key(self, item: ItemRow) -> _RowKey:
        cells = self._cells(item.row)
        types = () if _BOOLEANS.isdisjoint(cells) else tuple(map(type, cells))
        return cells, types, item.group_row.row if item.group_row is not None else 0


def _is_plain(source: InterpretedTable) -> bool:
    """Return whether the rows of a table hold only an item and its dated updates, and nothing to join or merge."""
    columns, lead = source.columns, source.inherited.get("lead_agency")
    merges_agencies = lead is not None and not lead.location[1]
    has_lines = any(columns.by_role[role] for role in _LINES) or not source.meanings.isdisjoint(_OTHER_RECORDS)
    return not (merges_agencies or has_lines or source.rows.round_rows or source.table.sheet.turned)


class UpdatePatterns:
    """The patterns of the updates of a round, by which of their cells are blank: updates with inherited values only."""

    def __init__(self, source: InterpretedTable, period: PeriodColumns) -> None:
        date = source.columns.column(ColumnMeaning.DATE)
        self._sheet, self._status = source.table.sheet, period.status_cells
        columns = {**period.field_columns, **({} if date is None else {"date": date})}
        columns.pop("status", None)  # it is read from more than its cell
        self._names, self._cells = tuple(columns), column_getter([*columns.values()])
        self._patterns: dict[tuple[bool, ...], Record] = {}

    def add(self, item: ItemRow, update: Record) -> None:
        """Remember the pattern of the update of a row."""
        inherited = {name: update.values[name] for name in update.outside_row if name not in IDENTIFIERS}
        shape = _shape(self._cells(item.row), update.values.get("status"))
        self._patterns[shape] = update._replace(values=inherited)

    def build(self, item: ItemRow, known: KnownItem) -> Record | None:
        """Return the update of a row of an item, if an earlier update had the same pattern."""
        cells = self._cells(item.row)
        status = read_status(self._sheet, item.row, *self._status)
        pattern = self._patterns.get(_shape(cells, status))
        if pattern is None:
            return None
        values = {**known.identity.values, **dict(zip(self._names, cells, strict=True)), **pattern.values}
        if status is not None:
            values["status"] = status
        sheet, _, columns, _, day_zero, outside_row, *_ = pattern
        return Record(sheet, item.row.number, columns, values, day_zero, outside_row)


def _shape(cells: tuple[Value, ...], status: Value) -> tuple[bool, ...]:
    """Return which fields an update has: whether it has a status, and which cells are blank."""
    return (status is None, *(cell is None for cell in cells)) if None in cells else (status is None,)

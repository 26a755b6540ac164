"""The patterns of updates: most rows of a list of updates fill the same cells, and differ only in values."""

from collections.abc import Mapping
from dataclasses import dataclass

from loaders.cells.values import Value, column_getter
from loaders.layouts.assemble.repeated_rows import KnownItem
from loaders.layouts.assemble.row_fields import read_status, status_columns
from loaders.layouts.columns.column_map import PeriodColumns
from loaders.layouts.interpret.interpreted_table import InterpretedTable
from loaders.layouts.rows.row_types import ItemRow
from loaders.records import Record
from loaders.vocabulary.heading_aliases import ColumnMeaning

_Shape = tuple[tuple[str, ...], bool, tuple[bool, ...]]


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
        read = [(name, column) for name, column in period.field_columns if name != separate]
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

"""A record: the cells of one row of a table, under the fields they were understood as."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from loaders.cells.addresses import CellRange, address
from loaders.cells.values import DAY_ZERO, Value
from model.tracker.reading import MappedColumn

_NOWHERE: Mapping[str, tuple[str, str]] = MappingProxyType({})
_NO_PARTS: Mapping[tuple[str, str], str] = MappingProxyType({})


class Record(NamedTuple):
    """One row of a table, before its values are parsed.

    Attributes:
        columns: in which column each field stands, so that an issue can name the cell.
        day_zero: the day from which a number in a date column counts.
        elsewhere: the sheet and cell of a field that stands outside the row: a round in a heading, a theme that names
            its sheet (with an empty cell).
        parts: the places of further cells that became part of a field, such as lines of an update.
        extent: the cells it was read from, where they stand under one another and not in its row.
    """

    sheet: str
    row: int
    columns: Mapping[str, int]
    values: Mapping[str, Value]
    day_zero: date = DAY_ZERO
    outside_row: Mapping[str, tuple[str, str]] = _NOWHERE
    parts: Mapping[tuple[str, str], str] = _NO_PARTS
    extent: CellRange | None = None

    def cell(self, name: str) -> str:
        """Return the address of a field's cell; of the row's first cell where the sheet has no such column."""
        return self.location(name)[1]

    def location(self, name: str) -> tuple[str, str]:
        """Return the sheet and the address of a field's cell."""
        if name in self.outside_row:
            return self.outside_row[name]
        first = 1 if self.extent is None else self.extent.first_column
        return self.sheet, address(self.columns.get(name, first), self.row)


@dataclass(frozen=True, slots=True)
class Recognised:
    """A workbook whose layout is known: its records by table, and how each column was understood."""

    layout: str
    records: Mapping[str, Sequence[Record]]
    columns: tuple[MappedColumn, ...]

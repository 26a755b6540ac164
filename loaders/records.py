"""The values of one row of a table by field, with the cells that they come from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from loaders.cells.addresses import CellRange, address
from loaders.cells.values import DAY_ZERO, Value
from model.tracker.reading import MappedColumn

_Entry = TypeVar("_Entry")
_NONE_OUTSIDE: Mapping[str, tuple[str, str]] = MappingProxyType({})
_NO_PARTS: Mapping[tuple[str, str], str] = MappingProxyType({})


class Record(NamedTuple):
    """One row of a table, before its values are parsed.

    Rows share the mappings that are the same for them, such as `columns`; none of them is ever changed.

    Attributes:
        columns: the column of each field, so that an issue can name the cell.
        day_zero: the day from which a number in a date column counts.
        outside_row: the sheet and cell of each field that is not in the row: a round in a heading, or a theme that is
            the name of its sheet (with an empty cell).
        parts: the field of each further cell, by sheet and address, such as the other lines of an update.
        turned: whether its row is a column of the file, and each of its columns a row.
        action: the action of a recommendation that an update is about, with its heading; "" for no action.
        rating: the status of an action, with its heading.
    """

    sheet: str
    row: int
    columns: Mapping[str, int]
    values: Mapping[str, Value]
    day_zero: date = DAY_ZERO
    outside_row: Mapping[str, tuple[str, str]] = _NONE_OUTSIDE
    parts: Mapping[tuple[str, str], str] = _NO_PARTS
    turned: bool = False
    action: str = ""
    rating: str = ""

    def cell(self, name: str) -> str:
        """Return the address of a field's cell; that of the row's first cell if the sheet has no such column."""
        return self.location(name)[1]

    def with_value(self, name: str, value: Value, column: int) -> "Record":
        """Return the record with a field from a cell of its row."""
        return self._replace(values={**self.values, name: value}, columns={**self.columns, name: column})

    def with_value_from(self, name: str, value: Value, location: tuple[str, str]) -> "Record":
        """Return the record with a field from another place: a sheet and a cell."""
        return self._replace(values={**self.values, name: value}, outside_row={**self.outside_row, name: location})

    def with_field_of(self, other: "Record", name: str) -> "Record":
        """Return the record with the value and the location that a field has in another one."""
        return self.with_value_from(name, other.values[name], other.location(name))

    def pick(self, names: Mapping[str, str]) -> "Record":
        """Return the record with some of its fields only; `names` gives the name of each in the new record."""

        def picked(by_name: Mapping[str, _Entry]) -> dict[str, _Entry]:
            return {name: by_name[field] for field, name in names.items() if field in by_name}

        fields = picked(self.columns), picked(self.values), self.day_zero, picked(self.outside_row)
        return Record(self.sheet, self.row, *fields, turned=self.turned)

    def location(self, name: str) -> tuple[str, str]:
        """Return the sheet and the address of a field's cell."""
        if name in self.outside_row:
            return self.outside_row[name]
        return self.sheet, self.address(self.columns.get(name, 1))

    def address(self, column: int) -> str:
        """Return the address of a cell of its row."""
        return address(self.row, column) if self.turned else address(column, self.row)


class TableRange(NamedTuple):
    """The range of a table on its sheet.

    Attributes:
        header_row: the number of its last header row; None for a turned table, whose headings are down a column.
        read: whether it was read.
    """

    sheet: str
    header_row: int | None
    area: CellRange
    read: bool = True


@dataclass(frozen=True, slots=True)
class Recognised:
    """A workbook with a recognised layout: its records by table, the field of each column, and its tables."""

    layout: str
    records: Mapping[str, Sequence[Record]]
    columns: tuple[MappedColumn, ...]
    tables: tuple[TableRange, ...] = ()

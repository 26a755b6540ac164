"""A key of a workbook: its statuses in the order of the sheet, and its cells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from loaders.cells.addresses import CellAddress, address
from loaders.cells.sheet import SheetCells
from loaders.cells.values import CellRow, Value


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A status of a key and its meaning.

    Attributes:
        addresses: the cells of the status and of its meaning.
        colour: the fill that stands for it.
        extra_fields: its other fields, each with its value and cell.
    """

    status: str
    meaning: str
    addresses: tuple[CellAddress, CellAddress]
    colour: str | None = None
    extra_fields: Mapping[str, tuple[Value, CellAddress]] = field(default_factory=dict)

    def value_of(self, name: str) -> Value:
        """Return the value of another field; None without one."""
        return self.extra_fields[name][0] if name in self.extra_fields else None


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a workbook.

    Attributes:
        title_address: the cell of its title or first heading.
        rows: its statuses in the order of the sheet.
        heading_addresses: the cells of its other headings.
    """

    sheet: SheetCells
    title_address: CellAddress
    rows: tuple[KeyRow, ...]
    heading_addresses: frozenset[CellAddress] = frozenset()

    @property
    def cell(self) -> str:
        """The address of its title."""
        return address(*self.title_address)

    @property
    def cells(self) -> set[CellAddress]:
        """The cells of the key."""
        entries = {cell for row in self.rows for cell in row.addresses}
        fields = {cell for row in self.rows for _, cell in row.extra_fields.values()}
        return {self.title_address, *entries, *fields, *self.heading_addresses}


def without_keys(sheet: SheetCells, keys: Sequence[Key]) -> SheetCells:
    """Return the sheet without the cells of its keys, so that they are not read as part of a table."""
    taken = {cell for key in keys if key.sheet is sheet for cell in key.cells}
    if not taken:
        return sheet
    rows: list[CellRow] = []
    for row in sheet.rows:
        values = [None if (column, row.number) in taken else value for column, value in enumerate(row.values, start=1)]
        if any(value is not None for value in values):
            rows.append(CellRow(row.number, values))
    return replace(sheet, rows=rows)

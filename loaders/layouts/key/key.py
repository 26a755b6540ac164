"""A key of a workbook: its statuses in the order of the sheet, and its cells."""

from collections.abc import Mapping, Sequence, Set
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
    return without_cells(sheet, {cell for key in keys if key.sheet is sheet for cell in key.cells})


def without_cells(sheet: SheetCells, cells: Set[CellAddress]) -> SheetCells:
    """Return a sheet without some cells."""
    numbers, rows = {number for _, number in cells}, list[CellRow]()
    for row in sheet.rows:
        if row.number not in numbers:
            rows.append(row)
            continue
        filled = [column for column in row.filled_columns if (column, row.number) not in cells]
        if filled:
            values = row.values[: filled[-1]]
            rows.append(CellRow(row.number, [v if c in filled else None for c, v in enumerate(values, start=1)]))
    return replace(sheet, rows=rows) if cells else sheet

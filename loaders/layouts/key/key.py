"""A key of a workbook: its statuses in the order of the sheet, and the grid of cells that it is read from."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from loaders.cells.addresses import CellAddress, address
from loaders.cells.sheet import SheetCells
from loaders.cells.values import CellRow, Value, plain_text
from model.text import label_key


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A status of a key, its meaning, the cells of both, its fill, and its other fields with their cells."""

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
    """A key: its first cell, its statuses in the order of the sheet, and the cells of its other headings."""

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


@dataclass(frozen=True, slots=True)
class KeyGrid:
    """The values and fills of a sheet by column and row; by row and column where it is transposed."""

    sheet: SheetCells
    values: Mapping[int, Sequence[Value]]
    is_transposed: bool = False

    @property
    def transposed(self) -> "KeyGrid":
        """The same cells with rows and columns exchanged."""
        return KeyGrid(self.sheet, self.values, not self.is_transposed)

    def sheet_address(self, column: int, row: int) -> CellAddress:
        """Return the address of a cell on the sheet."""
        return (row, column) if self.is_transposed else (column, row)

    def at(self, column: int, row: int) -> Value:
        """Return the value of a cell; None where it is empty."""
        column, row = self.sheet_address(column, row)
        values = self.values.get(row)
        return values[column - 1] if values is not None and 0 < column <= len(values) else None

    def label(self, column: int, row: int) -> str:
        """Return the text of a cell for comparison with headings and titles."""
        return label_key(plain_text(self.at(column, row)))

    def colour(self, column: int, row: int) -> str | None:
        """Return the fill of a cell; None where it has no fill."""
        fill = self.sheet.fill(*self.sheet_address(column, row))
        return fill.colour if fill else None

    def is_blank(self, column: int, row: int) -> bool:
        """Return whether a cell has neither a value nor a fill."""
        return self.at(column, row) is None and self.colour(column, row) is None


def key_grid(sheet: SheetCells) -> KeyGrid:
    """Return the grid of a sheet."""
    return KeyGrid(sheet, {row.number: row.values for row in sheet.rows})

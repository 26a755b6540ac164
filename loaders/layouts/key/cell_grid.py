"""The cells of a sheet by address, also with rows and columns exchanged, to read a key across as one down."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from loaders.cells.addresses import CellAddress
from loaders.cells.sheet import SheetCells
from loaders.cells.values import Value, plain_text
from model.text import label_key


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

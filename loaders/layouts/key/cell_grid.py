"""The cells of a sheet by their places, also turned on its side: a key laid out across then goes down."""

from dataclasses import dataclass

from loaders.cells.sheet import SheetCells
from loaders.cells.values import Value
from loaders.layouts.key.key import Place


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet's values and fills by column and row; by row and column where it is turned."""

    sheet: SheetCells
    values: dict[int, list[Value]]
    is_turned: bool = False

    @property
    def turned(self) -> "Grid":
        """The same cells with rows and columns exchanged."""
        return Grid(self.sheet, self.values, not self.is_turned)

    def place(self, column: int, row: int) -> Place:
        """Return the place of a cell on the sheet itself."""
        return (row, column) if self.is_turned else (column, row)

    def at(self, column: int, row: int) -> Value:
        """Return the value of a cell, or None where there is none."""
        column, row = self.place(column, row)
        values = self.values.get(row)
        return values[column - 1] if values is not None and 0 < column <= len(values) else None

    def colour(self, column: int, row: int) -> str | None:
        """Return the fill of a cell, or None where it has none."""
        fill = self.sheet.fill(*self.place(column, row))
        return fill.colour if fill else None

    def is_blank(self, column: int, row: int) -> bool:
        """Say whether a cell has neither a value nor a fill."""
        return self.at(column, row) is None and self.colour(column, row) is None


def grid_of(sheet: SheetCells) -> Grid:
    """Return the cells of a sheet by their places."""
    return Grid(sheet, {row.number: row.values for row in sheet.rows})

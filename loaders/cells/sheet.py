"""TODO docstring."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

from loaders.cells.addresses import CellRange
from loaders.cells.fill import Fill
from loaders.cells.values import DAY_ZERO, CellRow
from model.issues.issue import Issue

_NOTHING: dict[int, Fill] = {}


@dataclass(slots=True)
class SheetCells:
    """The cells of one sheet.

    Attributes:
        day_zero: the day from which the workbook counts days.
        rows: the rows that hold something, in the order of their numbers.
        hidden_rows: numbers of rows that hold something and that Excel does not show.
        hidden_columns: letters of such columns.
        cleaned: addresses of cells that held control characters, which were taken out.
        shortened: addresses of cells with more text than a workbook can hold, which was cut.
        filled: the fills of cells in rows that hold something, or a few fills of which each is another, by row and then
            by column.
        merged: the merged ranges.
        told: issues that the cells alone show. Those of the whole workbook stand with its first sheet.
    """

    name: str
    hidden: bool
    day_zero: date = DAY_ZERO
    rows: list[CellRow] = field(default_factory=list)
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[str, ...] = ()
    cleaned: list[str] = field(default_factory=list)
    shortened: list[str] = field(default_factory=list)
    filled: dict[int, dict[int, Fill]] = field(default_factory=dict)
    merged: tuple[CellRange, ...] = ()
    issues: list[Issue] = field(default_factory=list)
    _texts: frozenset[str] | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def texts(self) -> frozenset[str]:
        """The different texts of its cells: far fewer than cells, so that each is judged once."""
        if self._texts is None:
            different = set(chain.from_iterable(row.values for row in self.rows))
            self._texts = frozenset(value for value in different if isinstance(value, str))
        return self._texts

    def cells_with(self, texts: frozenset[str]) -> Iterator[tuple[int, int, str]]:
        """Yield the column, the row and the text of each cell that holds one of some texts."""
        for row in self.rows if texts else ():
            if not texts.isdisjoint(row.values):
                for column, value in enumerate(row.values, start=1):
                    if isinstance(value, str) and value in texts:
                        yield column, row.number, value

    def fill(self, column: int, row: int) -> Fill | None:
        """Return a cell's fill, or None where it has none or is white; both numbers count from 1."""
        return self.filled.get(row, _NOTHING).get(column)

    @property
    def fills(self) -> dict[tuple[int, int], Fill]:
        """Every fill by column and row."""
        return {(column, row): fill for row, fills in self.filled.items() for column, fill in fills.items()}

"""The cells of one sheet, whatever the file format, and their fills."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import NamedTuple

from loaders.cells.addresses import CellAddress, CellRange, address, format_row_ranges
from loaders.cells.values import DAY_ZERO, CellRow
from loaders.mapping.sheet_mapping import SheetMapping
from model.issue import Issue


class RuleRange(NamedTuple):
    """Cells that a rule of a conditional format may colour, and whether it colours a cell by its own value."""

    area: CellRange
    by_own_value: bool


NO_FILLS: Mapping[int, str] = {}


@dataclass(slots=True)
class SheetCells:
    """The cells of one sheet.

    Attributes:
        day_zero: the day from which the workbook counts days.
        rows: the rows that are not empty, in the order of their numbers.
        hidden_rows: numbers of the hidden rows that are not empty.
        hidden_columns: letters of the hidden columns, up to the last column with a value.
        cleaned: addresses of cells whose control characters were removed.
        shortened: addresses of cells whose text was cut because a cell cannot hold more.
        fills_by_row: the fills as `#rrggbb` by row, then by column; of rows with values, or with a few different fills.
        merged: the merged ranges.
        formulas: addresses of the cells with a formula.
        issues: issues found while the cells were read; those of the whole workbook are in its first sheet.
        coloured_by_rule: the cells that conditional formats may colour; such colours are not read.
        turned: whether its rows are the columns of the file's sheet, from left to right.
        mapping: what a person mapped on the sheet; None where the reader decides.
    """

    name: str
    hidden: bool
    day_zero: date = DAY_ZERO
    rows: list[CellRow] = field(default_factory=list)
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[str, ...] = ()
    cleaned: list[str] = field(default_factory=list)
    shortened: list[str] = field(default_factory=list)
    fills_by_row: dict[int, dict[int, str]] = field(default_factory=dict)
    merged: tuple[CellRange, ...] = ()
    formulas: set[str] = field(default_factory=set)
    issues: list[Issue] = field(default_factory=list)
    coloured_by_rule: tuple[RuleRange, ...] = ()
    mapping: SheetMapping | None = None
    turned: bool = False
    _texts: frozenset[str] | None = field(default=None, init=False, repr=False, compare=False)
    _width: int | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def width(self) -> int:
        """The number of its last column with a value."""
        if self._width is None:
            self._width = max((len(row.values) for row in self.rows), default=0)
        return self._width

    @property
    def texts(self) -> frozenset[str]:
        """The distinct texts of its cells; they are far fewer than its cells, so that each is judged once."""
        if self._texts is None:
            values = set(chain.from_iterable(row.values for row in self.rows))
            self._texts = frozenset(value for value in values if isinstance(value, str))
        return self._texts

    def address(self, column: int, row: int) -> str:
        """Return the address of one of its cells in the file."""
        return address(row, column) if self.turned else address(column, row)

    def row_list(self, numbers: Iterable[int]) -> str:
        """Return some of its rows as text: 7, 9-30; or B1, C1 where they are columns of the file."""
        return ", ".join(address(number, 1) for number in numbers) if self.turned else format_row_ranges(numbers)

    def cells_with(self, texts: frozenset[str]) -> Iterator[tuple[int, int, str]]:
        """Yield the column, the row and the text of each cell that has one of some texts."""
        for row in self.rows if texts else ():
            if not texts.isdisjoint(row.values):
                for column, value in enumerate(row.values, start=1):
                    if isinstance(value, str) and value in texts:
                        yield column, row.number, value

    def fill(self, column: int, row: int) -> str | None:
        """Return the fill of a cell, or None if it has none or is white; both numbers count from 1."""
        return self.fills_by_row.get(row, NO_FILLS).get(column)

    def distinct_fill(self, row: CellRow, column: int) -> str | None:
        """Return the fill of a cell, unless the first cell with a value in its row has the same fill."""
        fills = self.fills_by_row.get(row.number, NO_FILLS)
        fill = fills.get(column)
        if fill is None or len(fills) == 1:
            return fill
        first = 1 if row.values and row.values[0] is not None else next(iter(row.filled_columns), column)
        return None if first != column and fills.get(first) == fill else fill

    @property
    def fills(self) -> dict[tuple[int, int], str]:
        """Every fill by column and row."""
        return {(column, row): fill for row, fills in self.fills_by_row.items() for column, fill in fills.items()}


def repeated_cells(rows: Sequence[CellRow], merged: Iterable[CellRange]) -> set[CellAddress]:
    """Return the cells of some rows that only repeat the value of a merged cell which begins in a row above."""
    first, last = (rows[0].number, rows[-1].number) if rows else (1, 0)
    return {
        (area.first_column, row)
        for area in merged
        for row in range(max(area.first_row + 1, first), min(area.last_row, last) + 1)
    }

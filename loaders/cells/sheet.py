"""The cells of one sheet and their fills, whatever the file format, built within the limits."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from itertools import chain, islice
from typing import NamedTuple

from loaders.cells.values import (
    COLUMN_LETTERS,
    DAY_ZERO,
    LAST_ROW,
    CellAddress,
    CellRange,
    CellRow,
    Value,
    address,
    clean_cell_text,
    format_row_ranges,
)
from loaders.mapping.sheet_mapping import SheetMapping
from loaders.security.limits import Limits
from model.issue import Issue, WorkbookError
from model.issue_codes import SEVERITIES


class RuleRange(NamedTuple):
    """Cells that a rule of a conditional format may colour, and whether it colours a cell by its own value."""

    area: CellRange
    by_own_value: bool


_clean = lru_cache(maxsize=65_536)(clean_cell_text)
# A row with up to so many fills and no text may be a key; a row with more is decoration.
_SWATCHES_AT_MOST = 12
# The most cells of a sheet that are named as covered.
_MOST_NAMED = 100
NO_FILLS: Mapping[int, str] = {}


@dataclass
class SheetCells:
    """The cells of one sheet.

    Attributes:
        day_zero: the day from which the workbook counts days.
        rows: the rows that are not empty, in the order of their numbers.
        hidden_rows: numbers of the hidden rows that are not empty.
        hidden_columns: letters of the hidden columns, up to the last column with a value.
        hidden_cells: addresses of cells with another value than the merged cell that covers them.
        shortened: addresses of cells whose text was cut because a cell cannot hold more.
        fills_by_row: the fills as `#rrggbb` by row, then by column; of rows with values, or with a few different fills.
        merged: the merged ranges.
        formulas: addresses of the cells with a formula.
        issues: issues found while the cells were read; those of the whole workbook are in its first sheet.
        coloured_by_rule: the cells that conditional formats may colour; such colours are not read.
        transposed: whether its rows are the columns of the file's sheet, from left to right.
        mapping: what a person mapped on the sheet; None where the reader decides.
    """

    name: str
    hidden: bool
    day_zero: date = DAY_ZERO
    rows: list[CellRow] = field(default_factory=list)
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[str, ...] = ()
    hidden_cells: tuple[str, ...] = ()
    shortened: list[str] = field(default_factory=list)
    fills_by_row: dict[int, dict[int, str]] = field(default_factory=dict)
    merged: tuple[CellRange, ...] = ()
    formulas: set[str] = field(default_factory=set)
    issues: list[Issue] = field(default_factory=list)
    coloured_by_rule: tuple[RuleRange, ...] = ()
    mapping: SheetMapping | None = None
    transposed: bool = False

    @cached_property
    def width(self) -> int:
        """The number of its last column with a value."""
        return max((len(row.values) for row in self.rows), default=0)

    @cached_property
    def texts(self) -> frozenset[str]:
        """The distinct texts of its cells; they are far fewer than its cells, so that each is judged once."""
        values = set(chain.from_iterable(row.values for row in self.rows))
        return frozenset(value for value in values if isinstance(value, str))

    def address(self, column: int, row: int) -> str:
        """Return the address of one of its cells in the file."""
        return address(row, column) if self.transposed else address(column, row)

    def row_list(self, numbers: Iterable[int]) -> str:
        """Return some of its rows as text: 7, 9-30; or B1, C1 where they are columns of the file."""
        return ", ".join(address(number, 1) for number in numbers) if self.transposed else format_row_ranges(numbers)

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


def repeated_cells(rows: Sequence[CellRow], merged: Iterable[CellRange]) -> set[CellAddress]:
    """Return the cells of some rows that only repeat the value of a merged cell which begins in a row above."""
    first, last = (rows[0].number, rows[-1].number) if rows else (1, 0)
    return {
        (area.first_column, row)
        for area in merged
        for row in range(max(area.first_row + 1, first), min(area.last_row, last) + 1)
    }


class SheetBuilder:
    """Collects the rows of a sheet. Raises WorkbookError for more rows or columns than allowed.

    Attributes:
        sheet: the sheet; its rows are there when it is finished.
        merged: the merged ranges.
        rules: the cells that conditional formats may colour.
        hidden_rows: the numbers of the hidden rows.
        hidden_columns: the first and the last of hidden columns that stand together.
    """

    def __init__(self, name: str, limits: Limits, *, hidden: bool = False, day_zero: date = DAY_ZERO) -> None:
        self.sheet = SheetCells(name, hidden, day_zero)
        self.merged: list[CellRange] = []
        self.rules: list[RuleRange] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: list[tuple[int, int]] = []
        self._limits = limits
        self._rows: dict[int, list[Value]] = {}

    def text(self, text: str, column: int, row: int) -> str | None:
        """Return the text of a cell cleaned and cut to the length that a cell can have; None if nothing is left."""
        clean, shortened = _clean(text, characters=self._limits.characters)
        if shortened:
            self.sheet.shortened.append(address(column, row))
        return clean

    def add_row(self, number: int, values: Mapping[int, Value], fills: Mapping[int, str] = NO_FILLS) -> None:
        """Add a row by its columns, if it has values, or a few different fills as in a key laid out across.

        Rows with the same number are merged. Raises ValueError if a cell has a value already.
        """
        filled = {column: value for column, value in values.items() if value is not None}
        are_swatches = 1 < len({*fills.values()}) == len(fills) <= _SWATCHES_AT_MOST
        if fills and (filled or (number <= self._limits.rows and are_swatches)):
            self.sheet.fills_by_row.setdefault(number, {}).update(fills)
        if filled:
            row = self._row(number, max(filled))
            for column, value in filled.items():
                if row[column - 1] is not None:
                    raise ValueError(f"{address(column, number)} stands twice")
                row[column - 1] = value

    def add_comment(self, cell: str, text: str) -> None:
        """Add the issue that reports the comment of a cell."""
        clean, _ = _clean(text, characters=self._limits.characters)
        self.add_issue("comment-read", found=clean or "", cell=cell)

    def add_issue(self, code: str, *, found: str, cell: str = "", **details: str) -> None:
        """Add an issue of the sheet."""
        self.sheet.issues.append(Issue(code, SEVERITIES[code], self.sheet.name, cell, found, details))

    def finish(self) -> SheetCells:
        """Return the sheet with its rows in order; a merged cell has its value and its fill in each of its rows."""
        sheet = self.sheet
        sheet.rows = [CellRow(number, self._rows[number]) for number in sorted(self._rows)]
        sheet.merged, sheet.coloured_by_rule = tuple(_below_one_another(self.merged)), tuple(self.rules)
        sheet.hidden_cells = tuple(dict.fromkeys(islice(_covered_cells(sheet), _MOST_NAMED)))
        fill_merged(sheet.rows, sheet.merged)
        _spread_fills(sheet)
        sheet.hidden_rows = tuple(row.number for row in sheet.rows if row.number in self.hidden_rows)
        hidden = (range(first, min(last, sheet.width) + 1) for first, last in self.hidden_columns)
        sheet.hidden_columns = tuple(COLUMN_LETTERS[column] for columns in hidden for column in columns)
        return sheet

    def _row(self, number: int, width: int) -> list[Value]:
        """Return the values of a row, at least so many. Stray cells far below the others cost nothing."""
        row, limits = self._rows.setdefault(number, []), self._limits
        if len(self._rows) > limits.rows or number > LAST_ROW:
            self._refuse("too-many-rows", number, limits.rows)
        if width > limits.columns:
            self._refuse("too-many-columns", width, limits.columns)
        row.extend([None] * (width - len(row)))
        return row

    def _refuse(self, code: str, found: int, limit: int) -> None:
        raise WorkbookError(code, sheet=self.sheet.name, found=str(found), limit=str(limit))


def _below_one_another(merged: Iterable[CellRange]) -> Iterator[CellRange]:
    """Yield the merged ranges by rows; not those on top of another in their first column, which no program writes."""
    ends: dict[int, int] = {}
    for area in sorted(merged, key=lambda area: (area.first_row, area.first_column)):
        if area.first_row > ends.get(area.first_column, 0):
            ends[area.first_column] = area.last_row
            yield area


def _covered_cells(sheet: SheetCells) -> Iterator[str]:
    """Yield the cells that a merged cell covers and that have another value, which no program shows."""
    numbers = [row.number for row in sheet.rows]
    for area in sheet.merged:
        within = sheet.rows[bisect_left(numbers, area.first_row) : bisect_right(numbers, area.last_row)]
        shown = within[0].value_at(area.first_column) if within and within[0].number == area.first_row else None
        for row in within:
            for column, value in enumerate(row.values[area.first_column - 1 : area.last_column], area.first_column):
                if value is not None and value != shown:
                    yield address(column, row.number)


def fill_merged(rows: Sequence[CellRow], merged: Iterable[CellRange]) -> None:
    """Copy the value of each merged cell into every row of its first column, within its range only.

    A value that a program wrote below a merged cell, where Excel does not show it, is not overwritten.
    """
    numbers = [row.number for row in rows]
    for area in merged:
        after = bisect_right(numbers, area.first_row)
        first, index = rows[after - 1] if after else None, area.first_column - 1
        if first is None or first.number != area.first_row or index >= len(first.values):
            continue
        for row in rows[after : bisect_right(numbers, area.last_row)]:
            row.values.extend([None] * (index + 1 - len(row.values)))
            if row.values[index] is None and all(value is None for value in row.values[index : area.last_column]):
                row.values[index] = first.values[index]


def _spread_fills(sheet: SheetCells) -> None:
    """Copy the fill of each merged cell into every non-empty row of its first column that has no fill there."""
    numbers = [row.number for row in sheet.rows]
    for area in sheet.merged:
        fill = sheet.fill(area.first_column, area.first_row)
        if fill is not None:
            for number in numbers[bisect_right(numbers, area.first_row) : bisect_right(numbers, area.last_row)]:
                sheet.fills_by_row.setdefault(number, {}).setdefault(area.first_column, fill)

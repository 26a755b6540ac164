"""Build the cells of one sheet within the limits, whatever the file format."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache

from loaders.cells.addresses import COLUMN_LETTERS, LAST_ROW, CellRange, address
from loaders.cells.sheet import NO_FILLS, RuleRange, SheetCells
from loaders.cells.values import DAY_ZERO, CellRow, Value, clean_cell_text
from loaders.security.limits import Limits
from model.issue import Issue, WorkbookError
from model.issue_codes import SEVERITIES

_clean = lru_cache(maxsize=65_536)(clean_cell_text)
_SWATCHES_AT_MOST = 12
"""A row with up to so many fills and no text may be a key; a row with more is decoration."""


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
        clean, cleaned, shortened = _clean(text, characters=self._limits.characters)
        if cleaned:
            self.sheet.cleaned.append(address(column, row))
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
        clean, _, _ = _clean(text, characters=self._limits.characters)
        self.add_issue("comment-read", found=clean or "", cell=cell)

    def add_issue(self, code: str, *, found: str, cell: str = "", **details: str) -> None:
        """Add an issue of the sheet."""
        self.sheet.issues.append(Issue(code, SEVERITIES[code], self.sheet.name, cell, found, details))

    def finish(self) -> SheetCells:
        """Return the sheet with its rows in order; a merged cell has its value and its fill in each of its rows."""
        sheet = self.sheet
        sheet.rows = [CellRow(number, self._rows[number]) for number in sorted(self._rows)]
        sheet.merged, sheet.coloured_by_rule = tuple(self.merged), tuple(self.rules)
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

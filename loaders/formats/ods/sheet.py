"""Build one sheet of an .ods workbook from its elements; repeated rows and cells are expanded if not empty."""

import re
from collections.abc import Mapping

from loaders.cells.addresses import COLUMN_LETTERS, COLUMN_NUMBERS, LAST_COLUMN, LAST_ROW, CellRange, address
from loaders.cells.clean_text import clean_cell_text
from loaders.cells.comments import comment_issue
from loaders.cells.fill import RuleRange
from loaders.cells.merged_cells import are_swatches, fill_merged, spread_fills
from loaders.cells.sheet import SheetCells
from loaders.cells.values import CellRow, TimeCell, Value
from loaders.formats.ods.styles import OdsStyles
from loaders.formats.ods.values import read_value
from loaders.security.limits import Limits
from model.issues.issue import WorkbookError

TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
Attributes = Mapping[str, str]
_COLUMNS_REPEATED, _ROWS_REPEATED = f"{TABLE}number-columns-repeated", f"{TABLE}number-rows-repeated"
_COLUMNS_SPANNED, _ROWS_SPANNED = f"{TABLE}number-columns-spanned", f"{TABLE}number-rows-spanned"
_STYLE, _DEFAULT_STYLE = f"{TABLE}style-name", f"{TABLE}default-cell-style-name"
_MAX_CACHE = 65_536
_CELL = r"(?:\$?(?:'(?:[^']|'')*'|[^\s.'!:]*))?\.\$?([A-Z]{1,3})\$?([0-9]{1,7})"
_RANGE = re.compile(rf"{_CELL}(?::{_CELL})?")


class OdsSheet:
    """Builds a sheet from its columns, rows and cells in document order."""

    def __init__(self, cells: SheetCells, styles: OdsStyles, limits: Limits) -> None:
        self._cells, self._styles, self._limits = cells, styles, limits
        self._row, self._column, self._columns = 0, 0, 0
        self._row_attributes: Attributes = {}
        self._column_styles: list[tuple[int, str]] = []
        self._clean_cache: dict[str, tuple[str | None, bool, bool]] = {}
        self._row_values: dict[int, Value] = {}
        self._row_styles: dict[int, str] = {}
        self._conditional_columns: set[tuple[int, int, bool]] = set()
        self._rows_by_rule: dict[tuple[int, int, bool], tuple[int, int]] = {}
        self._rule_ranges: list[RuleRange] = []
        self._merged: list[CellRange] = []
        self._hidden_columns: list[int] = []
        self._hidden_rows: set[int] = set()

    def add_columns(self, attributes: Attributes, *, hidden: bool) -> None:
        """Add a column, which may be repeated."""
        first, self._columns = self._columns + 1, self._columns + _count(attributes, _COLUMNS_REPEATED)
        if first <= self._limits.columns:
            self._column_styles.append((self._columns, attributes.get(_DEFAULT_STYLE, "")))
            if hidden:
                self._hidden_columns += range(first, min(self._columns, self._limits.columns) + 1)

    def start_row(self, attributes: Attributes) -> None:
        """Start a row, which may be repeated."""
        self._row_attributes, self._column = attributes, 0
        self._row_values, self._row_styles, self._conditional_columns = {}, {}, set()

    def add_cell(self, attributes: Attributes, written: str, *, covered: bool) -> None:
        """Add a cell, which may be repeated, with its text. A covered cell is hidden by a merged one."""
        first, self._column = self._column + 1, self._column + _count(attributes, _COLUMNS_REPEATED)
        last, style = min(self._column, self._limits.columns), self._style(attributes, first)
        value = self._value(attributes, written, first, style)
        if value is not None and self._column > self._limits.columns:
            self._refuse("too-many-columns", self._column, self._limits.columns)
        if value is not None:
            self._row_values.update(dict.fromkeys(range(first, last + 1), value))
        if style in self._styles.fills:
            self._row_styles.update(dict.fromkeys(range(first, last + 1), style))
        if style in self._styles.conditions and first <= last:
            self._conditional_columns.add((first, last, self._styles.conditions[style]))
        down, across = _count(attributes, _ROWS_SPANNED), _count(attributes, _COLUMNS_SPANNED)
        if not covered and (down > 1 or across > 1):
            right, bottom = min(first + across - 1, LAST_COLUMN), min(self._row + down, LAST_ROW)
            self._merged.append(CellRange(first, self._row + 1, right, bottom))

    def add_comment(self, text: str) -> None:
        """Add the comment of the next cell."""
        cell = address(self._column + 1, self._row + 1)
        self._cells.issues.append(comment_issue(self._cells.name, cell, text, self._limits.characters))

    def end_row(self, *, hidden: bool) -> None:
        """Add a row with values, or with a few different fills."""
        first, self._row = self._row + 1, self._row + _count(self._row_attributes, _ROWS_REPEATED)
        fills = {column: self._styles.fills[style] for column, style in self._row_styles.items()}
        if not self._row_values:
            if self._row == first <= self._limits.rows and are_swatches(fills):
                self._cells.fills_by_row[first] = fills
            return
        if self._row > self._limits.rows:
            self._refuse("too-many-rows", self._row, self._limits.rows)
        values = [self._row_values.get(column) for column in range(1, max(self._row_values) + 1)]
        for number in range(first, self._row + 1):
            self._cells.rows.append(CellRow(number, list(values)))
            if fills:
                self._cells.fills_by_row[number] = dict(fills)
            if hidden:
                self._hidden_rows.add(number)
        for columns in self._conditional_columns:
            self._rows_by_rule[columns] = self._rows_by_rule.get(columns, (first, first))[0], self._row

    def add_rule(self, written: str, *, by_own_value: bool) -> None:
        """Add the ranges of a conditional format, written such as `Sheet1.A1:Sheet1.B7 'Other one'.D2`."""
        for match in _RANGE.finditer(written):
            left, top, right, bottom = match.groups()
            area = CellRange(COLUMN_NUMBERS[left], int(top), COLUMN_NUMBERS[right or left], int(bottom or top))
            self._rule_ranges.append(RuleRange(area, by_own_value))

    def finish(self) -> None:
        """Finish the sheet: fill merged cells, and find hidden rows and columns."""
        cells = self._cells
        fill_merged(cells.rows, self._merged)
        spread_fills(cells.rows, self._merged, cells.fills_by_row)
        cells.coloured_by_rule = tuple(self._rule_ranges) or tuple(
            RuleRange(CellRange(left, top, right, bottom), by_own_value)
            for (left, right, by_own_value), (top, bottom) in sorted(self._rows_by_rule.items())
        )
        width = max((len(row.values) for row in cells.rows), default=0)
        cells.merged = tuple(self._merged)
        cells.hidden_rows = tuple(row.number for row in cells.rows if row.number in self._hidden_rows)
        cells.hidden_columns = tuple(COLUMN_LETTERS[column] for column in self._hidden_columns if column <= width)

    def _style(self, attributes: Attributes, column: int) -> str:
        """Return the style of a cell: its own, else its row's, else its column's."""
        style_name = attributes.get(_STYLE) or self._row_attributes.get(_DEFAULT_STYLE)
        return style_name or next((style for last, style in self._column_styles if column <= last), "")

    def _value(self, attributes: Attributes, written: str, column: int, style: str) -> Value:
        value = read_value(attributes, written, number_format=self._styles.formats.get(style, ""))
        if not isinstance(value, str) or isinstance(value, TimeCell):
            return value
        clean, cleaned, shortened = self._clean_cache.get(value) or self._clean(value)
        if cleaned:
            self._cells.cleaned.append(address(column, self._row + 1))
        if shortened:
            self._cells.shortened.append(address(column, self._row + 1))
        return clean

    def _clean(self, text: str) -> tuple[str | None, bool, bool]:
        """Return the cleaned text of a cell, from a cache, as many cells have the same text."""
        result = clean_cell_text(text, characters=self._limits.characters)
        if len(self._clean_cache) < _MAX_CACHE:
            self._clean_cache[text] = result
        return result

    def _refuse(self, code: str, found: int, limit: int) -> None:
        raise WorkbookError(code, sheet=self._cells.name, found=str(found), limit=str(limit))


def _count(attributes: Attributes, name: str) -> int:
    """Return how often an element is repeated, or how many it spans. Raises ValueError if that is less than one."""
    text = attributes.get(name)
    count = int(text) if text is not None else 1
    if count < 1:
        raise ValueError(f"{name} is {count}")
    return count

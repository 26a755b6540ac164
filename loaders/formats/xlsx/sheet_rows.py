"""Collect the cells of a sheet of an .xlsx workbook into rows, with their fills."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from math import isfinite

from loaders.cells.addresses import LAST_ROW, CellRange, address
from loaders.cells.clean_text import clean_cell_text
from loaders.cells.dates import date_from_number, date_from_text
from loaders.cells.fill import Fill, RuleRange
from loaders.cells.merged_cells import are_swatches
from loaders.cells.number_display import display_number
from loaders.cells.number_formats import GENERAL, is_date, is_duration
from loaders.cells.values import DAY_ZERO, CellRow, ErrorCell, UncalculatedCell, Value, number_cell
from loaders.formats.xlsx.shared_strings import SharedStrings
from loaders.formats.xlsx.styles import Styles
from loaders.security.limits import Limits
from model.issues.issue import WorkbookError

_TEXTS = ("str", "inlineStr")
_FEW_ROWS = 10
"""So many rows below the last row that is read are stray cells of a sheet with others: they cost nothing."""
_TRUE = ("1", "true")
_PLAIN = (GENERAL, "0", "@")
"""Formats that display a whole number unchanged."""


class StoredValues:
    """Converts the values of cells that are not text. Numbers with a format are cached."""

    def __init__(self, styles: Styles, day_zero: date) -> None:
        self._day_zero = day_zero
        self._formats = styles.number_formats
        self._dated = {style: code for style, code in self._formats.items() if is_date(code) or is_duration(code)}
        others = {style: code for style, code in self._formats.items() if style not in self._dated}
        self._numbered = {style: code for style, code in others.items() if code not in _PLAIN}
        self._formatted = self._dated.keys() | self._numbered.keys()
        self._cache: dict[tuple[str, str], Value] = {}

    def value(self, kind: str, stored: str, style: str) -> Value:
        """Return a number, a boolean, a date or an error. Raises ValueError for a malformed one."""
        if kind == "n":
            return self.formatted_number(style, stored) if style in self._formatted else number_or_blank(stored)
        if kind == "b":
            return stored in _TRUE
        if kind == "e":
            return ErrorCell(stored)
        if kind == "d":
            return date_from_text(stored, number_format=self._formats.get(style, GENERAL))
        raise ValueError(f"no type of cell: {kind}")

    def formatted_number(self, style: str, stored: str) -> Value:
        """Return a number as its style displays it, perhaps as a date; None for a blank."""
        if not stored:
            return None
        value = self._cache.get((stored, style))
        if value is None:
            number = parse_number(stored)
            value = number
            if not isinstance(number, ErrorCell) and style in self._dated:
                value = date_from_number(number, number_format=self._dated[style], day_zero=self._day_zero)
            elif not isinstance(number, ErrorCell):
                value = number_cell(number, display_number(number, self._numbered[style]))
            self._cache[stored, style] = value
        return value


@dataclass(slots=True)
class SheetContent:
    """The content of a sheet's part.

    Attributes:
        rows: the rows that are not empty, in the order of their numbers.
        fills_by_row: the fills of cells by row, then by column; only rows with values, or with a few different fills.
        merged: the merged ranges.
        hidden_rows: the numbers of hidden rows.
        hidden_columns: the first and last numbers of hidden columns.
        coloured_by_rule: the cells that conditional formats may colour.
        cleaned: addresses of cells whose control characters were removed.
        shortened: addresses of cells whose text was cut.
    """

    rows: list[CellRow] = field(default_factory=list)
    fills_by_row: dict[int, dict[int, Fill]] = field(default_factory=dict)
    merged: list[CellRange] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    coloured_by_rule: list[RuleRange] = field(default_factory=list)
    cleaned: list[str] = field(default_factory=list)
    shortened: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class WorkbookParts:
    """The shared strings, styles and day zero of a workbook, to which the cells of every sheet refer."""

    texts: SharedStrings = field(default_factory=SharedStrings)
    styles: Styles = field(default_factory=Styles)
    day_zero: date = DAY_ZERO


class SheetRows:
    """Collects the rows of a sheet, cell by cell."""

    def __init__(self, name: str, book: WorkbookParts, limits: Limits) -> None:
        self.sheet = SheetContent()
        self.digits = "0"
        self._name, self._limits = name, limits
        self._shared = book.texts
        default = book.styles.fills.get("0")  # the style of a cell that names none
        self._fills = book.styles.fills | ({"": default} if default else {})
        self._stored = StoredValues(book.styles, book.day_zero)
        self._number = self._far_rows = 0
        self._values: list[Value] = []
        self._row_fills: dict[int, Fill] = {}
        self._rows: dict[int, list[Value]] = {}

    def start_row(self, number: int | None, *, hidden: bool) -> None:
        """Start a row; one without a number follows the row above."""
        self._number = number = self._number + 1 if number is None else number
        self.digits, self._values, self._row_fills = str(number), [], {}
        if hidden:
            self.sheet.hidden_rows.add(number)

    def add_cell(self, column: int, style: str, kind: str, stored: str | None, *, has_formula: bool = False) -> None:
        """Add a cell of the row. Raises ValueError if the row has it already."""
        if style in self._fills and column <= self._limits.columns:
            self._row_fills[column] = self._fills[style]
        if stored and kind == "s":
            self._set_value(column, self._shared_text(int(stored), column))
        elif stored or has_formula:
            self._set_value(column, self._value(kind, stored, style or "0", column))

    def end_row(self) -> None:
        """Add a row that is not empty. Rows with the same number are merged."""
        values, number = self._values, self._number
        if not values:
            self._add_swatches()
            return
        self._check_size(len(values))
        if number in self._rows:
            self._add_to_row(values)
            return
        self._rows[number] = values
        if self._row_fills:
            self.sheet.fills_by_row[number] = self._row_fills

    def finish(self) -> SheetContent:
        """Return the sheet, its rows sorted by number."""
        self.sheet.rows = [CellRow(number, self._rows[number]) for number in sorted(self._rows)]
        return self.sheet

    def _add_swatches(self) -> None:
        """Add the fills of a row without values if they are a few different colours, as in a key laid out across."""
        if self._number <= self._limits.rows and are_swatches(self._row_fills):
            self.sheet.fills_by_row.setdefault(self._number, {}).update(self._row_fills)

    def _add_to_row(self, values: Sequence[Value]) -> None:
        self._values = self._rows[self._number]
        for column, value in enumerate(values, start=1):
            self._set_value(column, value)
        self.sheet.fills_by_row.setdefault(self._number, {}).update(self._row_fills)

    def _check_size(self, width: int) -> None:
        name, limits = self._name, self._limits
        self._far_rows += self._number > limits.rows
        if self._far_rows > (_FEW_ROWS if self._far_rows and self._is_stray(width) else 0):
            raise WorkbookError("too-many-rows", sheet=name, found=self.digits, limit=str(limits.rows))
        if width > limits.columns:
            raise WorkbookError("too-many-columns", sheet=name, found=str(width), limit=str(limits.columns))

    def _is_stray(self, width: int) -> bool:
        """Return whether a row is further below those of the table than a sheet may be long."""
        limits = self._limits
        last = max((number for number in self._rows if number <= limits.rows), default=0)
        is_far = last > 0 and self._number - last > limits.rows
        return is_far and self._number <= LAST_ROW and width <= limits.columns

    def _set_value(self, column: int, value: Value) -> None:
        """Set the value of a cell in the row. Raises ValueError if the cell has one already."""
        values = self._values
        if value is None:
            return
        if column > len(values):
            values += [None] * (column - 1 - len(values))
            values.append(value)
        elif values[column - 1] is None:
            values[column - 1] = value
        else:
            raise ValueError(f"{address(column, self._number)} stands twice")

    def _shared_text(self, number: int, column: int) -> Value:
        if number < 0:
            raise ValueError(f"no text has the number {number}")
        self._record_cleaning(column, number in self._shared.cleaned, number in self._shared.shortened)
        return self._shared.texts[number]

    def _value(self, kind: str, stored: str | None, style: str, column: int) -> Value:
        if kind in _TEXTS:
            if stored is None:
                return UncalculatedCell()
            clean, cleaned, shortened = clean_cell_text(stored, characters=self._limits.characters)
            self._record_cleaning(column, cleaned, shortened)
            return clean
        return self._stored.value(kind, stored, style) if stored else UncalculatedCell()

    def _record_cleaning(self, column: int, cleaned: bool, shortened: bool) -> None:
        if cleaned:
            self.sheet.cleaned.append(address(column, self._number))
        if shortened:
            self.sheet.shortened.append(address(column, self._number))


@lru_cache(maxsize=65_536)
def number_or_blank(stored: str) -> int | float | ErrorCell | None:
    """Return a stored number, or None for a blank. Raises ValueError if it is neither."""
    return parse_number(stored) if stored else None


def parse_number(stored: str) -> int | float | ErrorCell:
    """Return a stored number. Raises ValueError if it is none."""
    try:
        return int(stored)
    except ValueError:
        number = float(stored)
        return number if isfinite(number) else ErrorCell("#NUM!")

"""One sheet of an .ods workbook while it is read: what is repeated is written out where it holds something."""

from collections.abc import Mapping, Sequence

from loaders.cells.addresses import COLUMN_LETTERS, LAST_COLUMN, LAST_ROW, CellRange, address
from loaders.cells.clean_text import clean_cell_text
from loaders.cells.comments import comment_issue
from loaders.cells.merged_cells import are_swatches, fill_merged, spread_fills
from loaders.cells.sheet import SheetCells
from loaders.cells.values import CellRow, TimeCell, Value
from loaders.conditional_formats.apply import apply_conditional_formats
from loaders.formats.ods.conditional_formats import SheetContext, read_listed_rules, read_style_rules
from loaders.formats.ods.styles import OdsStyles
from loaders.formats.ods.values import read_value
from loaders.formats.xml.events import Element
from loaders.security.limits import Limits
from model.issues.issue import WorkbookError

TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
Attributes = Mapping[str, str]
_ACROSS, _DOWN = f"{TABLE}number-columns-repeated", f"{TABLE}number-rows-repeated"
_SPANNED, _SPANNED_DOWN = f"{TABLE}number-columns-spanned", f"{TABLE}number-rows-spanned"
_STYLE, _USUAL_STYLE = f"{TABLE}style-name", f"{TABLE}default-cell-style-name"
_MET_AT_MOST = 65_536


class OdsSheet:
    """Takes the columns, rows and cells of a sheet in their order."""

    def __init__(self, cells: SheetCells, styles: OdsStyles, limits: Limits) -> None:
        self._cells, self._styles, self._limits = cells, styles, limits
        self._row, self._column, self._columns = 0, 0, 0
        self._of_row: Attributes = {}
        self._column_styles: list[tuple[int, str]] = []
        self._met: dict[str, tuple[str | None, bool, bool]] = {}
        self._held: dict[int, Value] = {}
        self._filled: dict[int, str] = {}
        self._with_conditions: list[tuple[str, int, int]] = []
        self._places: dict[str, list[CellRange]] = {}
        self._merged: list[CellRange] = []
        self._hidden_columns: list[int] = []
        self._hidden_rows: set[int] = set()

    def add_columns(self, attributes: Attributes, *, hidden: bool) -> None:
        """Take a column, which may stand for many."""
        first, self._columns = self._columns + 1, self._columns + _count(attributes, _ACROSS)
        if first <= self._limits.columns:
            self._column_styles.append((self._columns, attributes.get(_USUAL_STYLE, "")))
            if hidden:
                self._hidden_columns += range(first, min(self._columns, self._limits.columns) + 1)

    def start_row(self, attributes: Attributes) -> None:
        """Begin a row, which may stand for many."""
        self._of_row, self._column = attributes, 0
        self._held, self._filled, self._with_conditions = {}, {}, []

    def add_cell(self, attributes: Attributes, written: str, *, covered: bool) -> None:
        """Take a cell, which may stand for many, with its text. A covered one lies below another that is merged."""
        first, self._column = self._column + 1, self._column + _count(attributes, _ACROSS)
        last, style = min(self._column, self._limits.columns), self._style(attributes, first)
        value = self._value(attributes, written, first, style)
        if value is not None and self._column > self._limits.columns:
            self._refuse("too-many-columns", self._column, self._limits.columns)
        if value is not None:
            self._held.update(dict.fromkeys(range(first, last + 1), value))
        if style in self._styles.fills:
            self._filled.update(dict.fromkeys(range(first, last + 1), style))
        if style in self._styles.conditions and first <= last:
            self._with_conditions.append((style, first, last))
        down, across = _count(attributes, _SPANNED_DOWN), _count(attributes, _SPANNED)
        if not covered and (down > 1 or across > 1):
            right, bottom = min(first + across - 1, LAST_COLUMN), min(self._row + down, LAST_ROW)
            self._merged.append(CellRange(first, self._row + 1, right, bottom))

    def add_comment(self, text: str) -> None:
        """Take the comment of the next cell."""
        cell = address(self._column + 1, self._row + 1)
        self._cells.issues.append(comment_issue(self._cells.name, cell, text, self._limits.characters))

    def end_row(self, *, hidden: bool) -> None:
        """Keep a row that holds something, or a few fills of which each is another."""
        first, self._row = self._row + 1, self._row + _count(self._of_row, _DOWN)
        fills = {column: self._styles.fills[style] for column, style in self._filled.items()}
        if not self._held:
            if self._row == first <= self._limits.rows and are_swatches(fills):
                self._cells.fills_by_row[first] = fills
            return
        if self._row > self._limits.rows:
            self._refuse("too-many-rows", self._row, self._limits.rows)
        values = [self._held.get(column) for column in range(1, max(self._held) + 1)]
        for number in range(first, self._row + 1):
            self._cells.rows.append(CellRow(number, list(values)))
            if fills:
                self._cells.fills_by_row[number] = dict(fills)
            if hidden:
                self._hidden_rows.add(number)
        for style, left, right in self._with_conditions:
            self._add_place(style, CellRange(left, first, right, self._row))

    def finish(self, formats: Sequence[Element]) -> None:
        """End the sheet, whose list of conditional formats is given: merged cells are filled, and colours judged."""
        cells = self._cells
        fill_merged(cells.rows, self._merged)
        spread_fills(cells.rows, self._merged, cells.fills_by_row)
        around = SheetContext(cells.name, cells.day_zero, self._styles)
        rules = read_listed_rules(formats, around) or read_style_rules(self._places, around)
        cells.issues += apply_conditional_formats(rules, cells.rows, cells.fills_by_row, sheet=cells.name)
        width = max((len(row.values) for row in cells.rows), default=0)
        cells.merged = tuple(self._merged)
        cells.hidden_rows = tuple(row.number for row in cells.rows if row.number in self._hidden_rows)
        cells.hidden_columns = tuple(COLUMN_LETTERS[column] for column in self._hidden_columns if column <= width)

    def _style(self, attributes: Attributes, column: int) -> str:
        """Return the style of a cell: its own, else its row's, else its column's."""
        own = attributes.get(_STYLE) or self._of_row.get(_USUAL_STYLE)
        return own or next((style for last, style in self._column_styles if column <= last), "")

    def _value(self, attributes: Attributes, written: str, column: int, style: str) -> Value:
        value = read_value(attributes, written, number_format=self._styles.formats.get(style, ""))
        if not isinstance(value, str) or isinstance(value, TimeCell):
            return value
        kept, cleaned, shortened = self._met.get(value) or self._meet(value)
        if cleaned:
            self._cells.cleaned.append(address(column, self._row + 1))
        if shortened:
            self._cells.shortened.append(address(column, self._row + 1))
        return kept

    def _meet(self, text: str) -> tuple[str | None, bool, bool]:
        """Return a text as cells keep it. It is worked out once, for many cells hold the same."""
        met = clean_cell_text(text, characters=self._limits.characters)
        if len(self._met) < _MET_AT_MOST:
            self._met[text] = met
        return met

    def _add_place(self, style: str, place: CellRange) -> None:
        """Note where a style with conditions stands; a place right below one of the same width makes it longer."""
        places = self._places.setdefault(style, [])
        above = places[-1] if places else None
        same = above is not None and (above.first_column, above.last_column) == (place.first_column, place.last_column)
        if above is not None and same and above.last_row + 1 == place.first_row:
            places[-1] = CellRange(above.first_column, above.first_row, above.last_column, place.last_row)
        else:
            places.append(place)

    def _refuse(self, code: str, found: int, limit: int) -> None:
        raise WorkbookError(code, sheet=self._cells.name, found=str(found), limit=str(limit))


def _count(attributes: Attributes, name: str) -> int:
    """Return how many an element stands for or spans. Raises ValueError where it says less than one."""
    stated = attributes.get(name)
    count = int(stated) if stated is not None else 1
    if count < 1:
        raise ValueError(f"{name} is {count}")
    return count

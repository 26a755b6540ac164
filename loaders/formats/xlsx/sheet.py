"""Read the cells of one sheet of an .xlsx workbook in one pass over its XML."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from html import unescape

from loaders.cells.addresses import COLUMN_NUMBERS, CellRange, address, parse_ranges
from loaders.cells.clean_text import clean_cell_text
from loaders.cells.fill import Fill
from loaders.cells.merged_cells import are_swatches
from loaders.cells.values import DAY_ZERO, CellRow, UncalculatedCell, Value
from loaders.formats.xlsx.fast_rows import CellParts, FastRowReader
from loaders.formats.xlsx.shared_strings import SharedStrings
from loaders.formats.xlsx.stored_values import StoredValues, parse_number
from loaders.formats.xlsx.styles import Styles
from loaders.formats.xml.events import CHUNK, Element, XmlEventReader, local_name
from loaders.progress import Readable
from loaders.security.limits import Limits
from model.issues.issue import WorkbookError

_TRUE = ("1", "true")
_TEXTS = ("str", "inlineStr")
_DIGITS = "0123456789"


@dataclass(slots=True)
class SheetContent:
    """The content of a sheet's part.

    Attributes:
        rows: the rows that are not empty, in the order of their numbers.
        fills_by_row: the fills of cells by row, then by column; only rows with values, or with a few different fills.
        merged: the merged ranges.
        hidden_rows: the numbers of hidden rows.
        hidden_columns: the first and last numbers of hidden columns.
        conditional_formats: the elements of conditional formats.
        cleaned: addresses of cells whose control characters were removed.
        shortened: addresses of cells whose text was cut.
    """

    rows: list[CellRow] = field(default_factory=list)
    fills_by_row: dict[int, dict[int, Fill]] = field(default_factory=dict)
    merged: list[CellRange] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    conditional_formats: list[Element] = field(default_factory=list)
    cleaned: list[str] = field(default_factory=list)
    shortened: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class WorkbookParts:
    """The shared strings, styles and day zero of a workbook, to which the cells of every sheet refer."""

    texts: SharedStrings = field(default_factory=SharedStrings)
    styles: Styles = field(default_factory=Styles)
    day_zero: date = DAY_ZERO


def read_sheet(source: Readable, *, name: str, book: WorkbookParts, limits: Limits) -> SheetContent:
    """Return the content of a sheet's part.

    Rows are sorted by number, whatever order the file has. Raises ValueError or LookupError if the part is damaged,
    WorkbookError if it has more rows or columns than allowed.
    """
    reader = _SheetReader(name, book, limits)
    xml_reader = XmlEventReader(start=reader.start, end=reader.end, text=reader.pieces.append)
    fast_reader = FastRowReader(xml_reader.feed, reader.read_fast_row, among_rows=lambda: reader.among_rows)
    while chunk := source.read(CHUNK):
        fast_reader.feed(chunk)
    fast_reader.close()
    xml_reader.close()
    return reader.finish()


class _SheetReader:
    """Collects cells and rows from the XML events of a sheet."""

    def __init__(self, name: str, book: WorkbookParts, limits: Limits) -> None:
        self.sheet = SheetContent()
        self.pieces: list[str] = []
        self.among_rows = False
        self._name, self._limits = name, limits
        self._shared = book.texts
        default = book.styles.fills.get("0")  # the style of a cell that names none
        self._fills = book.styles.fills | ({"": default} if default else {})
        self._values = StoredValues(book.styles, book.day_zero)
        self._c = self._v = self._row = ""
        self._number, self._digits, self._column = 0, "0", 0
        self._row_values: list[Value] = []
        self._row_fills: dict[int, Fill] = {}
        self._rows: dict[int, list[Value]] = {}
        self._attributes: dict[str, str] = {}
        self._stored_text: str | None = None
        self._has_formula = self._is_phonetic = False
        self._inline: list[str] = []
        self._branch: list[Element] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == self._v:
            self.pieces.clear()
        elif name == self._c:
            self._attributes, self._stored_text, self._has_formula = attributes, None, False
        elif name == self._row:
            self._start_row(int(attributes.get("r") or self._number + 1), attributes.get("hidden") in _TRUE)
        elif self._c:
            self._start_in_sheet(local_name(name), attributes)
        else:
            self._read_namespace(name)

    def end(self, name: str) -> None:
        if name == self._v:
            self._stored_text = "".join(self.pieces)
        elif name == self._c:
            self._end_cell()
        elif name == self._row:
            self._end_row()
        else:
            self._end_in_sheet(local_name(name))

    def finish(self) -> SheetContent:
        """Return the sheet, its rows sorted by number."""
        self.sheet.rows = [CellRow(number, self._rows[number]) for number in sorted(self._rows)]
        return self.sheet

    def _read_namespace(self, name: str) -> None:
        """Read the namespace from the root element; strict workbooks have another one."""
        if local_name(name) != "worksheet":
            raise ValueError(f"not a sheet: {name}")
        namespace = name.removesuffix("worksheet")
        self._c, self._v, self._row = f"{namespace}c", f"{namespace}v", f"{namespace}row"

    def _start_in_sheet(self, kind: str, attributes: dict[str, str]) -> None:
        if self._branch or kind == "conditionalFormatting":
            self._branch.append(Element(kind, attributes))
        elif kind == "f":
            self._has_formula = True
        elif kind == "sheetData":
            self.among_rows = True
        elif kind == "rPh":
            self._is_phonetic = True
        elif kind == "mergeCell":
            self.sheet.merged += parse_ranges(attributes["ref"])
        elif kind == "col" and attributes.get("hidden") in _TRUE:
            self.sheet.hidden_columns.append((int(attributes["min"]), int(attributes["max"])))
        self.pieces.clear()

    def _end_in_sheet(self, kind: str) -> None:
        if self._branch:
            self._end_branch()
        elif kind == "t" and not self._is_phonetic:
            self._inline += self.pieces
        elif kind == "rPh":
            self._is_phonetic = False
        elif kind == "sheetData":
            self.among_rows = False

    def _end_branch(self) -> None:
        element = self._branch.pop()
        element.text = "".join(self.pieces)
        self.pieces.clear()
        (self._branch[-1].children if self._branch else self.sheet.conditional_formats).append(element)

    def _start_row(self, number: int, hidden: bool) -> None:
        self._number, self._digits, self._column = number, str(number), 0
        self._row_values, self._row_fills = [], {}
        if hidden:
            self.sheet.hidden_rows.add(self._number)

    def _end_row(self) -> None:
        """Add a row that is not empty. Rows with the same number are merged."""
        values, number = self._row_values, self._number
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

    def _add_swatches(self) -> None:
        """Add the fills of a row without values if they are a few different colours, as in a key laid out across."""
        if self._number <= self._limits.rows and are_swatches(self._row_fills):
            self.sheet.fills_by_row.setdefault(self._number, {}).update(self._row_fills)

    def _add_to_row(self, values: Sequence[Value]) -> None:
        self._row_values = self._rows[self._number]
        for column, value in enumerate(values, start=1):
            if value is not None:
                self._set_value(column, value)
        self.sheet.fills_by_row.setdefault(self._number, {}).update(self._row_fills)

    def _check_size(self, width: int) -> None:
        name, limits = self._name, self._limits
        if self._number > limits.rows:
            raise WorkbookError("too-many-rows", sheet=name, found=self._digits, limit=str(limits.rows))
        if width > limits.columns:
            raise WorkbookError("too-many-columns", sheet=name, found=str(width), limit=str(limits.columns))

    def _end_cell(self) -> None:
        attributes = self._attributes
        column = self._column = self._column_of(attributes.get("r"))
        if attributes.get("t") == "inlineStr":
            self._stored_text = "".join(self._inline)
        self._inline.clear()
        style = attributes.get("s", "")
        if style in self._fills and column <= self._limits.columns:
            self._row_fills[column] = self._fills[style]
        self._set_value(column, self._value(column, style or "0", attributes.get("t", "n"), self._stored_text))

    def read_fast_row(self, number: str, hidden: bool, cells: Sequence[CellParts]) -> None:
        """Add a row that the fast path matched."""
        self._start_row(int(number), hidden)
        self._has_formula = False
        digits, values, ready = self._digits, self._row_values, self._shared.ready
        fills, row_fills, widest, formatted = self._fills, self._row_fills, self._limits.columns, self._values.formatted
        for letters, row_digits, style, kind, stored, inline_text, _ in cells:
            column = COLUMN_NUMBERS[letters]
            if row_digits != digits:
                raise ValueError(f"{letters}{row_digits} stands in row {digits}")
            if style in fills and column <= widest:
                row_fills[column] = fills[style]
            if kind == "s" and stored in ready:
                value: Value = ready[stored]
            elif stored and not kind and (style or "0") not in formatted:
                value = parse_number(stored)
            elif stored or inline_text:
                value = self._value(column, style or "0", kind or "n", stored or unescape(inline_text))
            else:
                continue
            gap = column - 1 - len(values)
            if value is None or gap < 0:
                self._set_value(column, value)
                continue
            if gap:
                values += [None] * gap
            values.append(value)
        self._end_row()

    def _set_value(self, column: int, value: Value) -> None:
        """Set the value of a cell in the row. Raises ValueError if the cell has one already."""
        values = self._row_values
        if value is None:
            return
        if column > len(values):
            values += [None] * (column - 1 - len(values))
            values.append(value)
        elif values[column - 1] is None:
            values[column - 1] = value
        else:
            raise ValueError(f"{address(column, self._number)} stands twice")

    def _value(self, column: int, style: str, kind: str, stored: str | None) -> Value:
        if stored and kind == "s":
            return self._shared_text(int(stored), column)
        return self._cell_value(kind, stored, style, column) if stored or self._has_formula else None

    def _column_of(self, cell: str | None) -> int:
        """Return the column number of a cell. A cell without an address follows the previous one."""
        if cell is None:
            return self._column + 1
        letters = cell.rstrip(_DIGITS)
        if cell[len(letters) :] != self._digits:
            raise ValueError(f"{cell} stands in row {self._digits}")
        return COLUMN_NUMBERS[letters]

    def _shared_text(self, number: int, column: int) -> Value:
        if number < 0:
            raise ValueError(f"no text has the number {number}")
        self._record_cleaning(column, number in self._shared.cleaned, number in self._shared.shortened)
        return self._shared.texts[number]

    def _cell_value(self, kind: str, stored: str | None, style: str, column: int) -> Value:
        if kind in _TEXTS:
            if stored is None:
                return UncalculatedCell()
            clean, cleaned, shortened = clean_cell_text(stored, characters=self._limits.characters)
            self._record_cleaning(column, cleaned, shortened)
            return clean
        return self._values.value(kind, stored, style) if stored else UncalculatedCell()

    def _record_cleaning(self, column: int, cleaned: bool, shortened: bool) -> None:
        if cleaned:
            self.sheet.cleaned.append(address(column, self._number))
        if shortened:
            self.sheet.shortened.append(address(column, self._number))

"""Reading a sheet of an .xlsx workbook in one pass over its XML, whatever size it says it has."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from html import unescape

from loaders.cells.addresses import COLUMN_NUMBERS, CellRange, address, ranges
from loaders.cells.clean_text import kept_text
from loaders.cells.fill import Fill
from loaders.cells.merged_cells import are_swatches
from loaders.cells.values import DAY_ZERO, CellRow, UncalculatedCell, Value
from loaders.formats.xlsx.fast_rows import CellParts, PlainRows
from loaders.formats.xlsx.shared_strings import SharedTexts
from loaders.formats.xlsx.stored_values import StoredValues, number_of
from loaders.formats.xlsx.styles import Styles
from loaders.formats.xml.events import CHUNK, Element, Teller, local
from loaders.progress import Readable
from loaders.security.limits import Limits
from model.issues.issue import WorkbookError


@dataclass(slots=True)
class ScannedSheet:
    """What stands in a sheet's part.

    Attributes:
        rows: the rows that hold something, in the order of their numbers.
        filled: the fills of cells in such rows, and in rows of a few fills of which each is another, by row and then
            by column.
        merged: the merged ranges.
        hidden_rows: numbers of rows that are hidden.
        hidden_columns: first and last number of columns that are hidden.
        conditional_formats: the elements of conditional formats.
        cleaned: addresses of cells that held control characters.
        shortened: addresses of cells whose text was cut.
    """

    rows: list[CellRow] = field(default_factory=list)
    filled: dict[int, dict[int, Fill]] = field(default_factory=dict)
    merged: list[CellRange] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    conditional_formats: list[Element] = field(default_factory=list)
    cleaned: list[str] = field(default_factory=list)
    shortened: list[str] = field(default_factory=list)


_TRUE = ("1", "true")
_TEXTS = ("str", "inlineStr")
_DIGITS = "0123456789"


@dataclass(frozen=True, slots=True)
class BookParts:
    """What the cells of every sheet of a workbook refer to."""

    texts: SharedTexts = field(default_factory=SharedTexts)
    styles: Styles = field(default_factory=Styles)
    day_zero: date = DAY_ZERO


def scan_sheet(source: Readable, *, name: str, book: BookParts, limits: Limits) -> ScannedSheet:
    """Return what stands in a sheet's part.

    Rows come in the order of their numbers, in whatever order they are stored. Raises ValueError or LookupError where
    the part is damaged, WorkbookError where it holds more rows or columns than are read.
    """
    scan = _SheetScan(name, book, limits)
    teller = Teller(start=scan.start, end=scan.end, text=scan.pieces.append)
    plain = PlainRows(teller.feed, scan.plain_row, among_rows=lambda: scan.among_rows)
    while chunk := source.read(CHUNK):
        plain.feed(chunk)
    plain.close()
    teller.close()
    return scan.finished()


class _SheetScan:
    """Hears a sheet's elements one after another. A cell is kept when it ends, and a row when it ends."""

    def __init__(self, name: str, book: BookParts, limits: Limits) -> None:
        self.sheet = ScannedSheet()
        self.pieces: list[str] = []
        self.among_rows = False
        self._name, self._limits = name, limits
        self._shared = book.texts
        usual = book.styles.fills.get("0")  # the style of a cell that names none
        self._fill_of = book.styles.fills | ({"": usual} if usual else {})
        self._values = StoredValues(book.styles, book.day_zero)
        self._c = self._v = self._row = ""
        self._number, self._digits, self._column = 0, "0", 0
        self._held: list[Value] = []
        self._filled: dict[int, Fill] = {}
        self._rows: dict[int, list[Value]] = {}
        self._attributes: dict[str, str] = {}
        self._stored: str | None = None
        self._formula = self._pronounced = False
        self._inline: list[str] = []
        self._branch: list[Element] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == self._v:
            self.pieces.clear()
        elif name == self._c:
            self._attributes, self._stored, self._formula = attributes, None, False
        elif name == self._row:
            self._start_row(int(attributes.get("r") or self._number + 1), attributes.get("hidden") in _TRUE)
        elif self._c:
            self._start_other(local(name), attributes)
        else:
            self._start_sheet(name)

    def end(self, name: str) -> None:
        if name == self._v:
            self._stored = "".join(self.pieces)
        elif name == self._c:
            self._end_cell()
        elif name == self._row:
            self._end_row()
        else:
            self._end_other(local(name))

    def finished(self) -> ScannedSheet:
        """Return the sheet, its rows in the order of their numbers."""
        self.sheet.rows = [CellRow(number, self._rows[number]) for number in sorted(self._rows)]
        return self.sheet

    def _start_sheet(self, name: str) -> None:
        """Take the namespace, which is another one in strict workbooks, from the root."""
        if local(name) != "worksheet":
            raise ValueError(f"not a sheet: {name}")
        namespace = name.removesuffix("worksheet")
        self._c, self._v, self._row = f"{namespace}c", f"{namespace}v", f"{namespace}row"

    def _start_other(self, kind: str, attributes: dict[str, str]) -> None:
        if self._branch or kind == "conditionalFormatting":
            self._branch.append(Element(kind, attributes))
        elif kind == "f":
            self._formula = True
        elif kind == "sheetData":
            self.among_rows = True
        elif kind == "rPh":
            self._pronounced = True
        elif kind == "mergeCell":
            self.sheet.merged += ranges(attributes["ref"])
        elif kind == "col" and attributes.get("hidden") in _TRUE:
            self.sheet.hidden_columns.append((int(attributes["min"]), int(attributes["max"])))
        self.pieces.clear()

    def _end_other(self, kind: str) -> None:
        if self._branch:
            self._end_branch()
        elif kind == "t" and not self._pronounced:
            self._inline += self.pieces
        elif kind == "rPh":
            self._pronounced = False
        elif kind == "sheetData":
            self.among_rows = False

    def _end_branch(self) -> None:
        element = self._branch.pop()
        element.text = "".join(self.pieces)
        self.pieces.clear()
        (self._branch[-1].children if self._branch else self.sheet.conditional_formats).append(element)

    def _start_row(self, number: int, hidden: bool) -> None:
        self._number, self._digits, self._column = number, str(number), 0
        self._held, self._filled = [], {}
        if hidden:
            self.sheet.hidden_rows.add(self._number)

    def _end_row(self) -> None:
        """Keep a row that holds something. What stands in two places under one number is one row."""
        held, number = self._held, self._number
        if not held:
            self._keep_swatches()
            return
        self._check_size(len(held))
        if number in self._rows:
            self._add_to_row(held)
            return
        self._rows[number] = held
        if self._filled:
            self.sheet.filled[number] = self._filled

    def _keep_swatches(self) -> None:
        """Keep the fills of a row that holds nothing else where each is another, as in a key laid out across."""
        if self._number <= self._limits.rows and are_swatches(self._filled):
            self.sheet.filled.setdefault(self._number, {}).update(self._filled)

    def _add_to_row(self, more: Sequence[Value]) -> None:
        self._held = self._rows[self._number]
        for column, value in enumerate(more, start=1):
            if value is not None:
                self._put(column, value)
        self.sheet.filled.setdefault(self._number, {}).update(self._filled)

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
            self._stored = "".join(self._inline)
        self._inline.clear()
        style = attributes.get("s", "")
        if style in self._fill_of and column <= self._limits.columns:
            self._filled[column] = self._fill_of[style]
        self._put(column, self._value(column, style or "0", attributes.get("t", "n"), self._stored))

    def plain_row(self, number: str, hidden: bool, cells: Sequence[CellParts]) -> None:
        """Keep a row whose XML is as plain as can be."""
        self._start_row(int(number), hidden)
        self._formula = False
        digits, held, ready = self._digits, self._held, self._shared.ready
        fill_of, filled, widest, formatted = self._fill_of, self._filled, self._limits.columns, self._values.formatted
        for letters, place, style, kind, stored, inline, _ in cells:
            column = COLUMN_NUMBERS[letters]
            if place != digits:
                raise ValueError(f"{letters}{place} stands in row {digits}")
            if style in fill_of and column <= widest:
                filled[column] = fill_of[style]
            if kind == "s" and stored in ready:
                value: Value = ready[stored]
            elif stored and not kind and (style or "0") not in formatted:
                value = number_of(stored)
            elif stored or inline:
                value = self._value(column, style or "0", kind or "n", stored or unescape(inline))
            else:
                continue
            gap = column - 1 - len(held)
            if value is None or gap < 0:
                self._put(column, value)
                continue
            if gap:
                held += [None] * gap
            held.append(value)
        self._end_row()

    def _put(self, column: int, value: Value) -> None:
        """Keep what a cell of the row holds. Raises ValueError where another stands in its place."""
        held = self._held
        if value is None:
            return
        if column > len(held):
            held += [None] * (column - 1 - len(held))
            held.append(value)
        elif held[column - 1] is None:
            held[column - 1] = value
        else:
            raise ValueError(f"{address(column, self._number)} stands twice")

    def _value(self, column: int, style: str, kind: str, stored: str | None) -> Value:
        if stored and kind == "s":
            return self._shared_text(int(stored), column)
        return self._own_value(kind, stored, style, column) if stored or self._formula else None

    def _column_of(self, place: str | None) -> int:
        """Return the number of a cell's column. A cell that does not say where it stands follows the one before."""
        if place is None:
            return self._column + 1
        letters = place.rstrip(_DIGITS)
        if place[len(letters) :] != self._digits:
            raise ValueError(f"{place} stands in row {self._digits}")
        return COLUMN_NUMBERS[letters]

    def _shared_text(self, number: int, column: int) -> Value:
        if number < 0:
            raise ValueError(f"no text has the number {number}")
        self._tell(column, number in self._shared.cleaned, number in self._shared.shortened)
        return self._shared.texts[number]

    def _own_value(self, kind: str, stored: str | None, style: str, column: int) -> Value:
        if kind in _TEXTS:
            if stored is None:
                return UncalculatedCell()
            kept, cleaned, shortened = kept_text(stored, characters=self._limits.characters)
            self._tell(column, cleaned, shortened)
            return kept
        return self._values.value(kind, stored, style) if stored else UncalculatedCell()

    def _tell(self, column: int, cleaned: bool, shortened: bool) -> None:
        if cleaned:
            self.sheet.cleaned.append(address(column, self._number))
        if shortened:
            self.sheet.shortened.append(address(column, self._number))

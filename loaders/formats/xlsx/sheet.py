"""Read the cells of one sheet of an .xlsx workbook in one pass over its XML."""

from loaders.cells.addresses import COLUMN_NUMBERS, CellRange, parse_ranges
from loaders.cells.fill import RuleRange
from loaders.formats.xlsx.sheet_rows import SheetContent, SheetRows, WorkbookParts
from loaders.formats.xml.events import local_name, stream_part
from loaders.progress import Readable
from loaders.security.limits import Limits

_TRUE = ("1", "true")
_DIGITS = "0123456789"
_DRAWN = ("dataBar", "iconSet")
"""The types of rules that draw in a cell and change no colour."""
_OTHER_VALUES = ("expression", "timePeriod", "containsBlanks")
"""The types of rules that may colour a blank cell."""


def read_sheet(source: Readable, *, name: str, book: WorkbookParts, limits: Limits) -> SheetContent:
    """Return the content of a sheet's part.

    Rows are sorted by number, whatever order the file has. Raises ValueError or LookupError if the part is damaged,
    WorkbookError if it has more rows or columns than allowed.
    """
    rows = SheetRows(name, book, limits)
    reader = _SheetReader(rows)
    stream_part(source, start=reader.start, end=reader.end, text=reader.pieces.append)
    return rows.finish()


class _SheetReader:
    """Passes on cells and rows from the XML events of a sheet, and collects what the sheet has besides them."""

    def __init__(self, rows: SheetRows) -> None:
        self.pieces: list[str] = []
        self._rows, self._sheet = rows, rows.sheet
        self._c = self._v = self._row = ""
        self._column = 0
        self._attributes: dict[str, str] = {}
        self._stored_text: str | None = None
        self._has_formula = self._is_phonetic = False
        self._inline: list[str] = []
        self._rule_ranges: list[CellRange] | None = None
        self._rule_kinds: set[str] = set()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == self._v:
            self.pieces.clear()
        elif name == self._c:
            self._attributes, self._stored_text, self._has_formula = attributes, None, False
        elif name == self._row:
            self._start_row(attributes)
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
            self._rows.end_row()
        else:
            self._end_in_sheet(local_name(name))

    def _read_namespace(self, name: str) -> None:
        """Read the namespace from the root element; strict workbooks have another one."""
        if local_name(name) != "worksheet":
            raise ValueError(f"not a sheet: {name}")
        namespace = name.removesuffix("worksheet")
        self._c, self._v, self._row = f"{namespace}c", f"{namespace}v", f"{namespace}row"

    def _start_in_sheet(self, kind: str, attributes: dict[str, str]) -> None:
        if kind == "conditionalFormatting":
            self._rule_ranges, self._rule_kinds = [*parse_ranges(attributes.get("sqref", ""))], set()
        elif kind == "cfRule":
            self._rule_kinds.add(attributes.get("type", ""))
        elif kind == "f":
            self._has_formula = True
        elif kind == "rPh":
            self._is_phonetic = True
        elif kind == "mergeCell":
            self._sheet.merged += parse_ranges(attributes["ref"])
        elif kind == "col" and attributes.get("hidden") in _TRUE:
            self._sheet.hidden_columns.append((int(attributes["min"]), int(attributes["max"])))
        self.pieces.clear()

    def _end_in_sheet(self, kind: str) -> None:
        if self._rule_ranges is not None:
            self._end_in_rules(kind, self._rule_ranges)
        elif kind == "t" and not self._is_phonetic:
            self._inline += self.pieces
        elif kind == "rPh":
            self._is_phonetic = False

    def _end_in_rules(self, kind: str, ranges: list[CellRange]) -> None:
        """Add the ranges of a conditional format that ends; an extended one has them in a text."""
        if kind == "sqref":
            ranges += parse_ranges("".join(self.pieces))
        elif kind == "conditionalFormatting":
            if not self._rule_kinds <= {*_DRAWN}:
                by_own_value = self._rule_kinds.isdisjoint(_OTHER_VALUES)
                self._sheet.coloured_by_rule += [RuleRange(area, by_own_value) for area in ranges]
            self._rule_ranges = None

    def _start_row(self, attributes: dict[str, str]) -> None:
        number, self._column = attributes.get("r"), 0
        self._rows.start_row(int(number) if number else None, hidden=attributes.get("hidden") in _TRUE)

    def _end_cell(self) -> None:
        attributes = self._attributes
        column = self._column = self._column_of(attributes.get("r"))
        if attributes.get("t") == "inlineStr":
            self._stored_text = "".join(self._inline)
        self._inline.clear()
        style, kind = attributes.get("s", ""), attributes.get("t", "n")
        self._rows.add_cell(column, style, kind, self._stored_text, has_formula=self._has_formula)

    def _column_of(self, cell: str | None) -> int:
        """Return the column number of a cell. A cell without an address follows the previous one."""
        if cell is None:
            return self._column + 1
        letters = cell.rstrip(_DIGITS)
        if cell[len(letters) :] != self._rows.digits:
            raise ValueError(f"{cell} stands in row {self._rows.digits}")
        return COLUMN_NUMBERS[letters]

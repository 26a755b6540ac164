"""The cells of a sheet, whatever the file format: values, addresses, fills, dates and number formats."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property, lru_cache, partial
from itertools import chain, islice, product
from operator import attrgetter
from string import ascii_uppercase
from typing import NamedTuple

from msgspec import Struct

from loaders.options import NO_SHEET_MAPPING, SheetMapping
from loaders.security import Limits
from model.dates import ENGLISH_MONTHS, day
from model.terms import normalise_space
from model.tracker.reading import SEVERITIES, Issue, Severity, WorkbookError

# The size of a sheet; where a range leaves out its rows or columns, it reaches to there.
LAST_COLUMN, LAST_ROW = 16_384, 1_048_576
_COLUMN_NAMES = chain.from_iterable(product(ascii_uppercase, repeat=length) for length in (1, 2, 3))
COLUMN_NUMBERS = {"".join(letters): number for number, letters in enumerate(_COLUMN_NAMES, 1)}
# The letters of each column; a paragraph stands in column 0.
COLUMN_LETTERS = {0: "", **{number: letters for letters, number in COLUMN_NUMBERS.items()}}
# The column and the row of a cell; both count from 1.
CellAddress = tuple[int, int]
_RANGE = re.compile(r"\$?([A-Z]{0,3})\$?(\d*)(?::\$?([A-Z]{0,3})\$?(\d*))?")


class DateCell(NamedTuple):
    """A date, and the number format that says how precise it is: `mmm-yy` shows no day."""

    value: datetime
    number_format: str


class NumberCell(float):
    """A number that its cell displays in another form: 0.05 as 5%. It behaves as the number."""

    displayed: str

    def __new__(cls, number: float, displayed: str) -> "NumberCell":
        """Return a number with the text that its cell displays."""
        cell = super().__new__(cls, number)
        cell.displayed = displayed
        return cell


@dataclass(frozen=True, slots=True)
class ErrorCell:
    """A cell that displays an error, such as `#REF!`, or nothing: a formula whose result is not stored in the file."""

    displayed: str = ""


# The days from which Excel counts days: its usual date system, and the one of old Macintoshes.
DAY_ZERO, DAY_ZERO_1904 = date(1899, 12, 30), date(1904, 1, 1)
Value = str | int | float | bool | DateCell | ErrorCell | None


class CellRow(Struct, frozen=True, gc=False):
    """A row that is not empty: its number and its values, from column A."""

    number: int
    values: list[Value]

    def value_at(self, column: int | None) -> Value:
        """Return the value in a column, counted from 1; None without a column or beyond the row's last cell."""
        return self.values[column - 1] if column is not None and column <= len(self.values) else None

    @property
    def filled_columns(self) -> list[int]:
        """The columns of the cells that are not empty."""
        return [column for column, value in enumerate(self.values, start=1) if value is not None]

    @property
    def contents(self) -> list[Value]:
        """The values of the cells that are not empty, from left to right."""
        return [value for value in self.values if value is not None]

    @property
    def filled_count(self) -> int:
        """How many cells are not empty."""
        return len(self.values) - self.values.count(None)

    def with_value(self, column: int, value: Value) -> "CellRow":
        """Return the row with another value in a column, counted from 1."""
        values = [*self.values, *([None] * (column - len(self.values)))]
        values[column - 1] = value
        return CellRow(self.number, values)

    def between(self, first: int, last: int) -> "CellRow":
        """Return the row with its cells in some adjoining columns alone."""
        return CellRow(self.number, [*[None] * (first - 1), *self.values[first - 1 : last]])

    def repeats(self, other: "CellRow") -> bool:
        """Return whether most cells of another row are here again, as those merged over both rows are."""
        same = sum(value is not None and value == here for value, here in zip(other.values, self.values, strict=False))
        return 2 * same > other.filled_count


# The characters that a cell of a workbook can hold.
_MOST_CHARACTERS = 32_767
# How a workbook escapes a control character, and an underscore that only looks like the start of one.
_ESCAPED = re.compile(r"_x00(0[0-9A-Fa-f]|1[0-9A-Fa-f]|5[Ff](?=_x[0-9A-Fa-f]{4}_)|7[Ff])_")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_ENDS = "".join(chr(code) for code in range(0x3001) if chr(code).isspace()) + "\u200b\u2060\ufeff"


def clean_text(text: str) -> str:
    """Return a text that a workbook can store, without control characters.

    No-break spaces become spaces, each line end one newline; everything else stays as it was typed.
    """
    if text.isprintable() and "_x00" not in text:
        return text.strip(_ENDS)
    unescaped = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    lines = unescaped.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ")
    return _CONTROL.sub("", lines).strip(_ENDS)


def clean_cell_text(text: str, *, characters: int) -> tuple[str | None, bool]:
    """Return a text that a workbook can store, and whether it was cut."""
    clean = clean_text(text)
    shortened = cut_text(clean, characters)
    return shortened or None, len(shortened) < len(clean)


def cut_text(text: str, characters: int = _MOST_CHARACTERS) -> str:
    """Return as much of a text as fits into a cell; as in spreadsheets, an emoji counts as two characters."""
    if len(text) <= characters // 2:
        return text
    cut = text.encode("utf-16-le")[: 2 * characters].decode("utf-16-le", errors="ignore")
    return cut.rstrip() if len(cut) < len(text) else text


def plain_text(value: Value) -> str:
    """Return a cell's value as plain text; whole numbers have no decimals."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, int):  # a whole number, or TRUE or FALSE; checked early, as most refs are numbers
        return str(value).upper()
    if isinstance(value, DateCell):
        return value.value.isoformat(sep=" ").removesuffix(" 00:00:00")
    if isinstance(value, ErrorCell):
        return value.displayed
    is_whole = isinstance(value, float) and value.is_integer() and abs(value) < 1e15
    return str(int(value)) if is_whole else str(value)


def number_cell(number: float, displayed: str | None) -> Value:
    """Return a number, with the text that its cell displays where that is another."""
    return number if displayed is None or displayed == plain_text(number) else NumberCell(number, displayed)


# Parts of a format that only add space or a colour.
_NOT_SHOWN = re.compile(r"[_*].|\[[A-Za-z]+\d*\]")
_LITERAL = r'(?:"[^"]*"|\\.|\[\$[^\]]*\]|[%$£€¥()+: -])*'
_NUMBER = re.compile(
    rf"(?P<before>{_LITERAL})(?P<whole>[#0][#0,]*(?<!,)|(?=\.))(?:\.(?P<decimals>[#0]{{1,9}}))?(?P<after>{_LITERAL})(?:;.*)?",
    re.DOTALL,
)
_LITERAL_TEXT = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]|(.)')
# Above it a spreadsheet does not store every digit; so many digits of a number are exact.
_LARGEST, _DIGITS = 1e15, 15


def displayed_text(value: Value) -> str:
    """Return the text that a cell displays for a value.

    A date is as precise as its number format and never ambiguous: its day as 2024-03-05, with a time if it has one;
    else its month in words, or its year.
    """
    if isinstance(value, NumberCell):
        return value.displayed
    if isinstance(value, DateCell):
        moment, shows = value.value, value.number_format.lower()
        is_first = moment.day == 1 and moment.time() == time() and "d" not in shows and "y" in shows
        if is_first and ("m" in shows or moment.month == 1):
            return f"{ENGLISH_MONTHS[moment.month]} {moment.year}" if "m" in shows else str(moment.year)
        words = day(moment.date()).words
        return words if moment.time() == time() else f"{words}, {moment:%H:%M}"
    return plain_text(float(f"{value:.{_DIGITS}g}")) if isinstance(value, float) else plain_text(value)


def date_cell(value: date | time | timedelta, number_format: str = "") -> DateCell | str:
    """Return the cell of a date; of a time of day or a duration the text that it displays.

    That is in hours and minutes, and seconds if it has or shows some: 8:15, 26:30.
    """
    if isinstance(value, datetime):
        return DateCell(value.replace(tzinfo=None), number_format)
    if isinstance(value, date):
        return DateCell(datetime.combine(value, time()), number_format)
    since = datetime.combine(date.min, value) - datetime.min if isinstance(value, time) else value
    minutes, seconds = divmod(round(since.total_seconds()), 60)
    shows_seconds = seconds or "ss" in number_format.lower()
    return f"{minutes // 60}:{minutes % 60:02}{f':{seconds:02}' if shows_seconds else ''}"


def display_number(value: float, number_format: str) -> str | None:
    """Return a number as its format displays it; None if that is General, or not understood."""
    parts = _parts(number_format) if abs(value) < _LARGEST else None
    if parts is None:
        return None
    before, whole, decimals, after, factor = parts
    last_digit = Decimal(1).scaleb(-len(decimals))
    rounded = (abs(Decimal(repr(float(value)))) * factor).quantize(last_digit, ROUND_HALF_UP)
    integer, _, fraction = f"{rounded:{',' if ',' in whole else ''}f}".partition(".")
    always = len(decimals.rstrip("#"))
    fraction = fraction[:always] + fraction[always:].rstrip("0")
    number = f"{integer.zfill(whole.count('0'))}{'.' if fraction else ''}{fraction}"
    return normalise_space(f"{'-' if value < 0 and rounded else ''}{before}{number}{after}")


@lru_cache(maxsize=1024)
def _parts(number_format: str) -> tuple[str, str, str, str, int] | None:
    """Return the text before a number, the placeholders of its digits, the text after it, and 100 for a percentage."""
    found = _NUMBER.fullmatch(_NOT_SHOWN.sub("", number_format))
    if found is None:
        return None
    is_percentage = any(part[4] == "%" for part in _LITERAL_TEXT.finditer(found["before"] + found["after"]))
    before, after = (_LITERAL_TEXT.sub(r"\1\2\3\4", found[part]) for part in ("before", "after"))
    return before, found["whole"], found["decimals"] or "", after, 100 if is_percentage else 1


@dataclass(frozen=True, slots=True)
class CellRange:
    """A rectangle of cells, its last column and row included; all numbers count from 1."""

    first_column: int
    first_row: int
    last_column: int
    last_row: int

    @property
    def text(self) -> str:
        """The addresses of its first and its last cell as one text: `B2:B40`, or `B2` for one cell."""
        first, last = address(self.first_column, self.first_row), address(self.last_column, self.last_row)
        return first if first == last else f"{first}:{last}"

    def contains(self, column: int, row: int) -> bool:
        """Return whether the range contains a cell."""
        return self.first_column <= column <= self.last_column and self.first_row <= row <= self.last_row


def address(column: int, row: int) -> str:
    """Return the address of a cell, such as `E7`."""
    return f"{COLUMN_LETTERS[column]}{row}"


def column_and_row(cell: str) -> CellAddress:
    """Return the numbers of a cell's column and row: 5 and 7 for `E7`."""
    letters = cell.rstrip("0123456789")
    return COLUMN_NUMBERS[letters], int(cell.removeprefix(letters))


def enclosing_range(cells: Iterable[CellAddress]) -> CellRange:
    """Return the smallest range with all of some cells, of which there is at least one."""
    columns, rows = zip(*cells, strict=True)
    return CellRange(min(columns), min(rows), max(columns), max(rows))


def format_row_ranges(numbers: Iterable[int]) -> str:
    """Return row numbers as ranges, each number once and in order: 7, 9-30, 33."""
    listed = {*numbers}
    firsts = sorted(number for number in listed if number - 1 not in listed)
    lasts = sorted(number for number in listed if number + 1 not in listed)
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in zip(firsts, lasts, strict=True))


def parse_ranges(reference: str) -> Iterator[CellRange]:
    """Yield the ranges of a reference such as `A1:B7 D2 E:E`. Raises ValueError or KeyError if a part is no range."""
    for part in reference.split():
        found = _RANGE.fullmatch(part)
        if found is None:
            raise ValueError(f"not a range: {part!r}")
        left, top, right, bottom = found.groups()
        if right is None:
            right, bottom = left, top
        yield CellRange(
            COLUMN_NUMBERS[left or "A"], int(top or 1), COLUMN_NUMBERS[right or "XFD"], int(bottom or LAST_ROW)
        )


class RuleRange(NamedTuple):
    """Cells that a rule of a conditional format may colour, and whether it colours a cell by its own value."""

    area: CellRange
    by_own_value: bool


# A row with up to so many fills and no text may be a key; a row with more is decoration.
_SWATCHES_AT_MOST = 12
# The most cells of a sheet that are named as covered.
_MOST_NAMED = 100


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
        mapping: what a person mapped on the sheet; empty where the reader decides.
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
    mapping: SheetMapping = NO_SHEET_MAPPING
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

    def issue(
        self, code: str, column: int = 0, row: int = 0, /, *, severity: Severity | None = None, **details: str
    ) -> Issue:
        """Return an issue of one of its cells, or of the sheet; its severity is that of its code by default."""
        cell = self.address(column, row) if row else ""
        return Issue(code, severity or SEVERITIES[code], self.name, cell, details.pop("found", ""), details)

    def fill(self, column: int, row: int) -> str | None:
        """Return the fill of a cell, or None if it has none or is white; both numbers count from 1."""
        return self.fills_by_row.get(row, {}).get(column)

    def without(self, cells: Set[CellAddress]) -> "SheetCells":
        """Return the sheet without some cells."""
        numbers, rows = {number for _, number in cells}, list[CellRow]()
        for row in self.rows:
            filled = [c for c in row.filled_columns if (c, row.number) not in cells] if row.number in numbers else None
            if filled is None:
                rows.append(row)
            elif filled:
                values = row.values[: filled[-1]]
                rows.append(CellRow(row.number, [v if c in filled else None for c, v in enumerate(values, start=1)]))
        return replace(self, rows=rows) if cells else self

    def transpose(self) -> "SheetCells":
        """Return the sheet with its columns as rows, each merged cell as one."""
        cells: dict[int, list[Value]] = {}
        fills: dict[int, dict[int, str]] = {}
        for row in self.without(repeated_cells(self.rows, self.merged)).rows:
            for column in row.filled_columns:
                values = cells.setdefault(column, [])
                values += [*[None] * (row.number - 1 - len(values)), row.value_at(column)]
        for number, of_row in self.fills_by_row.items():
            for column, fill in of_row.items():
                fills.setdefault(column, {})[number] = fill
        rows = [CellRow(number, values) for number, values in sorted(cells.items())]
        merged = tuple(CellRange(a.first_row, a.first_column, a.last_row, a.last_column) for a in self.merged)
        fill_merged(rows, merged)
        return replace(self, rows=rows, fills_by_row=fills, merged=merged, transposed=True)

    def distinct_fill(self, row: CellRow, column: int) -> str | None:
        """Return the fill of a cell, unless the first cell with a value in its row has the same fill."""
        fill = self.fill(column, row.number)
        if fill is None:
            return None
        first = next((number for number, value in enumerate(row.values, 1) if value is not None), column)
        return None if first != column and self.fill(first, row.number) == fill else fill


def repeated_cells(rows: Sequence[CellRow], merged: Iterable[CellRange]) -> set[CellAddress]:
    """Return the cells of some rows that only repeat the value of a merged cell which begins in a row above."""
    first, last = (rows[0].number, rows[-1].number) if rows else (1, 0)
    below = ((a.first_column, range(max(a.first_row + 1, first), min(a.last_row, last) + 1)) for a in merged)
    return {(column, row) for column, rows_below in below for row in rows_below}


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
        self._clean = lru_cache(maxsize=65_536)(partial(clean_cell_text, characters=limits.characters))
        self._rows: dict[int, list[Value]] = {}

    def text(self, text: str, column: int, row: int) -> str | None:
        """Return the text of a cell cleaned and cut to the length that a cell can have; None if nothing is left."""
        clean, shortened = self._clean(text)
        if shortened:
            self.sheet.shortened.append(address(column, row))
        return clean

    def add_row(self, number: int, values: Mapping[int, Value], fills: Mapping[int, str] = {}) -> None:
        """Add a row by its columns, if it has values, or a few different fills as in a key laid out across.

        Rows with the same number are merged. Raises ValueError if a cell has a value already.
        """
        filled, limits = {column: value for column, value in values.items() if value is not None}, self._limits
        may_be_key = number <= limits.rows and 1 < len(fills) <= _SWATCHES_AT_MOST
        if fills and (filled or (may_be_key and len({*fills.values()}) == len(fills))):
            self.sheet.fills_by_row.setdefault(number, {}).update(fills)
        if not filled:  # stray cells far below the others cost nothing
            return
        row, width = self._rows.setdefault(number, []), max(filled)
        if len(self._rows) > limits.rows or number > LAST_ROW:
            raise WorkbookError("too-many-rows", sheet=self.sheet.name, found=str(number), limit=str(limits.rows))
        if width > limits.columns:
            raise WorkbookError("too-many-columns", sheet=self.sheet.name, found=str(width), limit=str(limits.columns))
        row.extend([None] * (width - len(row)))
        for column, value in filled.items():
            if row[column - 1] is not None:
                raise ValueError(f"{address(column, number)} stands twice")
            row[column - 1] = value

    def add_comment(self, cell: str, text: str) -> None:
        """Add the issue that reports the comment of a cell."""
        clean, _ = self._clean(text)
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


def _below_one_another(merged: Iterable[CellRange]) -> Iterator[CellRange]:
    """Yield the merged ranges by rows; not those on top of another in their first column, which no program writes."""
    ends: dict[int, int] = {}
    for area in sorted(merged, key=lambda area: (area.first_row, area.first_column)):
        if area.first_row > ends.get(area.first_column, 0):
            ends[area.first_column] = area.last_row
            yield area


def _rows_of(rows: Sequence[CellRow], area: CellRange) -> Sequence[CellRow]:
    """Return those of some rows that a range has; the first has its first row, if that is not empty."""
    first = bisect_left(rows, area.first_row, key=attrgetter("number"))
    return rows[first : bisect_right(rows, area.last_row, lo=first, key=attrgetter("number"))]


def _covered_cells(sheet: SheetCells) -> Iterator[str]:
    """Yield the cells that a merged cell covers and that have another value, which no program shows."""
    for area in sheet.merged:
        within = _rows_of(sheet.rows, area)
        shown = within[0].value_at(area.first_column) if within and within[0].number == area.first_row else None
        for row in within:
            for column, value in enumerate(row.values[area.first_column - 1 : area.last_column], area.first_column):
                if value is not None and value != shown:
                    yield address(column, row.number)


def fill_merged(rows: Sequence[CellRow], merged: Iterable[CellRange]) -> None:
    """Copy the value of each merged cell into every row of its first column, within its range only.

    A value that a program wrote below a merged cell, where Excel does not show it, is not overwritten.
    """
    for area in merged:
        within, index = _rows_of(rows, area), area.first_column - 1
        if not within or within[0].number != area.first_row or index >= len(within[0].values):
            continue
        for row in within[1:]:
            row.values.extend([None] * (index + 1 - len(row.values)))
            if all(value is None for value in row.values[index : area.last_column]):
                row.values[index] = within[0].values[index]


def _spread_fills(sheet: SheetCells) -> None:
    """Copy the fill of each merged cell into every non-empty row of its first column that has no fill there."""
    for area in sheet.merged:
        fill = sheet.fill(area.first_column, area.first_row)
        if fill is not None:
            for row in _rows_of(sheet.rows, area):
                sheet.fills_by_row.setdefault(row.number, {}).setdefault(area.first_column, fill)

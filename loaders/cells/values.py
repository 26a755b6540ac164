"""The values of cells, and their addresses: `E7` is column 5, row 7."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from itertools import chain, product
from string import ascii_uppercase
from typing import ClassVar, NamedTuple

from model.dates import ENGLISH_MONTHS, day
from model.terms import normalise_space

# The size of a sheet; where a range leaves out its rows or columns, it reaches to there.
LAST_COLUMN, LAST_ROW = 16_384, 1_048_576
COLUMN_NUMBERS = {
    "".join(letters): number
    for number, letters in enumerate(chain.from_iterable(product(ascii_uppercase, repeat=n) for n in (1, 2, 3)), 1)
}
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
    """A cell that displays an error, such as `#REF!`."""

    displayed: str


@dataclass(frozen=True, slots=True)
class UncalculatedCell:
    """A formula whose result was never stored in the file, so that it displays nothing."""

    displayed: ClassVar[str] = ""


# The days from which Excel counts days: its usual date system, and the one of old Macintoshes.
DAY_ZERO, DAY_ZERO_1904 = date(1899, 12, 30), date(1904, 1, 1)
Value = str | int | float | bool | DateCell | ErrorCell | UncalculatedCell | None


class CellRow(NamedTuple):
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
    if isinstance(value, ErrorCell | UncalculatedCell):
        return value.displayed
    is_whole = isinstance(value, float) and value.is_integer() and abs(value) < 1e15
    return str(int(value)) if is_whole else str(value)


def number_cell(number: float, displayed: str | None) -> Value:
    """Return a number, with the text that its cell displays where that is another."""
    return number if displayed is None or displayed == plain_text(number) else NumberCell(number, displayed)


# So many digits of a number are exact.
_DIGITS = 15
_SECTION = re.compile(r'(?:"[^"]*"|\\.|\[[^\]]*\]|[^;])*')
# Parts of a format that only add space or a colour.
_NOT_SHOWN = re.compile(r"[_*].|\[[A-Za-z]+\d*\]")
_QUOTED = re.compile(r'"[^"]*"|\\.')
_LITERAL = r'(?:"[^"]*"|\\.|\[\$[^\]]*\]|[%$£€¥()+: -])*'
_NUMBER = re.compile(
    rf"(?P<before>{_LITERAL})(?P<whole>[#0][#0,]*(?<!,)|(?=\.))(?:\.(?P<decimals>[#0]{{1,40}}))?(?P<after>{_LITERAL})"
)
_LITERAL_TEXT = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]|(.)')
# Above it a spreadsheet does not store every digit.
_LARGEST = 1e15
_CONTEXT = Context(prec=100)


def displayed_text(value: Value) -> str:
    """Return the text that a cell displays for a value.

    A date is as precise as its number format and never ambiguous: its day as 2024-03-05, with a time if it has one;
    else its month in words, or its year.
    """
    if isinstance(value, NumberCell):
        return value.displayed
    if isinstance(value, DateCell):
        return _date(value)
    return plain_text(float(f"{value:.{_DIGITS}g}")) if isinstance(value, float) else plain_text(value)


def _date(cell: DateCell) -> str:
    moment, shows = cell.value, cell.number_format.lower()
    is_first = moment.day == 1 and moment.time() == time() and "d" not in shows and "y" in shows
    if is_first and ("m" in shows or moment.month == 1):
        return f"{ENGLISH_MONTHS[moment.month]} {moment.year}" if "m" in shows else str(moment.year)
    words = day(moment.date()).words
    return words if moment.time() == time() else f"{words}, {moment:%H:%M}"


def date_cell(value: date | time | timedelta, number_format: str = "") -> DateCell | str:
    """Return the cell of a date; of a time of day or a duration the text that it displays."""
    if isinstance(value, datetime):
        return DateCell(value.replace(tzinfo=None), number_format)
    if isinstance(value, date):
        return DateCell(datetime.combine(value, time()), number_format)
    midnight = datetime.combine(DAY_ZERO, time())
    return _time(datetime.combine(DAY_ZERO, value) - midnight if isinstance(value, time) else value, number_format)


def _time(since: timedelta, number_format: str) -> str:
    """Return a time of day or a duration in hours and minutes, and seconds if it has or shows some: 8:15, 26:30."""
    minutes, seconds = divmod(round(since.total_seconds()), 60)
    shows_seconds = seconds or "ss" in number_format.lower()
    return f"{minutes // 60}:{minutes % 60:02}{f':{seconds:02}' if shows_seconds else ''}"


def display_number(value: float, number_format: str) -> str | None:
    """Return a number as its format displays it; None if that is General, or not understood."""
    parts = _parts(number_format) if abs(value) < _LARGEST else None
    if parts is None:
        return None
    before, whole, decimals, after, factor = parts
    rounded = (abs(Decimal(repr(float(value)))) * factor).quantize(
        Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP, _CONTEXT
    )
    integer, _, fraction = f"{rounded:{',' if ',' in whole else ''}f}".partition(".")
    always = len(decimals.rstrip("#"))
    fraction = fraction[:always] + fraction[always:].rstrip("0")
    number = f"{integer.zfill(whole.count('0'))}{'.' if fraction else ''}{fraction}"
    return normalise_space(f"{'-' if value < 0 and rounded else ''}{before}{number}{after}")


@lru_cache(maxsize=1024)
def _parts(number_format: str) -> tuple[str, str, str, str, int] | None:
    """Return the text before a number, the placeholders of its digits, the text after it, and 100 for a percentage."""
    section = _SECTION.match(number_format)
    found = _NUMBER.fullmatch(_NOT_SHOWN.sub("", section[0])) if section else None
    if found is None:
        return None
    is_percentage = "%" in _QUOTED.sub("", found["before"] + found["after"])
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
        first, last = (address(*cell) for cell in self.corners)
        return first if first == last else f"{first}:{last}"

    @property
    def corners(self) -> tuple[CellAddress, CellAddress]:
        """The addresses of its first and its last cell."""
        return (self.first_column, self.first_row), (self.last_column, self.last_row)

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
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def parse_ranges(reference: str) -> Iterator[CellRange]:
    """Yield the ranges of a reference such as `A1:B7 D2 E:E`. Raises ValueError or KeyError if a part is no range."""
    for part in reference.split():
        found = _RANGE.fullmatch(part)
        if found is None:
            raise ValueError(f"not a range: {part!r}")
        left, top, right, bottom = found.groups()
        is_range = right is not None or bottom is not None
        yield CellRange(
            COLUMN_NUMBERS[left] if left else 1,
            int(top) if top else 1,
            COLUMN_NUMBERS[(right if is_range else left) or "XFD"],
            int((bottom if is_range else top) or LAST_ROW),
        )

"""The values that a cell can have when it is read, before its column is known."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, NamedTuple


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


class TimeCell(str):
    """A time of day or a duration in full, `08:15:00`, and the text that its cell displays, `8:15`."""

    displayed: str

    def __new__(cls, text: str, displayed: str) -> "TimeCell":
        """Return a time with the text that its cell displays."""
        cell = super().__new__(cls, text)
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


DAY_ZERO, DAY_ZERO_1904 = date(1899, 12, 30), date(1904, 1, 1)
"""The days from which Excel counts days: its usual date system, and the one of old Macintoshes."""


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


_MOST_CHARACTERS = 32_767
"""The characters that a cell of a workbook can hold."""
_ESCAPED = re.compile(r"_x00(0[0-9A-Fa-f]|1[0-9A-Fa-f]|5[Ff](?=_x[0-9A-Fa-f]{4}_)|7[Ff])_")
"""How a workbook escapes a control character, and an underscore that only looks like the start of one."""
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

"""What a cell can hold once it is read, before anyone knows what it means."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from operator import itemgetter
from typing import ClassVar, NamedTuple


class DateCell(NamedTuple):
    """A real date, and the number format that says how much of it was meant: `mmm-yy` shows no day."""

    value: datetime
    number_format: str


class NumberCell(float):
    """A number that its cell shows in another way: 0.05 as 5%. It counts as the number."""

    as_shown: str

    def __new__(cls, number: float, as_shown: str) -> "NumberCell":
        """Return a number and what its cell shows."""
        made = super().__new__(cls, number)
        made.as_shown = as_shown
        return made


class TimeCell(str):
    """A time of day, or a length of time, written out: `08:15:00`; and what its cell shows of it: `8:15`."""

    as_shown: str

    def __new__(cls, text: str, as_shown: str) -> "TimeCell":
        """Return a time and what its cell shows."""
        made = super().__new__(cls, text)
        made.as_shown = as_shown
        return made


@dataclass(frozen=True, slots=True)
class ErrorCell:
    """A cell that shows an error, such as `#REF!`."""

    shown: str


@dataclass(frozen=True, slots=True)
class UncalculatedCell:
    """A formula whose result was never stored in the file, so that it shows nothing."""

    shown: ClassVar[str] = ""


DAY_ZERO, DAY_ZERO_1904 = date(1899, 12, 30), date(1904, 1, 1)
"""The days from which Excel counts days: its usual date system, and the one of old Macintoshes."""


class StatusCell(NamedTuple):
    """What stands in a cell that may be a status: its value, and its fill, for some people only colour it.

    Attributes:
        value: what is written in it; None where it is only coloured.
        colour: its fill as `#rrggbb`; None where it has none, or white.
        conditional: whether the fill comes from a conditional format, so that it follows some value.
        alike: whether a cell beside it is filled alike, so that the fill may be a band of the row.
        differing: what the actions of a recommendation say, where they differ so that it has no status.
    """

    value: "Value"
    colour: str | None = None
    conditional: bool = False
    alike: bool = False
    differing: tuple[str, ...] = ()


Value = str | int | float | bool | DateCell | ErrorCell | UncalculatedCell | StatusCell | None


class CellRow(NamedTuple):
    """A row that holds something: its number and its values, the first of them in column A."""

    number: int
    values: list[Value]

    def at(self, column: int | None) -> Value:
        """Return the value in a column, which counts from 1; None beyond the row's last cell."""
        return self.values[column - 1] if column is not None and column <= len(self.values) else None

    @property
    def held(self) -> list[int]:
        """The columns of the cells that hold something."""
        return [column for column, value in enumerate(self.values, start=1) if value is not None]

    @property
    def contents(self) -> list[Value]:
        """What its cells hold, from left to right."""
        return [value for value in self.values if value is not None]

    @property
    def cells(self) -> int:
        """How many cells hold something."""
        return len(self.values) - self.values.count(None)


_ESCAPED = re.compile(r"_x00(0[0-9A-Fa-f]|1[0-9A-Fa-f]|5[Ff](?=_x[0-9A-Fa-f]{4}_)|7[Ff])_")
"""How a workbook writes a control character; an underscore that begins what only looks like one is written so, too."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_ENDS = "".join(chr(code) for code in range(0x3001) if chr(code).isspace()) + "\u200b\u2060\ufeff"


def clean_text(text: str) -> tuple[str, bool]:
    """Return a text without what no workbook can store, and whether control characters had to be taken out.

    No-break spaces become spaces, line ends become one newline; everything else stays as it was typed.
    """
    if text.isprintable() and "_x00" not in text:
        return text.strip(_ENDS), False
    unescaped = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    lines = unescaped.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ")
    cleaned = _CONTROL.sub("", lines)
    return cleaned.strip(_ENDS), cleaned != lines


def plain_text(value: Value) -> str:
    """Return a cell's value as people see it; whole numbers have no decimals."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, int):  # a whole number, or TRUE or FALSE; asked early, for most refs are numbers
        return str(value).upper()
    if isinstance(value, StatusCell):
        return plain_text(value.value)
    if isinstance(value, DateCell):
        return value.value.isoformat(sep=" ").removesuffix(" 00:00:00")
    if isinstance(value, ErrorCell | UncalculatedCell):
        return value.shown
    whole = isinstance(value, float) and value.is_integer() and abs(value) < 1e15
    return str(int(value)) if whole else str(value)


def at(row: CellRow, column: int | None) -> Value:
    """Return the value of a row in a column, or None beyond its last cell."""
    return row.values[column - 1] if column is not None and column <= len(row.values) else None


def cells_of(columns: Sequence[int]) -> Callable[[CellRow], tuple[Value, ...]]:
    """Return a function that takes the cells of some columns out of a row."""
    places, widest = [column - 1 for column in columns], max(columns, default=0)
    several: Callable[[Sequence[Value]], tuple[Value, ...]] = itemgetter(*places) if len(places) > 1 else _one(places)

    def pick(row: CellRow) -> tuple[Value, ...]:
        values = row.values
        return several(values if len(values) >= widest else values + [None] * (widest - len(values)))

    return pick


def _one(places: Sequence[int]) -> Callable[[Sequence[Value]], tuple[Value, ...]]:
    return lambda values: tuple(values[place] for place in places)

"""Addresses of cells and ranges: the letters of columns, and the numbers that stand behind them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

LAST_COLUMN, LAST_ROW = 16_384, 1_048_576
"""The size of a sheet; where a range leaves out its rows or columns, it reaches to there."""
_RANGE = re.compile(r"\$?([A-Z]{0,3})\$?(\d*)(?::\$?([A-Z]{0,3})\$?(\d*))?")


@dataclass(frozen=True, slots=True)
class CellRange:
    """A rectangle of cells, its first and last columns and rows among them; all count from 1."""

    first_column: int
    first_row: int
    last_column: int
    last_row: int

    @property
    def is_wide(self) -> bool:
        """Whether it spans several columns."""
        return self.last_column > self.first_column

    def holds(self, column: int, row: int) -> bool:
        """Say whether a cell is among them."""
        return self.first_column <= column <= self.last_column and self.first_row <= row <= self.last_row


class _Numbers(dict[str, int]):
    """The number of each column by its letters, worked out once."""

    def __missing__(self, letters: str) -> int:
        if not re.fullmatch("[A-Z]{1,3}", letters):
            raise ValueError(f"no column is called {letters!r}")
        number = 0
        for letter in letters:
            number = number * 26 + ord(letter) - 64
        self[letters] = number
        return number


class _Letters(dict[int, str]):
    """The letters of each column by its number, worked out once."""

    def __missing__(self, number: int) -> str:
        rest, letters = number, ""
        while rest > 0:
            rest, letter = divmod(rest - 1, 26)
            letters = chr(65 + letter) + letters
        self[number] = letters
        return letters


COLUMN_NUMBERS = _Numbers()
COLUMN_LETTERS = _Letters()


def address(column: int, row: int) -> str:
    """Return the address of a cell, such as `E7`."""
    return f"{COLUMN_LETTERS[column]}{row}"


def numbers_of(cell: str) -> tuple[int, int]:
    """Return the numbers of a cell's column and row: 5 and 7 for `E7`."""
    letters = cell.rstrip("0123456789")
    return COLUMN_NUMBERS[letters], int(cell.removeprefix(letters))


def first_cell(reference: str) -> str:
    """Return the address of the first cell of a reference."""
    first = next(ranges(reference))
    return address(first.first_column, first.first_row)


def written_cells(places: Iterable[tuple[int, int]]) -> str:
    """Return cells as ranges: those beside one another, and those under one another, as one."""
    runs: list[tuple[tuple[int, int], tuple[int, int]]] = []
    for place in dict.fromkeys(places):
        first, last = runs[-1] if runs else (place, place)
        beside = place == (last[0] + 1, last[1]) and first[1] == last[1]
        beneath = place == (last[0], last[1] + 1) and first[0] == last[0]
        if runs and (beside or beneath):
            runs[-1] = first, place
        else:
            runs.append((place, place))
    return " ".join(address(*first) if first == last else f"{address(*first)}:{address(*last)}" for first, last in runs)


def ranges(reference: str) -> Iterator[CellRange]:
    """Yield the ranges of a reference such as `A1:B7 D2 E:E`. Raises ValueError where it is none."""
    for part in reference.split():
        found = _RANGE.fullmatch(part)
        if found is None:
            raise ValueError(f"not a range: {part!r}")
        left, top, right, bottom = found.groups()
        whole = right is not None or bottom is not None
        yield CellRange(
            COLUMN_NUMBERS[left] if left else 1,
            int(top) if top else 1,
            COLUMN_NUMBERS[(right if whole else left) or "XFD"],
            int((bottom if whole else top) or LAST_ROW),
        )

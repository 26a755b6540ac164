"""Convert cell addresses and ranges from letters to numbers and back: `E7` is column 5, row 7."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

LAST_COLUMN, LAST_ROW = 16_384, 1_048_576
"""The size of a sheet; where a range leaves out its rows or columns, it reaches to there."""
CellAddress = tuple[int, int]
"""The column and the row of a cell; both count from 1."""
_RANGE = re.compile(r"\$?([A-Z]{0,3})\$?(\d*)(?::\$?([A-Z]{0,3})\$?(\d*))?")


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


class _Numbers(dict[str, int]):
    """A cache of column numbers by their letters."""

    def __missing__(self, letters: str) -> int:
        if not re.fullmatch("[A-Z]{1,3}", letters):
            raise ValueError(f"no column is called {letters!r}")
        number = 0
        for letter in letters:
            number = number * 26 + ord(letter) - 64
        self[letters] = number
        return number


class _Letters(dict[int, str]):
    """A cache of column letters by their number."""

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


def column_and_row(cell: str) -> CellAddress:
    """Return the numbers of a cell's column and row: 5 and 7 for `E7`."""
    letters = cell.rstrip("0123456789")
    return COLUMN_NUMBERS[letters], int(cell.removeprefix(letters))


def enclosing_range(cells: Iterable[CellAddress]) -> CellRange:
    """Return the smallest range with all of some cells, of which there is at least one."""
    columns, rows = zip(*cells, strict=True)
    return CellRange(min(columns), min(rows), max(columns), max(rows))


def format_cell_ranges(cells: Iterable[CellAddress]) -> str:
    """Return cells as ranges, such as `A1:C1 B5`: neighbours in a row or in a column become one range."""
    runs: list[tuple[CellAddress, CellAddress]] = []
    for cell in dict.fromkeys(cells):
        first, last = runs[-1] if runs else (cell, cell)
        next_in_row = cell == (last[0] + 1, last[1]) and first[1] == last[1]
        next_in_column = cell == (last[0], last[1] + 1) and first[0] == last[0]
        if runs and (next_in_row or next_in_column):
            runs[-1] = first, cell
        else:
            runs.append((cell, cell))
    return " ".join(address(*first) if first == last else f"{address(*first)}:{address(*last)}" for first, last in runs)


def parse_ranges(reference: str) -> Iterator[CellRange]:
    """Yield the ranges of a reference such as `A1:B7 D2 E:E`. Raises ValueError if a part is no range."""
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

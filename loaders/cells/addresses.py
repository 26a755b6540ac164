"""Convert cell addresses and ranges between text and numbers: `E7` is column 5, row 7."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, product
from string import ascii_uppercase

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

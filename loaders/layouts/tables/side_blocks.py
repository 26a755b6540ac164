"""Blocks of cells next to a table: separated by an empty column, or in last columns with few rows."""

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace

from loaders.cells.sheet import SheetCells
from loaders.cells.values import CellRow
from loaders.layouts.key.key import without_cells

_MAX_BLOCK_ROWS = 25
"""A block that touches a table is a summary or a key, and has at most so many rows."""
_MIN_TABLE_COLUMNS = 2
ColumnRange = tuple[int, int]
"""The numbers of the first and the last column."""


@dataclass(frozen=True, slots=True)
class SideBlock:
    """A block of adjoining cells, with nothing else in its columns and rows: a part of a sheet."""

    sheet: SheetCells
    columns: ColumnRange

    @property
    def rows(self) -> list[CellRow]:
        """Its rows, only with the cells of its columns."""
        return self.sheet.rows


def split_columns(sheet: SheetCells) -> list[ColumnRange]:
    """Return the ranges of columns between empty columns; a text alone in its row may stand in an empty column.

    A column with a distinct fill is not empty, for a fill may be the status of a key.
    """
    last = sheet.width
    empty = list(range(last))
    for _, values in sheet.rows if last else ():
        width = len(values)
        for index in empty:
            if index < width and values[index] is not None:
                break
        else:
            continue  # nearly every row, after the first rows have filled the columns
        if width - values.count(None) > 1:
            empty = [index for index in empty if index >= width or values[index] is None]
    blank = {*(index + 1 for index in empty), last + 1}
    ranges: list[ColumnRange] = []
    previous = 0
    for column in sorted(blank - _coloured(sheet, blank) if len(blank) > 1 else blank):
        if column > previous + 1:
            ranges.append((previous + 1, column - 1))
        previous = column
    return ranges


def split_blocks(sheet: SheetCells, columns: ColumnRange) -> list[SideBlock]:
    """Return the blocks of some columns, from top to bottom; an empty row ends one, unless a merged cell covers it."""
    rows = list(_rows_within(sheet.rows, columns))
    if not rows:
        return []  # columns that are only coloured
    starts = [
        index for index in range(len(rows)) if index == 0 or _is_gap(sheet, columns, *rows[index - 1 : index + 1])
    ]
    parts = [rows[start:end] for start, end in zip(starts, [*starts[1:], len(rows)], strict=True)]
    return [SideBlock(replace(sheet, rows=part), columns) for part in parts]


def adjoining_blocks(sheet: SheetCells, columns: ColumnRange) -> Iterator[SideBlock]:
    """Yield the possible blocks in the last columns of a table, the widest first: columns with few rows."""
    first, last = columns
    widths = Counter(len(row.values) for row in sheet.rows)
    for column in range(first + _MIN_TABLE_COLUMNS, last):
        if sum(count for width, count in widths.items() if width >= column) <= _MAX_BLOCK_ROWS:
            found = split_blocks(sheet, (column, last))
            if len(found) == 1:
                yield found[0]


def without_blocks(sheet: SheetCells, blocks: Sequence[SideBlock]) -> SheetCells:
    """Return a sheet without the cells of some blocks."""
    return without_cells(
        sheet, {(column, row.number) for block in blocks for row in block.rows for column in row.filled_columns}
    )


def _coloured(sheet: SheetCells, columns: Set[int]) -> set[int]:
    """Return which of some columns have a cell with another fill than the cells next to it."""
    last = max(columns)
    return {
        column
        for fills in sheet.fills_by_row.values()
        for column in columns & fills.keys()
        if column != last and all(fills.get(neighbour) != fills[column] for neighbour in (column - 1, column + 1))
    }


def _is_gap(sheet: SheetCells, columns: ColumnRange, above: CellRow, below: CellRow) -> bool:
    """Return whether an empty row separates two rows, and no merged cell covers it."""
    return below.number - above.number > 1 and not any(
        area.first_row <= above.number
        and below.number <= area.last_row
        and columns[0] <= area.first_column <= columns[1]
        for area in sheet.merged
    )


def _rows_within(rows: Sequence[CellRow], columns: ColumnRange) -> Iterator[CellRow]:
    first, last = columns
    for row in rows:
        values = row.values[first - 1 : last]
        if len(values) > values.count(None):
            yield CellRow(row.number, [*[None] * (first - 1), *values])

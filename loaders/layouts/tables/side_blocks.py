"""What stands beside a table on its sheet: blocks of cells behind an empty column, or where few rows reach."""

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace

from loaders.cells.addresses import CellRange
from loaders.cells.sheet import SheetCells
from loaders.cells.values import CellRow

ROWS_AT_MOST = 25
"""A block that adjoins a table has no more rows: it is a summary or a key."""
_COLUMNS_OF_A_TABLE = 2
Columns = tuple[int, int]
"""The first and the last of some columns."""


@dataclass(frozen=True, slots=True)
class Block:
    """Cells that stand together, and nothing beside them: a part of their sheet with the rows it takes up."""

    sheet: SheetCells
    columns: Columns

    @property
    def rows(self) -> list[CellRow]:
        """Its rows; what stands beside it is left out."""
        return self.sheet.rows

    @property
    def area(self) -> CellRange:
        """The range it takes up."""
        return CellRange(self.columns[0], self.rows[0].number, self.columns[1], self.rows[-1].number)


def parted_columns(sheet: SheetCells) -> list[Columns]:
    """Return the runs of columns between which a column is empty, but for texts that stand alone in their row.

    A column with a colour of its own is not empty, for a colour may be the status of a key.
    """
    last = max((len(row.values) for row in sheet.rows), default=0)
    empty = list(range(last))
    for _, values in sheet.rows if last else ():
        width = len(values)
        for place in empty:
            if place < width and values[place] is not None:
                break
        else:
            continue  # nearly every row, once those above have told which columns hold something
        if width - values.count(None) > 1:
            empty = [place for place in empty if place >= width or values[place] is None]
    blank = {*(place + 1 for place in empty), last + 1}
    runs: list[Columns] = []
    before = 0
    for column in sorted(blank - _coloured(sheet, blank) if len(blank) > 1 else blank):
        if column > before + 1:
            runs.append((before + 1, column - 1))
        before = column
    return runs


def _coloured(sheet: SheetCells, columns: Set[int]) -> set[int]:
    """Return which of some columns have a cell with another fill than the cells beside it."""
    last = max(columns)
    return {
        column
        for fills in sheet.filled.values()
        for column in columns & fills.keys()
        if column != last and all(fills.get(beside) != fills[column] for beside in (column - 1, column + 1))
    }


def blocks_in(sheet: SheetCells, columns: Columns) -> list[Block]:
    """Return the blocks of some columns, from top to bottom; an empty row ends one, if no merged cell covers it."""
    rows = list(_cut(sheet.rows, columns))
    if not rows:
        return []  # columns that are only coloured
    starts = [place for place in range(len(rows)) if place == 0 or _parts(sheet, columns, *rows[place - 1 : place + 1])]
    parts = [rows[start:end] for start, end in zip(starts, [*starts[1:], len(rows)], strict=True)]
    return [Block(replace(sheet, rows=part), columns) for part in parts]


def blocks_adjoining(sheet: SheetCells, columns: Columns) -> Iterator[Block]:
    """Yield what may be a block in the last columns of a table, the widest first: few rows of it reach so far."""
    first, last = columns
    widths = Counter(len(row.values) for row in sheet.rows)
    for column in range(first + _COLUMNS_OF_A_TABLE, last):
        if sum(count for width, count in widths.items() if width >= column) <= ROWS_AT_MOST:
            found = blocks_in(sheet, (column, last))
            if len(found) == 1:
                yield found[0]


def without_blocks(sheet: SheetCells, blocks: Sequence[Block]) -> SheetCells:
    """Return a sheet without the cells of some blocks."""
    rows = sheet.rows
    for block in blocks:
        rows = list(_emptied(rows, block.area))
    return replace(sheet, rows=rows) if blocks else sheet


def _parts(sheet: SheetCells, columns: Columns, above: CellRow, below: CellRow) -> bool:
    """Say whether rows lie apart."""
    return below.number - above.number > 1 and not any(
        area.first_row <= above.number
        and below.number <= area.last_row
        and columns[0] <= area.first_column <= columns[1]
        for area in sheet.merged
    )


def _cut(rows: Sequence[CellRow], columns: Columns) -> Iterator[CellRow]:
    first, last = columns
    for row in rows:
        held = row.values[first - 1 : last]
        if len(held) > held.count(None):
            yield CellRow(row.number, [*[None] * (first - 1), *held])


def _emptied(rows: Sequence[CellRow], area: CellRange) -> Iterator[CellRow]:
    for row in rows:
        if not area.first_row <= row.number <= area.last_row:
            yield row
            continue
        values = list(row.values)
        for place in range(area.first_column - 1, min(area.last_column, len(values))):
            values[place] = None
        while values and values[-1] is None:
            values.pop()
        if values:
            yield CellRow(row.number, values)

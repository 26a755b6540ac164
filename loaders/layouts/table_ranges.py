"""The range of cells that a table takes up, for people to find it by."""

from collections.abc import Sequence

from loaders.addresses import address, numbers_of
from loaders.cell_values import CellRow
from loaders.layouts.tables_found import FoundTable


def table_range(table: FoundTable) -> str:
    """Return the range of a table with its title and what stands under it: A1:F24."""
    top = min(numbers_of(heading.cell)[1] for heading in table.headings)
    headings = [CellRow(row, [heading.words for heading in table.headings]) for row in (top, table.line)]
    return range_of([*table.above, *headings, *table.body])


def range_of(rows: Sequence[CellRow]) -> str:
    """Return the range that all cells of some rows lie in."""
    held = [column for row in rows for column in row.held]
    numbers = [row.number for row in rows]
    first, last = address(min(held), min(numbers)), address(max(held), max(numbers))
    return first if first == last else f"{first}:{last}"

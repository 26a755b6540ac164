"""What building the records shows about one table: its several actions, its background, and the cells not used."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from loaders.cells.addresses import enclosing_range
from loaders.cells.row_ranges import format_row_ranges
from loaders.layouts.interpret.interpreted_table import InterpretedTable
from loaders.layouts.tables.header_rows import ColumnHeading
from model.issues.issue import Issue

ItemInBand = tuple[str, str, str]
"""A review, a ref and the words of a band, normalised for comparison."""


@dataclass(frozen=True, slots=True)
class AssembledTable:
    """A table whose rows are in the records.

    Attributes:
        source: the table as it was interpreted.
        refs_with_actions: each review, ref and band whose rows are several actions, with the ref as written.
        action_differences: the rows of actions that differ from their recommendation, by field.
        rows_left_out: the rows whose cells of an evidence or background column could not be used, by column number.
    """

    source: InterpretedTable
    refs_with_actions: Mapping[ItemInBand, str]
    action_differences: Mapping[str, Sequence[int]]
    rows_left_out: Mapping[int, Sequence[int]]

    def left_out(self, heading: ColumnHeading) -> str:
        """Return the rows whose cell in a column could not be used, as one text."""
        return format_row_ranges(self.rows_left_out.get(heading.column, ()))


def background_issues(table: AssembledTable) -> Iterator[Issue]:
    """Yield an issue of each background column, with its cells and the rows in which it was left out."""
    source = table.source
    for heading in source.columns.background:
        rows = source.filled_rows(heading)
        if rows:
            area, left_out = column_range(heading, rows), table.left_out(heading)
            yield source.table.issue("column-with-recommendation", heading, range=area, left_out=left_out)


def column_range(heading: ColumnHeading, rows: Sequence[int]) -> str:
    """Return the cell range of a column from the first to the last of some rows: B2:B40."""
    return enclosing_range((heading.column, row) for row in rows).text

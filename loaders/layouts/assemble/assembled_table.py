"""What building the records shows about one table: its several actions, and the cells not used."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from loaders.cells.row_ranges import format_row_ranges
from loaders.layouts.interpret.interpreted_table import InterpretedTable
from loaders.layouts.tables.header_rows import ColumnHeading

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

    def left_out(self, *headings: ColumnHeading) -> str:
        """Return the rows whose cell in some columns could not be used, as one text."""
        return format_row_ranges(row for heading in headings for row in self.rows_left_out.get(heading.column, ()))

"""The lines below a recommendation's text from its background columns, such as a finding."""

from collections.abc import Iterator, Sequence

from loaders.cells.addresses import enclosing_range
from loaders.cells.row_ranges import format_row_ranges
from loaders.cells.values import ErrorCell, UncalculatedCell
from loaders.layouts.assemble.assembled_table import AssembledTable
from loaders.layouts.assemble.labelled_line import labelled_line
from loaders.layouts.assemble.merge_item import TextLine
from loaders.layouts.interpret.interpreted_table import InterpretedTable
from loaders.layouts.rows.row_types import ItemRow
from loaders.layouts.tables.header_rows import ColumnHeading
from model.issues.issue import Issue


def read_background(source: InterpretedTable, item: ItemRow) -> tuple[list[TextLine], list[int]]:
    """Return the background lines of a row from left to right, and the columns of its error and uncalculated cells."""
    lines: list[TextLine] = []
    broken: list[int] = []
    for heading in source.columns.background:
        value = item.row.value_at(heading.column)
        if isinstance(value, ErrorCell | UncalculatedCell):
            broken.append(heading.column)
        elif value is not None:
            lines.append(TextLine(labelled_line(heading, value), (heading.column,)))
    return lines, broken


def background_issues(table: AssembledTable) -> Iterator[Issue]:
    """Yield an issue of each background column, with its cells and the rows in which it was left out."""
    source = table.source
    for heading in source.columns.background:
        rows = source.filled_rows(heading)
        if rows:
            left_out = format_row_ranges(table.rows_left_out.get(heading.column, ()))
            area = column_range(heading, rows)
            yield source.table.issue("column-with-recommendation", heading, range=area, left_out=left_out)


def column_range(heading: ColumnHeading, rows: Sequence[int]) -> str:
    """Return the cell range of a column from the first to the last of some rows: B2:B40."""
    return enclosing_range((heading.column, row) for row in rows).text

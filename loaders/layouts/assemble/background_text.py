"""The issues of background columns, such as a finding: their cells are lines below a recommendation's text."""

from collections.abc import Iterator, Sequence

from loaders.cells.addresses import enclosing_range
from loaders.layouts.assemble.assembled_table import AssembledTable
from loaders.layouts.tables.header_rows import ColumnHeading
from model.issues.issue import Issue


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

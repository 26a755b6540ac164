"""The lines below a recommendation's text from its background columns, such as a finding."""

from collections.abc import Sequence

from loaders.cells.addresses import address
from loaders.cells.row_ranges import format_row_ranges
from loaders.cells.values import ErrorCell, UncalculatedCell
from loaders.issue_log import IssueLog
from loaders.layouts.assemble.evidence import labelled_line
from loaders.layouts.assemble.merge_rows import BackgroundLine
from loaders.layouts.interpret.interpreted_table import InterpretedTable
from loaders.layouts.rows.row_types import ItemRow
from loaders.layouts.tables.header_rows import ColumnHeading


def background_lines(source: InterpretedTable, item: ItemRow) -> list[BackgroundLine]:
    """Return the background lines of a row from left to right; error and uncalculated cells are left out."""
    found: list[BackgroundLine] = []
    for heading in source.columns.background:
        value = item.row.value_at(heading.column)
        if isinstance(value, ErrorCell | UncalculatedCell):
            add_left_out(source, item, [heading.column])
        elif value is not None:
            found.append((labelled_line(heading, value), [heading.column]))
    return found


def add_left_out(source: InterpretedTable, item: ItemRow, columns: Sequence[int]) -> None:
    """Record that some cells of a row were left out."""
    for column in columns:
        source.rows_left_out.setdefault(column, []).append(item.row.number)


def report_background(source: InterpretedTable, log: IssueLog) -> None:
    """Report each background column once, with its cells and the rows in which it was left out."""
    for heading in source.columns.background:
        rows = [item.row.number for item in source.rows.items if item.row.value_at(heading.column) is not None]
        if rows:
            log.add(
                "column-with-recommendation",
                sheet=source.table.sheet.name,
                cell=heading.cell,
                found=heading.words,
                range=column_range(heading, rows),
                left_out=format_row_ranges(source.rows_left_out.get(heading.column, ())),
            )


def column_range(heading: ColumnHeading, rows: Sequence[int]) -> str:
    """Return the cell range of a column from the first to the last of some rows: B2:B40."""
    first, last = address(heading.column, min(rows)), address(heading.column, max(rows))
    return first if first == last else f"{first}:{last}"

"""What a row says of a recommendation beside its text, such as its finding: each a line below the text."""

from collections.abc import Sequence

from loaders.cells.addresses import address
from loaders.cells.values import ErrorCell, UncalculatedCell, at
from loaders.issue_log import IssueLog
from loaders.layouts.assemble.evidence import labelled_line
from loaders.layouts.assemble.merge_rows import Line
from loaders.layouts.interpret.interpreted_table import InterpretedTable
from loaders.layouts.rows.row_types import ItemRow
from loaders.layouts.tables.header_rows import Heading
from loaders.layouts.tables.row_ranges import row_numbers


def background_lines(source: InterpretedTable, item: ItemRow) -> list[Line]:
    """Return what a row says of its recommendation beside the text, from left to right; a broken cell is left out."""
    found: list[Line] = []
    for heading in source.columns.background:
        value = at(item.row, heading.column)
        if isinstance(value, ErrorCell | UncalculatedCell):
            add_left_out(source, item, [heading.column])
        elif value is not None:
            found.append((labelled_line(heading, value), [heading.column]))
    return found


def add_left_out(source: InterpretedTable, item: ItemRow, columns: Sequence[int]) -> None:
    """Note that nothing could be kept of some cells of a row."""
    for column in columns:
        source.rows_left_out.setdefault(column, []).append(item.row.number)


def report_background(source: InterpretedTable, log: IssueLog) -> None:
    """Note each such column once, with the cells it takes and the rows in which it could not be kept."""
    for heading in source.columns.background:
        rows = [item.row.number for item in source.rows.items if at(item.row, heading.column) is not None]
        if rows:
            log.add(
                "column-with-recommendation",
                sheet=source.table.sheet.name,
                cell=heading.cell,
                found=heading.words,
                range=range_of(heading, rows),
                left_out=row_numbers(source.rows_left_out.get(heading.column, ())),
            )


def range_of(heading: Heading, rows: Sequence[int]) -> str:
    """Return the cells of a column from the first of some rows to the last: B2:B40."""
    first, last = address(heading.column, min(rows)), address(heading.column, max(rows))
    return first if first == last else f"{first}:{last}"

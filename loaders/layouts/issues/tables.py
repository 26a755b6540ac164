"""Issues of a table that is read: its columns, its rows, and its statuses that are blank or only a colour."""

from collections.abc import Iterator, Sequence

from loaders.cells.addresses import address
from loaders.cells.row_ranges import format_row_ranges
from loaders.cells.values import CellRow
from loaders.issue_log import make_issue
from loaders.layouts.assemble.build_records import AssembledTable
from loaders.layouts.interpret.interpreted_table import InterpretedTable
from loaders.layouts.issues.columns import column_issues
from loaders.layouts.issues.rows import row_issues
from loaders.vocabulary.heading_aliases import ColumnMeaning
from loaders.vocabulary.status_colours import match_colour
from model.issues.issue import Issue
from model.status.scale import RED_AMBER_GREEN

_MIN_STATUSES, _NEARLY_ALL = 5, 0.8
"""From so many items and so large a share with a status, an item without one is a question."""


def table_issues(table: AssembledTable, read: Sequence[InterpretedTable] = ()) -> Iterator[Issue]:
    """Yield the issues of every column and row of a table that is not in the tracker; `read` are all tables read."""
    yield from column_issues(table)
    yield from row_issues(table.source, read)
    yield from _row_fill_issues(table.source)
    yield from _unread_colour_issues(table.source)
    yield from _blank_status_issues(table.source)


def _row_fill_issues(source: InterpretedTable) -> Iterator[Issue]:
    """Yield an issue of rows with one fill across and no status in words: the fill was not taken as a status."""
    sheet, stated = source.table.sheet, source.columns.status_columns
    if not sheet.fills_by_row:
        return
    headings = [
        period.columns.get(ColumnMeaning.STATUS) or period.columns.get(ColumnMeaning.UPDATE)
        for period in source.columns.rounds
    ]
    columns = [heading.column for heading in headings if heading is not None]

    def has_row_fill(row: CellRow, column: int) -> bool:
        has_word = column in stated and row.value_at(column) is not None
        return not has_word and sheet.fill(column, row.number) is not None and sheet.distinct_fill(row, column) is None

    rows = [item.row for item in source.rows.items if len(sheet.fills_by_row.get(item.row.number, ())) > 1]
    filled = [row.number for row in rows if any(has_row_fill(row, column) for column in columns)]
    if filled:
        found = format_row_ranges(filled)
        yield make_issue("fills-of-rows", sheet=sheet.name, cell=address(1, filled[0]), found=found)


def _unread_colour_issues(source: InterpretedTable) -> Iterator[Issue]:
    """Yield an issue of the first column with the colours of two statuses or more, if the table has no readable status.

    Most of its rows must be coloured, for themes and groups may be as well; the colours are not read as statuses.
    """
    sheet, rows = source.table.sheet, [item.row for item in source.rows.items]
    updates = [period.columns.get(ColumnMeaning.UPDATE) for period in source.columns.rounds]
    columns = [heading.column for heading in updates if heading is not None]
    has_statuses = source.columns.status_columns or source.columns.rival_statuses
    if has_statuses or any(sheet.distinct_fill(row, column) is not None for row in rows for column in columns):
        return
    for heading in source.table.headings:
        found = [status for row in rows if (status := _status_of_fill(source, row, heading.column)) is not None]
        if len(set(found)) > 1 and 2 * len(found) > len(rows):
            statuses = ", ".join(status.name for status in RED_AMBER_GREEN.statuses if status.name in found)
            yield source.table.issue("colours-not-read", heading, statuses=statuses)
            return


def _blank_status_issues(source: InterpretedTable) -> Iterator[Issue]:
    """Yield each item without a status, in a column of statuses where nearly all others have one."""
    items = [item.row for item in source.rows.items]
    for column in sorted(source.columns.status_columns):
        blank = [row for row in items if row.value_at(column) is None]
        if len(items) >= _MIN_STATUSES and len(items) - len(blank) >= _NEARLY_ALL * len(items):
            for row in blank:
                if _status_of_fill(source, row, column) is None:
                    yield make_issue("status-blank", sheet=source.table.sheet.name, cell=address(column, row.number))


def _status_of_fill(source: InterpretedTable, row: CellRow, column: int) -> str | None:
    fill = source.table.sheet.fill(column, row.number)
    return match_colour(fill.colour, RED_AMBER_GREEN).status if fill is not None else None

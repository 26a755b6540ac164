"""Issues of a table that is read: its columns, its rows, and its statuses that are blank or only a colour."""

from collections.abc import Iterator, Sequence

from loaders.cells.sheet import SheetCells
from loaders.cells.values import CellRow, plain_text
from loaders.issue_log import make_issue
from loaders.layouts.build_records import AssembledTable
from loaders.layouts.column_map import ColumnRole
from loaders.layouts.interpret.interpreted_table import InterpretedTable
from loaders.layouts.issues.columns import column_issues
from loaders.layouts.rows.row_types import GroupRow
from loaders.layouts.select.sheet_names import SheetRole, sheet_role
from loaders.layouts.tables.detect_tables import rows_issue
from loaders.vocabulary.heading_aliases import ColumnMeaning
from loaders.vocabulary.heading_periods import round_of_cell
from loaders.vocabulary.status_colours import match_colour
from loaders.vocabulary.status_words import is_unfinished_word
from model.issues.issue import Issue
from model.status.scale import RED_AMBER_GREEN
from model.text import label_key

_MIN_STATUSES, _NEARLY_ALL = 5, 0.8
"""From so many items and so large a share with a status, an item without one is a question."""


def table_issues(table: AssembledTable) -> Iterator[Issue]:
    """Yield the issues of every column and row of a table that is not in the tracker."""
    yield from column_issues(table)
    source = table.source
    sheet, rows = source.table.sheet, source.rows
    inherited = {cell.address for cell in source.inherited.values()}
    above = [(row, column) for row in source.table.rows_above for column in row.filled_columns]
    unread = [(row, column) for row, column in above if sheet.address(column, row.number) not in inherited]
    yield from rows_above_issue(unread, sheet)
    yield from rows_issue("rows-not-items", rows.other_rows, sheet)
    yield from rows_issue("rows-below-table", rows.rows_below, sheet)
    are_themes = ColumnMeaning.THEME not in source.columns.fields and source.lists_items
    yield from _titled_rows_issue("groups-read" if are_themes else "rows-not-items", rows.group_rows, sheet)
    yield from _titled_rows_issue("rounds-read", rows.round_rows, sheet)
    yield from _unread_round_issues(source)
    yield from _closed_sheet_issues(source)
    yield from _row_fill_issues(source)
    yield from _unread_colour_issues(source)
    yield from _blank_status_issues(source)


def rows_above_issue(cells: Sequence[tuple[CellRow, int]], sheet: SheetCells) -> Iterator[Issue]:
    """Yield one issue of the cells above the headings of a table, if there are any; each is a row and a column."""
    if cells:
        row, column = cells[0]
        cell, words = sheet.address(column, row.number), plain_text(row.value_at(column))
        rows = sheet.row_list(row.number for row, _ in cells)
        yield make_issue("rows-above-headings", sheet=sheet.name, cell=cell, found=words, rows=rows)


def _titled_rows_issue(code: str, rows: Sequence[GroupRow], sheet: SheetCells) -> Iterator[Issue]:
    """Yield one issue of the rows that name a group or a round for the rows below them, if there are any."""
    if rows:
        cell, numbers = sheet.address(rows[0].column, rows[0].row), sheet.row_list(row.row for row in rows)
        yield make_issue(code, sheet=sheet.name, cell=cell, found=numbers, words=rows[0].words)


def _unread_round_issues(source: InterpretedTable) -> Iterator[Issue]:
    """Yield an issue of each row that names a round above undated rows, where not every row has such a row above it."""
    others, columns = source.rows.other_rows, source.columns
    if not others or source.rows.round_rows or "" not in columns.rounds:
        return
    dates = columns.column(ColumnMeaning.DATE)
    last_undated = max((item.row.number for item in source.rows.items if item.row.value_at(dates) is None), default=0)
    for row in others:
        column = row.filled_columns[0]
        if row.filled_count == 1 and round_of_cell(row.value_at(column)) is not None and row.number < last_undated:
            found, sheet = plain_text(row.value_at(column)), source.table.sheet
            yield make_issue("round-in-row", sheet=sheet.name, cell=sheet.address(column, row.number), found=found)


def _closed_sheet_issues(source: InterpretedTable) -> Iterator[Issue]:
    """Yield one issue of the rows of a closed sheet with an unfinished status; of all if it has no status column."""
    columns = source.columns.status_columns
    if sheet_role(source) is not SheetRole.CLOSED or len(columns) > 1:
        return
    column, sheet = next(iter(columns), None), source.table.sheet
    statuses = {item.row.number: plain_text(item.row.value_at(column)) for item in source.rows.items}
    unfinished = {row: word for row, word in statuses.items() if column is None or is_unfinished_word(word)}
    if unfinished:
        words = {label_key(word): word for word in unfinished.values()}
        cell = next(heading.cell for heading in source.table.headings if column in {None, heading.column})
        rows, found = sheet.row_list(unfinished), ", ".join(words.values())
        yield make_issue("closed-sheet-not-closed", sheet=sheet.name, cell=cell, found=found, rows=rows)


def _row_fill_issues(source: InterpretedTable) -> Iterator[Issue]:
    """Yield an issue of rows with one fill across and no status in words: the fill was not taken as a status."""
    sheet, stated = source.table.sheet, source.columns.status_columns
    columns = [period.status_cells[1] for period in source.columns.rounds.values()]

    def has_row_fill(row: CellRow, column: int) -> bool:
        has_word = column in stated and row.value_at(column) is not None
        return not has_word and sheet.fill(column, row.number) is not None and sheet.distinct_fill(row, column) is None

    rows = [item.row for item in source.rows.items if len(sheet.fills_by_row.get(item.row.number, ())) > 1]
    filled = [row.number for row in rows if any(has_row_fill(row, column) for column in columns)]
    if filled:
        found = sheet.row_list(filled)
        yield make_issue("fills-of-rows", sheet=sheet.name, cell=sheet.address(1, filled[0]), found=found)


def _unread_colour_issues(source: InterpretedTable) -> Iterator[Issue]:
    """Yield an issue of the first column with the colours of two statuses or more, if the table has no readable status.

    Most of its rows must be coloured, for themes and groups may be as well; the colours are not read as statuses.
    """
    sheet, rows = source.table.sheet, [item.row for item in source.rows.items]
    columns = [period.status_cells[1] for period in source.columns.rounds.values()]
    has_statuses = source.columns.status_columns or source.columns.by_role[ColumnRole.RIVAL]
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
                    sheet = source.table.sheet
                    yield make_issue("status-blank", sheet=sheet.name, cell=sheet.address(column, row.number))


def _status_of_fill(source: InterpretedTable, row: CellRow, column: int) -> str | None:
    fill = source.table.sheet.fill(column, row.number)
    return match_colour(fill.colour, RED_AMBER_GREEN).status if fill is not None else None

"""Issues of a table that is read: columns and rows that were passed over, and uncertain headings."""

from collections.abc import Iterator, Mapping, Sequence, Set

from loaders.cells.addresses import address
from loaders.cells.row_ranges import format_row_ranges
from loaders.cells.sheet import SheetCells
from loaders.cells.values import CellRow, Value, plain_text
from loaders.issue_log import make_issue
from loaders.layouts.assemble.actions import action_issues
from loaders.layouts.assemble.assembled_table import AssembledTable
from loaders.layouts.assemble.background_text import background_issues
from loaders.layouts.interpret.interpreted_table import InterpretedTable
from loaders.layouts.interpret.status_per_agency import agency_status_issues
from loaders.layouts.issues.columns import (
    blank_column_issues,
    canonical_heading,
    evidence_column_issues,
    evidence_headings,
    unread_column_issues,
)
from loaders.layouts.tables.cell_fill import distinct_fill
from loaders.layouts.tables.header_rows import ColumnHeading
from loaders.vocabulary.heading_aliases import ColumnMeaning
from loaders.vocabulary.heading_periods import round_of_cell
from loaders.vocabulary.status_colours import match_colour
from model.issues.issue import Issue, Severity
from model.status.scale import RED_AMBER_GREEN

_MIN_STATUSES, _NEARLY_ALL = 5, 0.8
"""From so many items and so large a share with a status, an item without one is a question."""


def table_issues(table: AssembledTable) -> Iterator[Issue]:
    """Yield the issues of every column and row of a table that is not in the tracker, and of headings to check."""
    source = table.source
    yield from unread_column_issues(table)
    yield from blank_column_issues(source)
    yield from background_issues(table)
    yield from action_issues(table)
    yield from evidence_column_issues(table)
    yield from agency_status_issues(source, table.rows_left_out)
    yield from _unheaded_column_issues(source)
    yield from _uncertain_heading_issues(source)
    yield from _row_issues(source)
    yield from rounds_in_row_issues(source)
    yield from _filled_row_issues(source)
    yield from unread_colour_issues(source)
    yield from _blank_status_issues(source)


def rounds_in_row_issues(source: InterpretedTable) -> Iterator[Issue]:
    """Yield an issue of the rows that date the rows below them; else of each that names a round above undated rows."""
    if source.rows.round_rows:
        first = source.rows.round_rows[0]
        numbers = format_row_ranges(row.row for row in source.rows.round_rows)
        cell = address(first.column, first.row)
        yield make_issue("rounds-read", sheet=source.table.sheet.name, cell=cell, found=numbers, words=first.words)
    if source.rows.round_rows or all(period.round is not None for period in source.columns.rounds):
        return
    column = source.columns.column(ColumnMeaning.DATE)
    undated = [item.row.number for item in source.rows.items if item.row.value_at(column) is None]
    for row in source.rows.other_rows:
        if (
            row.filled_count == 1
            and round_of_cell(row.value_at(row.filled_columns[0])) is not None
            and undated
            and undated[-1] > row.number
        ):
            found = plain_text(row.value_at(row.filled_columns[0]))
            cell = address(row.filled_columns[0], row.number)
            yield make_issue("round-in-row", sheet=source.table.sheet.name, cell=cell, found=found)


def unread_colour_issues(source: InterpretedTable) -> Iterator[Issue]:
    """Yield an issue of the first column with the colours of two statuses or more, if the table has no readable status.

    Most of its rows must be coloured, for themes and groups may be as well; the colours are not read as statuses.
    """
    sheet, rows = source.table.sheet, [item.row for item in source.rows.items]
    status_columns = source.columns.status_columns or source.columns.rival_statuses
    if not sheet.fills_by_row or status_columns or any(_is_read(source, row) for row in rows):
        return
    for heading in source.table.headings:
        found = [status for row in rows if (status := _status(source, row, heading.column)) is not None]
        if len(set(found)) > 1 and 2 * len(found) > len(rows):
            statuses = ", ".join(status.name for status in RED_AMBER_GREEN.statuses if status.name in found)
            yield make_issue(
                "colours-not-read", sheet=sheet.name, cell=heading.cell, found=heading.words, statuses=statuses
            )
            return


def _unheaded_column_issues(source: InterpretedTable) -> Iterator[Issue]:
    rows, headed = _read_rows(source), {heading.column for heading in source.table.headings}
    widest = max((len(row.values) for row in rows), default=0)
    unheaded = [column for column in range(1, widest + 1) if column not in headed]
    for row in rows if unheaded else ():
        for column in unheaded.copy():
            value = row.value_at(column)
            if value is not None:
                unheaded.remove(column)
                cell = address(column, row.number)
                yield make_issue(
                    "column-without-heading", sheet=source.table.sheet.name, cell=cell, found=plain_text(value)
                )


def _uncertain_heading_issues(source: InterpretedTable) -> Iterator[Issue]:
    sheet = source.table.sheet.name
    read = [
        *source.columns.fields.values(),
        *(h for period in source.columns.rounds for h in _all(period.columns, period.further_updates)),
    ]
    read += [*source.columns.background, *evidence_headings(source)]
    for heading in read:
        if heading.match.uncertain:
            field = canonical_heading(str(heading.match.meaning))
            headings = dict.fromkeys(map(canonical_heading, heading.match.candidates))
            candidates = ", ".join(heading for heading in headings if heading != field)
            yield make_issue(
                "heading-uncertain",
                sheet=sheet,
                cell=heading.cell,
                found=heading.words,
                field=field,
                candidates=candidates,
            )
    role = source.columns.fields.get(ColumnMeaning.LEAD_ROLE)
    if role is not None and role.match.meaning is ColumnMeaning.LEAD_AGENCY and not role.match.uncertain:
        yield _second_meaning_issue(role, ColumnMeaning.LEAD_ROLE, sheet)
    for heading, words in source.columns.inferred_rounds:
        yield make_issue("heading-placed", sheet=sheet, cell=heading.cell, found=heading.words, round=words)


def _second_meaning_issue(heading: ColumnHeading, taken: ColumnMeaning, sheet: str) -> Issue:
    """Return the issue of a heading read with its second meaning, because another column has the first already."""
    return make_issue(
        "heading-uncertain",
        sheet=sheet,
        cell=heading.cell,
        found=heading.words,
        severity=Severity.INFO,
        field=canonical_heading(str(taken)),
        candidates=canonical_heading(str(heading.match.meaning)),
    )


def _all(columns: Mapping[ColumnMeaning, ColumnHeading], more: Sequence[ColumnHeading]) -> list[ColumnHeading]:
    return [*columns.values(), *more]


def _row_issues(source: InterpretedTable) -> Iterator[Issue]:
    sheet, rows = source.table.sheet.name, source.rows
    inherited = {value.location for value in source.inherited.values()}
    unread = [
        (row, column)
        for row in source.table.rows_above
        for column in _columns(row)
        if (sheet, address(column, row.number)) not in inherited
    ]
    if unread:
        row, column = unread[0]
        words, numbers = plain_text(row.values[column - 1]), format_row_ranges(row.number for row, _ in unread)
        cell = address(column, row.number)
        yield make_issue("rows-above-headings", sheet=sheet, cell=cell, found=words, rows=numbers)
    yield from _first_of_rows_issues("rows-not-items", rows.other_rows, sheet)
    yield from _first_of_rows_issues("rows-below-table", rows.rows_below, sheet)
    if rows.group_rows:
        themes = ColumnMeaning.THEME not in source.columns.fields and source.lists_items
        first = rows.group_rows[0]
        numbers = ", ".join(str(group.row) for group in rows.group_rows)
        code = "groups-read" if themes else "rows-not-items"
        yield make_issue(code, sheet=sheet, cell=address(first.column, first.row), found=numbers, words=first.words)


def _filled_row_issues(source: InterpretedTable) -> Iterator[Issue]:
    """Yield an issue of rows with one fill across and no status in words: the fill was not taken as a status."""
    sheet = source.table.sheet
    if not sheet.fills_by_row:
        return
    shaded = [
        period.columns.get(ColumnMeaning.STATUS) or period.columns.get(ColumnMeaning.UPDATE)
        for period in source.columns.rounds
    ]
    columns = [heading.column for heading in shaded if heading is not None]
    read = [row for row in _read_rows(source) if len(sheet.fills_by_row.get(row.number, ())) > 1]
    stated = source.columns.status_columns
    rows = [row for row in read if any(_is_of_row(sheet, row, column, stated) for column in columns)]
    if rows:
        cell = address(1, rows[0].number)
        yield make_issue(
            "fills-of-rows", sheet=sheet.name, cell=cell, found=format_row_ranges(row.number for row in rows)
        )


def _is_of_row(sheet: SheetCells, row: CellRow, column: int, stated: Set[int]) -> bool:
    """Return whether a cell has the fill of its row, and the row has no status in words."""
    if column not in sheet.fills_by_row[row.number] or (column in stated and row.value_at(column) is not None):
        return False
    return distinct_fill(sheet, row, column) is None


def _first_of_rows_issues(code: str, rows: Sequence[CellRow], sheet: str) -> Iterator[Issue]:
    if rows:
        column = next(iter(_columns(rows[0])))
        words = plain_text(rows[0].values[column - 1])
        numbers = format_row_ranges(row.number for row in rows)
        yield make_issue(code, sheet=sheet, cell=address(column, rows[0].number), found=numbers, words=words)


def _blank_status_issues(source: InterpretedTable) -> Iterator[Issue]:
    """Yield each item without a status, in a column of statuses where nearly all others have one."""
    items = [item.row for item in source.rows.items]
    for column in sorted(source.columns.status_columns):
        blank = [row for row in items if row.value_at(column) is None]
        if len(items) >= _MIN_STATUSES and len(items) - len(blank) >= _NEARLY_ALL * len(items):
            blank = [row for row in blank if _status(source, row, column) is None]
            for row in blank:
                yield make_issue("status-blank", sheet=source.table.sheet.name, cell=address(column, row.number))


def _read_rows(source: InterpretedTable) -> list[CellRow]:
    return [item.row for item in source.rows.items]


def _columns(row: CellRow) -> list[int]:
    values: Sequence[Value] = row.values
    return [column for column, value in enumerate(values, start=1) if value is not None]


def _is_read(source: InterpretedTable, row: CellRow) -> bool:
    """Return whether the fill of an update in the row was read as its status."""
    return any(distinct_fill(source.table.sheet, row, heading.column) is not None for heading in _updates(source))


def _updates(source: InterpretedTable) -> Iterator[ColumnHeading]:
    for period in source.columns.rounds:
        if ColumnMeaning.UPDATE in period.columns:
            yield period.columns[ColumnMeaning.UPDATE]


def _status(source: InterpretedTable, row: CellRow, column: int) -> str | None:
    fill = source.table.sheet.fills_by_row.get(row.number, {}).get(column)
    return match_colour(fill.colour, RED_AMBER_GREEN).status if fill is not None else None

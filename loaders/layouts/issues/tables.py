"""What is said of a table that is read: columns and rows that were passed over, and what was not plain."""

from collections.abc import Iterator, Mapping, Sequence, Set

from loaders.cells.addresses import address
from loaders.cells.sheet import SheetCells
from loaders.cells.values import CellRow, Value, plain_text
from loaders.issue_log import IssueLog
from loaders.layouts.assemble.actions import report_actions
from loaders.layouts.assemble.background_text import report_background
from loaders.layouts.interpret.interpreted_table import InterpretedTable
from loaders.layouts.interpret.status_per_agency import tell_statuses_apart
from loaders.layouts.issues.columns import heading_of, kept_headings, tell_kept_columns, tell_unread_columns
from loaders.layouts.tables.cell_fill import filled
from loaders.layouts.tables.header_rows import Heading
from loaders.layouts.tables.row_ranges import row_numbers
from loaders.vocabulary.heading_aliases import ColumnMeaning
from loaders.vocabulary.heading_periods import round_of_cell
from loaders.vocabulary.status_colours import shade_of
from model.issues.issue import Severity
from model.status.scale import RED_AMBER_GREEN


def tell_table(source: InterpretedTable, log: IssueLog) -> None:
    """Note every column and row of a table that is not in the tracker, and every heading that a person should see."""
    tell_unread_columns(source, log)
    report_background(source, log)
    report_actions(source, log)
    tell_kept_columns(source, log)
    tell_statuses_apart(source, log)
    _tell_unheaded_columns(source, log)
    _tell_uncertain(source, log)
    _tell_rows(source, log)
    tell_rounds_in_rows(source, log)
    _tell_filled_rows(source, log)
    tell_colours_elsewhere(source, log)


def _tell_unheaded_columns(source: InterpretedTable, log: IssueLog) -> None:
    rows, headed = _read_rows(source), {heading.column for heading in source.table.headings}
    widest = max((len(row.values) for row in rows), default=0)
    unheaded = [column for column in range(1, widest + 1) if column not in headed]
    for row in rows if unheaded else ():
        for column in unheaded.copy():
            value = row.at(column)
            if value is not None:
                unheaded.remove(column)
                cell = address(column, row.number)
                log.add("column-without-heading", sheet=source.table.sheet.name, cell=cell, found=plain_text(value))


def _tell_uncertain(source: InterpretedTable, log: IssueLog) -> None:
    sheet = source.table.sheet.name
    read = [*source.columns.once.values(), *(h for one in source.columns.rounds for h in _all(one.columns, one.more))]
    read += [*source.columns.background, *kept_headings(source)]
    for heading in read:
        if heading.understood.uncertain:
            field = heading_of(str(heading.understood.meaning))
            meant = dict.fromkeys(map(heading_of, heading.understood.candidates))
            candidates = ", ".join(one for one in meant if one != field)
            log.add(
                "heading-uncertain",
                sheet=sheet,
                cell=heading.cell,
                found=heading.words,
                field=field,
                candidates=candidates,
            )
    role = source.columns.once.get(ColumnMeaning.LEAD_ROLE)
    if role is not None and role.understood.meaning is ColumnMeaning.LEAD_AGENCY and not role.understood.uncertain:
        _tell_second_meaning(role, ColumnMeaning.LEAD_ROLE, sheet, log)
    for heading, words in source.columns.placed:
        log.add("heading-placed", sheet=sheet, cell=heading.cell, found=heading.words, round=words)


def _tell_second_meaning(heading: Heading, taken: ColumnMeaning, sheet: str, log: IssueLog) -> None:
    """Note a heading whose first meaning another column has already, so that it was read as its second."""
    log.add(
        "heading-uncertain",
        sheet=sheet,
        cell=heading.cell,
        found=heading.words,
        severity=Severity.INFO,
        field=heading_of(str(taken)),
        candidates=heading_of(str(heading.understood.meaning)),
    )


def _all(columns: Mapping[ColumnMeaning, Heading], more: Sequence[Heading]) -> list[Heading]:
    return [*columns.values(), *more]


def _tell_rows(source: InterpretedTable, log: IssueLog) -> None:
    sheet, rows = source.table.sheet.name, source.rows
    used = {given.location for given in source.inherited.values()}
    above = [(row, column) for row in source.table.above for column in _columns(row)]
    title = next((one for one in above if (sheet, address(one[1], one[0].number)) not in used), None)
    if title is not None:
        row, column = title
        words = plain_text(row.values[column - 1])
        log.add("rows-above-headings", sheet=sheet, cell=address(column, row.number), found=words)
    _tell_some("rows-not-items", rows.others, sheet, log)
    _tell_some("rows-below-table", rows.below, sheet, log)
    if rows.groups:
        themes = ColumnMeaning.THEME not in source.columns.once and source.lists_items
        first = rows.groups[0]
        numbers = ", ".join(str(group.row) for group in rows.groups)
        code = "groups-read" if themes else "rows-not-items"
        log.add(code, sheet=sheet, cell=address(first.column, first.row), found=numbers, words=first.words)


def _tell_filled_rows(source: InterpretedTable, log: IssueLog) -> None:
    """Note rows that are filled as a whole and have no status in words: their fill was not taken for one."""
    sheet = source.table.sheet
    if not sheet.filled:
        return
    shaded = [
        one.columns.get(ColumnMeaning.STATUS) or one.columns.get(ColumnMeaning.UPDATE) for one in source.columns.rounds
    ]
    columns = [heading.column for heading in shaded if heading is not None]
    read = [row for row in _read_rows(source) if len(sheet.filled.get(row.number, ())) > 1]
    stated = source.columns.status_columns
    rows = [row for row in read if any(_is_of_row(sheet, row, column, stated) for column in columns)]
    if rows:
        cell = address(1, rows[0].number)
        log.add("fills-of-rows", sheet=sheet.name, cell=cell, found=row_numbers(row.number for row in rows))


def _is_of_row(sheet: SheetCells, row: CellRow, column: int, stated: Set[int]) -> bool:
    """Say whether a cell is filled like its row, in which no status is stated."""
    if column not in sheet.filled[row.number] or (column in stated and row.at(column) is not None):
        return False
    return filled(sheet, row, column) is None


def _tell_some(code: str, rows: Sequence[CellRow], sheet: str, log: IssueLog) -> None:
    if rows:
        column = next(iter(_columns(rows[0])))
        words = plain_text(rows[0].values[column - 1])
        numbers = row_numbers(row.number for row in rows)
        log.add(code, sheet=sheet, cell=address(column, rows[0].number), found=numbers, words=words)


def _read_rows(source: InterpretedTable) -> list[CellRow]:
    return [item.row for item in source.rows.items]


def _columns(row: CellRow) -> list[int]:
    values: Sequence[Value] = row.values
    return [column for column, value in enumerate(values, start=1) if value is not None]


def tell_rounds_in_rows(source: InterpretedTable, log: IssueLog) -> None:
    """Note the rows by which the rows below them were dated; else each of them, where rows below it have no date."""
    if source.rows.rounds:
        first = source.rows.rounds[0]
        numbers = row_numbers(one.row for one in source.rows.rounds)
        cell = address(first.column, first.row)
        log.add("rounds-read", sheet=source.table.sheet.name, cell=cell, found=numbers, words=first.words)
    if source.rows.rounds or all(one.value is not None for one in source.columns.rounds):
        return
    column = source.columns.column(ColumnMeaning.DATE)
    undated = [item.row.number for item in source.rows.items if item.row.at(column) is None]
    for row in source.rows.others:
        if row.cells == 1 and round_of_cell(row.at(row.held[0])) is not None and undated and undated[-1] > row.number:
            found = plain_text(row.at(row.held[0]))
            cell = address(row.held[0], row.number)
            log.add("round-in-row", sheet=source.table.sheet.name, cell=cell, found=found)


def tell_colours_elsewhere(source: InterpretedTable, log: IssueLog) -> None:
    """Note the first column whose cells have the colours of two statuses or more, where no status can be read.

    Most of its rows must be coloured, for themes and groups may be as well; the colours are not taken, only told.
    """
    sheet, rows = source.table.sheet, [item.row for item in source.rows.items]
    told = source.columns.status_columns or source.columns.rivals
    if not sheet.filled or told or any(_is_read(source, row) for row in rows):
        return
    for heading in source.table.headings:
        found = [status for row in rows if (status := _status(source, row, heading.column)) is not None]
        if len(set(found)) > 1 and 2 * len(found) > len(rows):
            statuses = ", ".join(status.name for status in RED_AMBER_GREEN.statuses if status.name in found)
            log.add("colours-not-read", sheet=sheet.name, cell=heading.cell, found=heading.words, statuses=statuses)
            return


def _is_read(source: InterpretedTable, row: CellRow) -> bool:
    """Say whether the fill of an update of the row was read as its status."""
    return any(filled(source.table.sheet, row, heading.column) is not None for heading in _updates(source))


def _updates(source: InterpretedTable) -> Iterator[Heading]:
    for one in source.columns.rounds:
        if ColumnMeaning.UPDATE in one.columns:
            yield one.columns[ColumnMeaning.UPDATE]


def _status(source: InterpretedTable, row: CellRow, column: int) -> str | None:
    fill = source.table.sheet.filled.get(row.number, {}).get(column)
    return shade_of(fill.colour, RED_AMBER_GREEN).status if fill is not None else None

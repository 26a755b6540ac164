"""Issues of tables and sheets: what was not read, what was read in another form, and hidden parts of a sheet."""

from collections.abc import Collection, Iterable, Iterator, Sequence, Set
from itertools import count

from loaders.cells import COLUMN_LETTERS, CellRow, ErrorCell, SheetCells, enclosing_range, plain_text
from loaders.layouts.build_records import AssembledTable
from loaders.layouts.find_tables import ColumnHeading, FoundTable, range_of, rows_issue, rows_with_texts
from loaders.layouts.interpret_tables import InterpretedTable, SheetRole, TrackerTables, is_of_another_kind
from loaders.layouts.resolve_columns import BARS, FIELD_ROLES, UNDATED, YEARLESS, ColumnRole, ColumnUse
from loaders.records import make_issue
from loaders.vocabulary.headings import ACTION_WORD, INSTRUCTIONS, ColumnMeaning
from loaders.vocabulary.rounds import round_of_cell
from loaders.vocabulary.status_words import is_unfinished_word, match_colour
from model.terms import RED_AMBER_GREEN, group_by, label_key
from model.tracker.columns import PROGRESS, RECOMMENDATIONS
from model.tracker.reading import Issue, Severity

_EXPECTED = ", ".join(dict.fromkeys(column.heading for plan in (RECOMMENDATIONS, PROGRESS) for column in plan.columns))
_CONFIRMED = (*FIELD_ROLES, ColumnRole.FURTHER_UPDATE, ColumnRole.BACKGROUND, ColumnRole.EVIDENCE)
_EVIDENCE_KINDS = {ColumnMeaning.RATING: "rating", ColumnMeaning.COMPLETED: "completed", ColumnMeaning.STATUS: "status"}
# From so many items and so large a share with a status, an item without one is a question.
_MIN_STATUSES, _NEARLY_ALL = 5, 0.8


def table_issues(table: AssembledTable) -> Iterator[Issue]:
    """Yield the issues of every column and row of a table that is not in the tracker."""
    source, rows = table.source, table.source.rows
    sheet = source.table.sheet
    for use in source.columns.uses:
        yield from _column_issues(table, use)
    read = {use.heading.column for use in source.columns.uses if use.role is not ColumnRole.UNREAD}
    read |= {use.heading.column for use in source.columns.uses if use.heading.match.evidence == BARS}
    blank = [h for h in source.table.headings if h.column not in read and not source.filled_rows(h)]
    if blank:
        found, cells = (", ".join(texts) for texts in ((h.words for h in blank), (h.cell for h in blank)))
        yield source.table.issue("columns-blank", blank[0], found=found, cells=cells, count=str(len(blank)))
    yield from _action_issues(table)
    inherited = {cell.address for cell in source.inherited.values()}
    yield from unread_cell_issues(source.table, (item.row for item in rows.items), inherited)
    yield from rows_issue("rows-not-items", rows.other_rows, sheet)
    yield from rows_issue("rows-below-table", rows.rows_below, sheet)
    yield from rows_issue("rows-continue", rows.continued_rows, sheet)
    are_themes = ColumnMeaning.THEME not in source.columns.fields and source.lists_items
    of_groups = "groups-read" if are_themes else "rows-not-items"
    for code, named in ((of_groups, rows.group_rows), ("rounds-read", rows.round_rows)):
        if named:
            found = sheet.row_list(row.row for row in named)
            yield sheet.issue(code, named[0].column, named[0].row, found=found, words=named[0].words)
    of_statuses = (_closed_sheet_issues, _row_fill_issues, _unread_colour_issues, _blank_status_issues)
    for find in (_unread_round_issues, *of_statuses):
        yield from find(source)


def unread_cell_issues(table: FoundTable, rows: Iterable[CellRow], inherited: Collection[str] = ()) -> Iterator[Issue]:
    """Yield the issues of cells above the headings of a table, but for `inherited`, and of columns without one."""
    sheet, headed = table.sheet, {heading.column for heading in table.headings}
    above = [(row, column) for row in table.rows_above for column in row.filled_columns]
    above = [(row, column) for row, column in above if sheet.address(column, row.number) not in inherited]
    for row, column in above[:1]:
        words, listed = plain_text(row.value_at(column)), sheet.row_list(row.number for row, _ in above)
        yield sheet.issue("rows-above-headings", column, row.number, found=words, rows=listed)
    first = next(column for column in count(1) if column not in headed)
    for row in rows:
        for column in row.filled_columns if len(row.values) >= first else ():
            if column not in headed:
                headed.add(column)
                found = plain_text(row.value_at(column))
                yield sheet.issue("column-without-heading", column, row.number, found=found)


def sheet_issues(
    sheets: Sequence[SheetCells], sources: Sequence[InterpretedTable], tracker: TrackerTables, *, others: Set[str]
) -> Iterator[Issue]:
    """Yield the issues of the state of each sheet that was read, and of every sheet and table that was not.

    `sources` are all tables that were found, and `others` the names of sheets read as something else, such as a key.
    """
    read = {source.table.sheet.name for source in tracker.all} | others
    reported = (*tracker.all, *tracker.left_out, *tracker.other_lists)
    empty = (source.table.sheet for source in sources if source.lists_items and not source.rows.items)
    blank = next((sheet.name for sheet in empty if not sheet.hidden), "")
    for sheet in sheets:
        tables = [source for source in sources if source.table.sheet.name == sheet.name]
        if sheet.name in read:
            yield from sheet_state_issues(sheet, blank_sheet=blank)
        elif any(source.rows.items for source in tables):
            pass
        elif unread := [source for source in tables if rows_with_texts(source.table.body)]:
            yield from (_other_list_issue(s) if is_of_another_kind(s) else _unread_issue(s) for s in unread)
        elif tables:
            yield sheet.issue("sheet-without-items")
        elif sheet.rows and sheet.name not in INSTRUCTIONS.values():
            yield sheet.issue("sheet-passed-over")
    yield from map(_other_list_issue, tracker.other_lists)
    for source in sources:
        if not source.is_among(reported) and (source.rows.items or source.table.sheet.name in read):
            yield _unread_issue(source)


def combined_sheet_issues(tracker: TrackerTables) -> Iterator[Issue]:
    """Yield one issue if the tables of several sheets are one tracker, with the sheet that is the whole list.

    Its name gives no theme, agency or review, while those of the other sheets do.
    """
    sheets = group_by(tracker.item_tables, lambda source: source.table.sheet.name)
    field = tracker.sheet_field if tracker.sheet_field != "date" else None
    parts = [name for name in sheets if any(each.sheet_role or field in each.inherited for each in sheets[name])]
    whole = ", ".join(name for name in sheets if field is not None and name not in parts)
    if len(sheets) > 1:
        yield make_issue("sheets-combined", sheet=next(iter(sheets)), found=", ".join(sheets), whole=whole)


def assumption_issues(tracker: TrackerTables) -> Iterator[Issue]:
    """Yield an issue each if statuses have no basis, or the items have no refs or no texts."""
    main = tracker.main
    meanings = {meaning for source in tracker.all for meaning in source.meanings}
    if ColumnMeaning.STATUS in meanings and ColumnMeaning.BASIS not in meanings:
        yield main.table.issue("statuses-taken-as-published")
    if not main.has_ref and not main.refs_in_text:
        yield main.table.issue("refs-numbered")
    if ColumnMeaning.RECOMMENDATION not in meanings:
        yield main.table.issue("heading-missing", expected="Recommendation")


def sheet_state_issues(sheet: SheetCells, *, blank_sheet: str = "") -> Iterator[Issue]:
    """Yield the issues of hidden parts of a sheet, which are read all the same, and texts that were cut.

    `blank_sheet` is the name of a visible sheet with the headings of a list and no rows: the list may not be meant.
    """
    if sheet.hidden:
        details = {"found": blank_sheet, "kind": "list"} if blank_sheet else {}
        yield sheet.issue("parts-hidden", severity=Severity.WARNING if blank_sheet else None, **details)
    for kind, hidden in (("rows", sheet.hidden_rows), ("columns", sheet.hidden_columns)):
        if hidden:
            yield sheet.issue("parts-hidden", kind=kind, found=", ".join(map(str, hidden)))
    if sheet.hidden_cells:
        found, cell = ", ".join(sheet.hidden_cells), sheet.hidden_cells[0]
        yield Issue("parts-hidden", Severity.WARNING, sheet.name, cell, found, {"kind": "cells"})
    yield from (make_issue("text-shortened", sheet=sheet.name, cell=cell) for cell in sheet.shortened)


def _column_issues(table: AssembledTable, use: ColumnUse) -> Iterator[Issue]:
    """Yield what a person may have to know of a column: that it was not read, or how, or what else it may be."""
    source, heading = table.source, use.heading
    if use.role is ColumnRole.RIVAL and use.first is not None:
        yield source.table.issue("status-columns-two", heading, first=use.first.words, first_cell=use.first.cell)
    if use.role is ColumnRole.UNREAD:
        yield from _unread_issues(source, use)
    elif use.meaning is ColumnMeaning.DATE and not source.columns.rounds:  # the dates are of nothing
        yield source.table.issue("column-not-held", heading)
    if use.role in (ColumnRole.EVIDENCE, ColumnRole.BACKGROUND) and (rows := source.filled_rows(heading)):
        area, left_out = enclosing_range((heading.column, row) for row in rows).text, table.left_out(heading)
        if use.role is ColumnRole.EVIDENCE:
            yield _evidence_issue(source, heading, area, left_out)
        else:
            yield source.table.issue("column-with-recommendation", heading, range=area, left_out=left_out)
    yield from _uncertain_issues(source, use)


def _unread_issues(source: InterpretedTable, use: ColumnUse) -> Iterator[Issue]:
    """Yield the issue of a column with cells that was not read; it is an error where it plainly has progress."""
    heading, meaning, first = use.heading, use.meaning, use.first
    is_update = meaning is ColumnMeaning.UPDATE and not heading.match.weak  # comments may be others
    is_progress = use.issue == UNDATED and (meaning is ColumnMeaning.STATUS or is_update)
    is_lost = (use.issue == YEARLESS or is_progress) and source.table.has_content(heading.column)
    if is_lost or source.filled_rows(heading) or heading.match.evidence == BARS:
        details = {"field": str(meaning or ""), "expected": _EXPECTED}
        details |= {"first": first.words, "first_cell": first.cell} if first is not None else {}
        yield source.table.issue(use.issue, heading, severity=Severity.ERROR if is_lost else None, **details)


def _evidence_issue(source: InterpretedTable, heading: ColumnHeading, area: str, left_out: str) -> Issue:
    """Return the issue of an evidence column: a warning for a status, or for days of completion without a status."""
    kind = _EVIDENCE_KINDS.get(heading.match.meaning or ColumnMeaning.NOTE, "comment")
    is_only = kind == "completed" and ColumnMeaning.STATUS not in source.meanings
    period = source.columns.rounds.get(heading.round_key)
    periods = source.columns.rounds.values() if period is None else [period]
    taken = ", ".join(
        each.columns[ColumnMeaning.STATUS].words for each in periods if ColumnMeaning.STATUS in each.columns
    )
    severity = Severity.WARNING if is_only or kind == "status" else None
    of_round = plain_text(period.round) if period is not None else ""
    shown = "only-completed" if is_only else kind
    details = {"kind": shown, "range": area, "round": of_round, "taken": taken, "left_out": left_out}
    return source.table.issue("column-as-evidence", heading, severity=severity, **details)


def _uncertain_issues(source: InterpretedTable, use: ColumnUse) -> Iterator[Issue]:
    """Yield an issue of a heading that may mean something else, and of one whose round follows from its place."""
    heading, field = use.heading, str(use.meaning)
    is_role = use.role is ColumnRole.ITEM and use.meaning is ColumnMeaning.LEAD_ROLE
    if heading.match.candidates and use.role in _CONFIRMED:
        others = ", ".join(dict.fromkeys(other for other in heading.match.candidates if other != field))
        details = {"field": field} | ({"fields": others} if others else {})
        yield source.table.issue("heading-uncertain", heading, severity=None, **details)
    elif is_role and heading.match.meaning is not use.meaning:
        details = {"field": field, "fields": ColumnMeaning.LEAD_AGENCY.value}
        yield source.table.issue("heading-uncertain", heading, severity=Severity.INFO, **details)
    if use.role is ColumnRole.UPDATE and heading.match.round is not None and heading.match.evidence == "position":
        yield source.table.issue("heading-placed", heading, round=plain_text(heading.match.round))


def _action_issues(table: AssembledTable) -> Iterator[Issue]:
    """Yield the issues of columns of actions, of refs with several, and of how they differ."""
    source = table.source
    for heading in source.columns.by_role[ColumnRole.ACTION]:
        rows = (item.row for item in source.rows.items)
        broken = (row.number for row in rows if isinstance(row.value_at(heading.column), ErrorCell))
        yield source.table.issue("actions-read", heading, left_out=source.table.sheet.row_list(broken), refs="")
    if table.refs_with_actions:
        heading = source.columns.fields[ColumnMeaning.RECOMMENDATION]
        severity = None if ACTION_WORD.search(heading.words) else Severity.WARNING
        refs = ", ".join(dict.fromkeys(table.refs_with_actions.values()))
        yield source.table.issue("actions-read", heading, severity=severity, left_out="", refs=refs)
    for name, numbers in table.action_differences.items():
        heading = source.columns.fields[ColumnMeaning(name)]
        yield source.table.issue("action-details-differ", heading, rows=source.table.sheet.row_list(numbers))


def _unread_round_issues(source: InterpretedTable) -> Iterator[Issue]:
    """Yield an issue of each row that names a round above undated rows, where not every row has such a row above it."""
    if source.rows.round_rows or "" not in source.columns.rounds:
        return
    dates = source.columns.column(ColumnMeaning.DATE)
    last_undated = max((item.row.number for item in source.rows.items if item.row.value_at(dates) is None), default=0)
    for row in source.rows.other_rows:
        column, value = row.filled_columns[0], row.contents[0]
        if row.filled_count == 1 and round_of_cell(value) is not None and row.number < last_undated:
            yield source.table.sheet.issue("round-in-row", column, row.number, found=plain_text(value))


def _closed_sheet_issues(source: InterpretedTable) -> Iterator[Issue]:
    """Yield one issue of the rows of a closed sheet with an unfinished status; of all if it has no status column."""
    columns = source.columns.status_columns
    if source.sheet_role is not SheetRole.CLOSED or len(columns) > 1:
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
    rows = [item.row for item in source.rows.items if len(sheet.fills_by_row.get(item.row.number, ())) > 1]
    cells = [
        (r, c) for r in rows for c in columns if (c not in stated or r.value_at(c) is None) and sheet.fill(c, r.number)
    ]
    filled = [*dict.fromkeys(row.number for row, column in cells if sheet.distinct_fill(row, column) is None)]
    if filled:
        yield sheet.issue("fills-of-rows", 1, filled[0], found=sheet.row_list(filled))


def _unread_colour_issues(source: InterpretedTable) -> Iterator[Issue]:
    """Yield an issue of the first column with the colours of two statuses or more, if the table has no readable status.

    Most of its rows must be coloured, for themes and groups may be as well; the colours are not read as statuses.
    """
    sheet, rows = source.table.sheet, [item.row for item in source.rows.items]
    columns = [period.status_cells[1] for period in source.columns.rounds.values()]
    has_statuses = source.columns.status_columns or source.columns.by_role[ColumnRole.RIVAL]
    if has_statuses or any(sheet.distinct_fill(row, column) is not None for row in rows for column in columns):
        return
    headings = {heading.column: heading.words for heading in source.table.headings}
    for column in sorted({*headings, *(column for row in rows for column in sheet.fills_by_row.get(row.number, ()))}):
        fills = [fill for row in rows if (fill := sheet.fill(column, row.number)) is not None]
        found = [status for fill in fills if (status := match_colour(fill, RED_AMBER_GREEN).status) is not None]
        if len(set(found)) > 1 and 2 * len(found) > len(rows):
            statuses = ", ".join(name for name in RED_AMBER_GREEN.names if name in found)
            words = headings.get(column, COLUMN_LETTERS[column])
            yield sheet.issue("colours-not-read", column, source.table.header_row, found=words, statuses=statuses)
            return


def _blank_status_issues(source: InterpretedTable) -> Iterator[Issue]:
    """Yield each item without a status in any round, where nearly all others have one."""
    items, columns = [item.row for item in source.rows.items], sorted(source.columns.status_columns)
    blank = [row for row in items if all(row.value_at(column) is None for column in columns)]
    if columns and len(items) >= _MIN_STATUSES and len(items) - len(blank) >= _NEARLY_ALL * len(items):
        for row in blank:
            fills = filter(None, (source.table.sheet.fill(column, row.number) for column in columns))
            if not any(match_colour(fill, RED_AMBER_GREEN).status for fill in fills):
                yield source.table.sheet.issue("status-blank", columns[0], row.number)


def _unread_issue(source: InterpretedTable) -> Issue:
    return source.table.issue("table-not-read", found=", ".join(heading.words for heading in source.table.headings))


def _other_list_issue(source: InterpretedTable) -> Issue:
    """Return the issue of a list of another kind: its range, and how many rows it has."""
    count = len(source.rows.items) or len(rows_with_texts(source.table.body))
    area = range_of([*source.table.rows_above, *source.table.header_rows, *source.table.body])
    return source.table.issue("list-of-another-kind", found=area, rows=str(count))

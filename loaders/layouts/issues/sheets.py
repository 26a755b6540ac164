"""Issues of the sheets of a workbook: those read, those passed over, and tables that were not read."""

import re
from collections.abc import Iterable, Sequence, Set

from loaders.cells.addresses import address
from loaders.cells.row_ranges import format_row_ranges
from loaders.cells.sheet import SheetCells
from loaders.cells.values import CellRow, plain_text
from loaders.issue_log import IssueLog
from loaders.layouts.interpret.interpreted_table import InterpretedTable
from loaders.layouts.issues.columns import canonical_heading
from loaders.layouts.issues.sheet_state import report_sheet_state
from loaders.layouts.select.choose_tables import TrackerTables
from loaders.layouts.select.inherit_names import NamedTables
from loaders.layouts.select.list_types import ListKind, is_other_kind, list_kind
from loaders.layouts.tables.detect_tables import table_range
from loaders.vocabulary.canonical_headings import INSTRUCTIONS

_MIN_WORDS = 3
_PROMPT = re.compile(r"(?:select|choose|enter|insert|type|please|e\.g\.|dewis|dewiswch|rhowch)\b", re.IGNORECASE)
"""The beginnings of prompts, which ask for a value."""


def report_sheets(
    sheets: Sequence[SheetCells],
    sources: Sequence[InterpretedTable],
    tracker: TrackerTables,
    *,
    others: Set[str],
    log: IssueLog,
) -> None:
    """Report the state of each sheet that was read, and every sheet and table that was not.

    Args:
        sheets: the sheets of the workbook.
        sources: every table that was found.
        tracker: the tables that were read.
        others: the names of sheets that were read as something else, such as a key.
        log: collects the issues.
    """
    read = {source.table.sheet.name for source in tracker.all} | others
    reported = (*tracker.all, *tracker.repeated_tables, *(source for source, _ in tracker.other_lists))
    for sheet in sheets:
        tables = [source for source in sources if source.table.sheet.name == sheet.name]
        if sheet.name in read:
            report_sheet_state(sheet, log)
        elif any(source.rows.items for source in tables):
            pass
        elif unread := [source for source in tables if rows_with_texts(source.table.body)]:
            _report_unread_tables(unread, log)
        elif tables:
            log.add("sheet-without-items", sheet=sheet.name)
        elif sheet.rows and sheet.name not in INSTRUCTIONS.values():
            log.add("sheet-passed-over", sheet=sheet.name)
    for source, kind in tracker.other_lists:
        _report_other_list(source, kind, log)
    for source in sources:
        if not source.is_among(reported) and (source.rows.items or source.table.sheet.name in read):
            _report_unread_table(source, log)


def report_combined_sheets(named: NamedTables, log: IssueLog) -> None:
    """Report once that the tables of several sheets are one tracker, and the field that the names of sheets give."""
    names = list(dict.fromkeys(source.table.sheet.name for source in named.tables.item_tables))
    if len(names) > 1:
        field = canonical_heading(named.sheet_field) if named.sheet_field else ""
        log.add("sheets-combined", sheet=names[0], found=", ".join(names), field=field)


def report_rows_around_keys(
    remaining: Sequence[SheetCells], sources: Sequence[InterpretedTable], keys: Set[str], log: IssueLog
) -> None:
    """Report rows around a key on a sheet without tables; `remaining` are the sheets without the cells of keys."""
    tables = {source.table.sheet.name for source in sources}
    for sheet in remaining:
        if sheet.name in keys - tables and sheet.rows:
            row = sheet.rows[0]
            column = next(column for column, value in enumerate(row.values, start=1) if value is not None)
            numbers = format_row_ranges(row.number for row in sheet.rows)
            words = plain_text(row.values[column - 1])
            log.add("rows-not-items", sheet=sheet.name, cell=address(column, row.number), found=numbers, words=words)


def rows_with_texts(rows: Iterable[CellRow]) -> list[CellRow]:
    """Return the rows with a text and another cell; an id, a default or a prompt is no text."""
    return [row for row in rows if row.filled_count > 1 and any(map(_is_text, row.values))]


def _report_unread_tables(sources: Sequence[InterpretedTable], log: IssueLog) -> None:
    """Report tables without item headings whose rows have texts, so that they are no blank templates."""
    for source in sources:
        kind = list_kind(source)
        if kind is not None and is_other_kind(kind):
            _report_other_list(source, kind, log)
        else:
            _report_unread_table(source, log)


def _report_unread_table(source: InterpretedTable, log: IssueLog) -> None:
    first = source.table.headings[0]
    words = ", ".join(heading.words for heading in source.table.headings)
    log.add("table-not-read", sheet=source.table.sheet.name, cell=first.cell, found=words)


def _report_other_list(source: InterpretedTable, kind: ListKind, log: IssueLog) -> None:
    """Report a list of another kind, with its cell range."""
    sheet, rows = source.table.sheet.name, len(source.rows.items) or len(rows_with_texts(source.table.body))
    cell = source.table.headings[0].cell
    log.add(
        "list-of-another-kind", sheet=sheet, cell=cell, found=table_range(source.table), kind=kind.value, rows=str(rows)
    )


def _is_text(value: object) -> bool:
    return isinstance(value, str) and len(value.split()) >= _MIN_WORDS and not _PROMPT.match(value.strip())

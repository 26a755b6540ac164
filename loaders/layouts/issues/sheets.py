"""What is said of the sheets of a workbook: those that were read, those passed over, and tables that were not read."""

import re
from collections.abc import Sequence, Set

from loaders.cells.addresses import address
from loaders.cells.sheet import SheetCells
from loaders.cells.values import CellRow, plain_text
from loaders.issue_log import IssueLog
from loaders.layouts.interpret.interpreted_table import InterpretedTable
from loaders.layouts.issues.sheet_state import tell_sheet
from loaders.layouts.select.choose_tables import TrackerTables
from loaders.layouts.select.list_types import ListKind, is_of_another_kind, kind_of
from loaders.layouts.tables.detect_tables import FoundTable, table_range
from loaders.layouts.tables.row_ranges import row_numbers
from loaders.vocabulary.canonical_headings import INSTRUCTIONS


def tell_sheets(
    sheets: Sequence[SheetCells],
    sources: Sequence[InterpretedTable],
    chosen: TrackerTables,
    *,
    others: Set[str],
    log: IssueLog,
) -> None:
    """Note what is hidden on the sheets that were read, and every sheet and table that was not.

    Args:
        sheets: the sheets of the workbook.
        sources: every table that was found.
        chosen: the tables that were read.
        others: the names of sheets that were read as something else, such as a key.
        log: where it is noted.
    """
    read = {source.table.sheet.name for source in chosen.all} | others
    for sheet in sheets:
        tables = [source for source in sources if source.table.sheet.name == sheet.name]
        if sheet.name in read:
            tell_sheet(sheet, log)
        elif any(source.rows.items or source in chosen.repeating for source in tables):
            pass
        elif unread := [source for source in tables if rows_with_texts(source.table)]:
            _tell_unread(unread, log)
        elif tables:
            log.add("sheet-without-items", sheet=sheet.name)
        elif sheet.rows and sheet.name not in INSTRUCTIONS.values():
            log.add("sheet-passed-over", sheet=sheet.name)
    for source, kind in chosen.others:
        _tell_other_list(source, kind, log)
    apart = [*chosen.repeating, *(source for source, _ in chosen.others)]
    for source in sources:
        if source not in (*chosen.all, *apart) and (source.rows.items or source.table.sheet.name in read):
            _tell_table(source, log)


def _tell_unread(sources: Sequence[InterpretedTable], log: IssueLog) -> None:
    """Note tables whose headings say nothing of an item, though their rows hold texts: they are no empty forms."""
    for source in sources:
        kind = kind_of(source)
        if kind is not None and is_of_another_kind(kind):
            _tell_other_list(source, kind, log)
        else:
            _tell_table(source, log)


def _tell_table(source: InterpretedTable, log: IssueLog) -> None:
    first = source.table.headings[0]
    words = ", ".join(heading.words for heading in source.table.headings)
    log.add("table-not-read", sheet=source.table.sheet.name, cell=first.cell, found=words)


def _tell_other_list(source: InterpretedTable, kind: ListKind, log: IssueLog) -> None:
    """Note a list of another kind, with its title, as the range it takes up."""
    sheet, rows = source.table.sheet.name, len(source.rows.items) or len(rows_with_texts(source.table))
    cell = source.table.headings[0].cell
    log.add(
        "list-of-another-kind", sheet=sheet, cell=cell, found=table_range(source.table), kind=kind.value, rows=str(rows)
    )


def tell_beside_keys(
    left: Sequence[SheetCells], sources: Sequence[InterpretedTable], keys: Set[str], log: IssueLog
) -> None:
    """Note what stands beside a key on a sheet without tables; `left` are the sheets without the cells of keys."""
    tables = {source.table.sheet.name for source in sources}
    for sheet in left:
        if sheet.name in keys - tables and sheet.rows:
            row = sheet.rows[0]
            column = next(place for place, value in enumerate(row.values, start=1) if value is not None)
            numbers = row_numbers(row.number for row in sheet.rows)
            words = plain_text(row.values[column - 1])
            log.add("rows-not-items", sheet=sheet.name, cell=address(column, row.number), found=numbers, words=words)


_WORDS_AT_LEAST = 3
_PROMPT = re.compile(r"(?:select|choose|enter|insert|type|please|e\.g\.|dewis|dewiswch|rhowch)\b", re.IGNORECASE)
"""What begins so asks for a value."""


def rows_with_texts(table: FoundTable) -> list[CellRow]:
    """Return the rows that hold a text beside something else, and not only an id, a default or a prompt."""
    return [row for row in table.body if row.cells > 1 and any(map(_is_text, row.values))]


def _is_text(value: object) -> bool:
    return isinstance(value, str) and len(value.split()) >= _WORDS_AT_LEAST and not _PROMPT.match(value.strip())

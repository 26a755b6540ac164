"""Describe what the stages of reading a layout concluded: their frozen values as plain texts and numbers."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, takewhile

from loaders.cells.addresses import CellAddress, CellRange, column_and_row, enclosing_range
from loaders.cells.row_ranges import format_row_ranges
from loaders.cells.sheet import SheetCells
from loaders.cells.values import CellRow, plain_text
from loaders.explain.cell_account import account_for_cells
from loaders.explain.explained_layout import (
    ExplainedBlock,
    ExplainedColumn,
    ExplainedKey,
    ExplainedLayout,
    ExplainedRows,
    ExplainedTable,
    TableUse,
)
from loaders.explain.sheet_account import SheetAccount
from loaders.layouts.interpret.interpreted_table import InterpretedTable
from loaders.layouts.key.key import Key
from loaders.layouts.recognise.column_report import inherited_columns, table_columns, unread_columns
from loaders.layouts.recognise.free_layout import LayoutStages
from loaders.layouts.recognise.untranspose import untranspose_columns
from loaders.layouts.select.choose_tables import TrackerTables
from loaders.layouts.select.list_types import is_status_count
from loaders.layouts.tables.detect_tables import range_of
from loaders.layouts.tables.side_blocks import BlockKind
from loaders.records import Recognised, Record
from loaders.vocabulary.canonical_headings import INSTRUCTIONS
from model.issues.issue import Issue
from model.tracker.reading import MappedColumn

_TABLE = "table"
"""The kind of a table with its headings across, which is no transposed form."""


def describe_stages(stages: LayoutStages, *, file_name: str = "") -> ExplainedLayout:
    """Return what each stage of reading a free layout concluded."""
    chosen = stages.tracker
    latest = {id(source.table): source for source in (*chosen.all, *chosen.repeated_tables)} if chosen else {}
    tables = [latest.get(id(source.table), source) for source in stages.tables]
    keys = [(key.sheet.name, cell) for key in stages.workbook.keys for cell in key.cells]
    recognised = stages.recognised or Recognised("", {}, ())
    return ExplainedLayout(
        file_name,
        recognised.layout,
        tuple(map(_describe_key, stages.workbook.keys)),
        tuple(
            ExplainedBlock(block.sheet.name, range_of(block.sheet.rows), str(block.kind))
            for block in stages.workbook.side_blocks
            if block.kind is not BlockKind.KEY
        ),
        tuple(sheet.name for _, sheet in stages.workbook.extra_sheets),
        tuple(describe_table(source, tables, chosen) for source in tables),
        _count_records(recognised),
        _account(stages.workbook.sheets, recognised, stages.issues, keys) if chosen is not None else (),
    )


def describe_canonical(
    sheets: Sequence[SheetCells], recognised: Recognised, issues: Sequence[Issue], *, file_name: str = ""
) -> ExplainedLayout:
    """Return what was concluded about a workbook with the canonical layout: its tables are known by their headings."""
    by_sheet: dict[str, list[MappedColumn]] = {}
    for column in recognised.columns:
        by_sheet.setdefault(column.sheet, []).append(column)
    tables = tuple(_describe_canonical_sheet(sheet, columns, recognised) for sheet, columns in by_sheet.items())
    keys = tuple(_describe_canonical_key(recognised.records.get("key", ())))
    records, cells = _count_records(recognised), _account(sheets, recognised, issues)
    return ExplainedLayout(file_name, recognised.layout, keys, (), (), tables, records, cells)


def describe_table(
    source: InterpretedTable, tables: Sequence[InterpretedTable], chosen: TrackerTables | None = None
) -> ExplainedTable:
    """Return the columns and the rows of a table, and its use in the tracker.

    Args:
        source: the table.
        tables: every table of the workbook.
        chosen: the tables that are the tracker; None if no table is one.
    """
    use = _table_use(source, chosen)
    other_kinds = {id(other.table): kind.value for other, kind in chosen.other_lists} if chosen is not None else {}
    table, transposition = source.table, source.table.transposition
    headers = _header_rows(source, tables)
    return ExplainedTable(
        table.sheet.name,
        _TABLE if transposition is None else transposition.kind.value,
        range_of([*table.rows_above, *headers, *table.body])
        if transposition is None
        else enclosing_range(cell for area in transposition.source_ranges.values() for cell in area.corners).text,
        format_row_ranges(row.number for row in headers) if transposition is None else "",
        tuple(_describe_columns(source)),
        tuple(inherited_columns(source)),
        _describe_rows(source),
        use,
        other_kinds.get(id(source.table), ""),
    )


def _describe_key(key: Key) -> ExplainedKey:
    return ExplainedKey(key.sheet.name, enclosing_range(key.cells).text, tuple(row.status for row in key.rows))


def _describe_canonical_key(records: Sequence[Record]) -> Iterator[ExplainedKey]:
    if records:
        columns = [column for record in records for column in record.columns.values()]
        area = CellRange(min(columns), records[0].row, max(columns), records[-1].row)
        statuses = (plain_text(record.values.get("status")) for record in records)
        yield ExplainedKey(records[0].sheet, area.text, tuple(filter(None, statuses)))


def _describe_columns(source: InterpretedTable) -> Iterator[ExplainedColumn]:
    """Yield the columns from left to right; a column that is read twice is there twice."""
    rounds = {use.heading.cell: plain_text(use.heading.match.round) for use in source.columns.uses}
    read = [(column, rounds.get(column.cell, ""), "") for column in table_columns(source)]
    unread = [(column, "", reason) for column, reason in unread_columns(source)]
    for column, words, reason in sorted([*read, *unread], key=lambda found: column_and_row(found[0].cell)):
        for on_sheet in untranspose_columns([column], [source]):
            yield ExplainedColumn(on_sheet, words, reason)


def _describe_rows(source: InterpretedTable) -> ExplainedRows:
    rows, transposition = source.rows, source.table.transposition
    ranges: Mapping[int, CellRange] = transposition.source_ranges if transposition is not None else {}
    unlabelled = transposition.unlabelled_rows if transposition is not None else ()
    return ExplainedRows(
        len(rows.items),
        _rows_text([item.row.number for item in rows.items], ranges),
        _rows_text([group.row for group in rows.group_rows], ranges),
        _rows_text([found.row for found in rows.round_rows], ranges),
        _rows_text([row.number for row in (*rows.other_rows, *unlabelled)], ranges),
        _rows_text([row.number for row in rows.rows_below], ranges),
    )


def _rows_text(numbers: Sequence[int], ranges: Mapping[int, CellRange]) -> str:
    """Return row numbers as ranges; the rows of a transposed form as the cells that they come from."""
    cells = [ranges[number].text for number in numbers if number in ranges]
    return ", ".join([*cells, *filter(None, [format_row_ranges(set(numbers) - ranges.keys())])])


def _header_rows(source: InterpretedTable, tables: Sequence[InterpretedTable]) -> list[CellRow]:
    """Return the header rows of a table: those from its last one upwards that are among no table's rows."""
    on_sheet = [other.table for other in tables if other.table.sheet.name == source.table.sheet.name]
    taken = {row.number for table in on_sheet for row in chain(table.rows_above, table.body)}
    above = [row for row in source.table.sheet.rows if row.number <= source.table.header_row]
    return above[-1:] + list(takewhile(lambda row: row.number not in taken, reversed(above[:-1])))


def _table_use(source: InterpretedTable, chosen: TrackerTables | None) -> TableUse:
    """Return what a table was read as, or why it was not read."""
    if chosen is not None:
        uses = {
            TableUse.ITEMS: chosen.item_tables,
            TableUse.UPDATES: chosen.update_tables,
            TableUse.PROMISES: chosen.promise_tables,
            TableUse.REPEATED: chosen.repeated_tables,
            TableUse.OTHER_LIST: [other for other, _ in chosen.other_lists],
        }
        for use, tables in uses.items():
            if source.is_among(tables):
                return use
    if not source.rows.items:
        return TableUse.NO_ROWS
    if is_status_count(source):
        return TableUse.STATUS_COUNT
    complete = source.lists_items or source.lists_updates or source.lists_promises
    return TableUse.DIFFERENT if complete else TableUse.FEW_COLUMNS


def _describe_canonical_sheet(sheet: str, columns: Sequence[MappedColumn], recognised: Recognised) -> ExplainedTable:
    rows = [record.row for records in recognised.records.values() for record in records if record.sheet == sheet]
    header_row = column_and_row(columns[0].cell)[1]
    numbers = [column_and_row(column.cell)[0] for column in columns]
    area = CellRange(min(numbers), header_row, max(numbers), max(rows, default=header_row))
    explained = tuple(map(ExplainedColumn, sorted(columns, key=lambda column: column_and_row(column.cell))))
    items = ExplainedRows(len(rows), format_row_ranges(rows))
    return ExplainedTable(sheet, _TABLE, area.text, str(header_row), explained, (), items, TableUse.CANONICAL)


def _account(
    sheets: Sequence[SheetCells],
    recognised: Recognised,
    issues: Sequence[Issue],
    key_cells: Sequence[tuple[str, CellAddress]] = (),
) -> tuple[SheetAccount, ...]:
    """Return what became of the cells of each sheet, without the template's own instructions."""
    own_sheets = set(INSTRUCTIONS.values())
    counted = [sheet for sheet in sheets if sheet.rows and sheet.name not in own_sheets]
    return tuple(account_for_cells(counted, recognised, issues, key_cells))


def _count_records(recognised: Recognised) -> dict[str, int]:
    return {table: len(records) for table, records in recognised.records.items() if records}

"""Split sheets into their tables and the blocks next to them: summaries, lists of values, keys, notes, other tables."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from loaders.cells.addresses import address
from loaders.cells.sheet import SheetCells
from loaders.issue_log import make_issue
from loaders.layouts.keys import Key, without_keys
from loaders.layouts.tables.detect_tables import find_tables, range_of
from loaders.layouts.tables.side_blocks import (
    BlockKind,
    ColumnRange,
    SideBlock,
    adjoining_blocks,
    block_kind,
    is_above_table,
    may_touch_table,
    split_blocks,
    split_columns,
    without_blocks,
)
from loaders.mapping.fields import mapped_columns_of
from loaders.vocabulary.heading_aliases import ColumnMeaning
from model.issues.issue import Issue, Severity


def split_sheets(sheets: Sequence[SheetCells]) -> tuple[list[SheetCells], list[SideBlock]]:
    """Return the sheets without the blocks next to their tables; a second list is a sheet by itself; and the blocks."""
    tables, others = list[SheetCells](), list[SideBlock]()
    for sheet in sheets:
        plain = sheet if sheet.mapping is None else replace(sheet, mapping=None)
        mapped = mapped_columns_of(sheet.mapping)
        blocks = _side_blocks(plain)
        found = [block for block in blocks if all(not block.columns[0] <= n <= block.columns[1] for n in mapped)]
        fields = None if sheet.mapping is None else replace(sheet.mapping, header_row=None)  # that of the main table
        lists = [replace(block.sheet, mapping=fields) for block in found if block.kind is BlockKind.ITEMS]
        tables += [without_blocks(sheet, found), *lists]
        others += [block for block in found if block.kind is not BlockKind.ITEMS]
    return tables, others


def side_block_issues(blocks: Sequence[SideBlock], keys: Sequence[Key]) -> Iterator[Issue]:
    """Yield the blocks next to tables that were not read, by their range; other cells next to a key are notes."""
    for block in blocks:
        rows, kind = block.sheet.rows, block.kind
        if kind is BlockKind.KEY:
            rows, kind = without_keys(block.sheet, keys).rows, BlockKind.NOTES
        if rows:
            severity = Severity.WARNING if kind is BlockKind.TABLE else None
            sheet, cell = block.sheet.name, address(rows[0].filled_columns[0], rows[0].number)
            found, name = range_of(rows), str(kind)
            yield make_issue("table-beside", sheet=sheet, cell=cell, found=found, severity=severity, kind=name)


def _side_blocks(sheet: SheetCells) -> Iterator[SideBlock]:
    ranges = split_columns(sheet)
    separated = list(_separated_blocks(sheet, ranges)) if len(ranges) > 1 else []
    yield from separated
    remaining = without_blocks(sheet, separated)
    first = min((columns[0] for columns in ranges), default=1)
    for block in filter(may_touch_table, adjoining_blocks(remaining, (first, remaining.width))):
        tables = find_tables(without_blocks(remaining, [block]))
        kind = block_kind(block, tables, is_separated=False) if tables else None
        if kind is not None:
            yield replace(block, kind=kind)
            return


def _separated_blocks(sheet: SheetCells, ranges: Sequence[ColumnRange]) -> Iterator[SideBlock]:
    """Yield the blocks that an empty column separates from the main table, if all blocks of a column range are such."""
    blocks_by_range = [split_blocks(sheet, columns) for columns in ranges]
    main_index = max(range(len(ranges)), key=lambda index: _table_score(blocks_by_range[index]))
    others = [blocks for index, blocks in enumerate(blocks_by_range) if index != main_index]
    tables = find_tables(without_blocks(sheet, [block for blocks in others for block in blocks]))
    for blocks in others if tables else ():
        typed = [replace(block, kind=block_kind(block, tables, is_separated=True)) for block in blocks]
        beside = [block for block in typed if not is_above_table(block, tables)]
        if any(block.kind is BlockKind.ITEMS for block in typed):
            rows = [row for block in blocks for row in block.sheet.rows]
            yield SideBlock(replace(sheet, rows=rows), blocks[0].columns, BlockKind.ITEMS)
        elif all(block.kind is not None for block in beside):
            yield from beside


def _table_score(blocks: Sequence[SideBlock]) -> tuple[bool, int]:
    """Return a sort key for the main table: a table with recommendations is first, then the one with most cells."""
    has_recommendations = any(
        table.has(ColumnMeaning.RECOMMENDATION) for block in blocks for table in find_tables(block.sheet)
    )
    return has_recommendations, sum(row.filled_count for block in blocks for row in block.sheet.rows)

"""Split sheets into their tables and the blocks next to them: summaries, lists of values, keys, notes, other tables."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from loaders.cells.addresses import address
from loaders.cells.sheet import SheetCells
from loaders.issue_log import make_issue
from loaders.layouts.key.key import Key, without_keys
from loaders.layouts.tables.detect_tables import find_tables, range_of
from loaders.layouts.tables.side_blocks import (
    BlockKind,
    ColumnRange,
    SideBlock,
    adjoining_block_kind,
    adjoining_blocks,
    is_above_table,
    main_table,
    separated_block_kind,
    split_blocks,
    split_columns,
    without_blocks,
)
from loaders.mapping.fields import mapped_columns_of
from loaders.vocabulary.heading_aliases import ColumnMeaning
from model.issues.issue import Issue, Severity


@dataclass(frozen=True, slots=True)
class SplitSheets:
    """Sheets and lists of items as tables; blocks next to them that may be keys; and others, only reported."""

    tables: tuple[SheetCells, ...]
    keys: tuple[SideBlock, ...]
    others: tuple[tuple[SideBlock, BlockKind], ...]


def split_sheets(sheets: Sequence[SheetCells]) -> SplitSheets:
    """Return the sheets without the blocks next to their tables, and those blocks by kind."""
    tables, keys, others = list[SheetCells](), list[SideBlock](), list[tuple[SideBlock, BlockKind]]()
    for sheet in sheets:
        plain = sheet if sheet.mapping is None else replace(sheet, mapping=None)
        mapped = mapped_columns_of(sheet.mapping)
        found = [
            pair for pair in _side_blocks(plain) if mapped.isdisjoint(range(pair[0].columns[0], pair[0].columns[1] + 1))
        ]
        tables.append(without_blocks(sheet, [block for block, _ in found]))
        for block, kind in found:
            if kind is BlockKind.ITEMS:
                fields = None if sheet.mapping is None else replace(sheet.mapping, header_row=None)
                tables.append(replace(block.sheet, mapping=fields))  # their header row is that of the main table
            elif kind is BlockKind.KEY:
                keys.append(block)
            else:
                others.append((block, kind))
    return SplitSheets(tuple(tables), tuple(keys), tuple(others))


def side_block_issues(split: SplitSheets, keys: Sequence[Key]) -> Iterator[Issue]:
    """Yield the blocks next to tables that were not read, by their range; other cells next to a key are notes."""
    for block, kind in split.others:
        yield _block_issue(block, kind)
    for block in split.keys:
        remaining = without_keys(block.sheet, keys)
        if remaining.rows:
            yield _block_issue(replace(block, sheet=remaining), BlockKind.NOTES)


def _block_issue(block: SideBlock, kind: BlockKind) -> Issue:
    rows, severity = block.rows, Severity.WARNING if kind is BlockKind.TABLE else None
    found, cell = range_of(rows), address(rows[0].filled_columns[0], rows[0].number)
    return make_issue(
        "table-beside", sheet=block.sheet.name, cell=cell, found=found, severity=severity, kind=kind.value
    )


def _side_blocks(sheet: SheetCells) -> Iterator[tuple[SideBlock, BlockKind]]:
    ranges = split_columns(sheet)
    separated = list(_separated_blocks(sheet, ranges)) if len(ranges) > 1 else []
    yield from separated
    remaining = without_blocks(sheet, [block for block, _ in separated])
    first = min((columns[0] for columns in ranges), default=1)
    for block in adjoining_blocks(remaining, (first, remaining.width)):
        table = main_table(without_blocks(remaining, [block]))
        kind = adjoining_block_kind(block, table) if table is not None else None
        if kind is not None:
            yield block, kind
            return


def _separated_blocks(sheet: SheetCells, ranges: Sequence[ColumnRange]) -> Iterator[tuple[SideBlock, BlockKind]]:
    """Yield the blocks that an empty column separates from the main table, if all blocks of a column range are such."""
    blocks_by_range = [split_blocks(sheet, columns) for columns in ranges]
    main_index = max(range(len(ranges)), key=lambda index: _table_score(blocks_by_range[index]))
    others = [blocks for index, blocks in enumerate(blocks_by_range) if index != main_index]
    table = main_table(without_blocks(sheet, [block for blocks in others for block in blocks]))
    if table is None:
        return
    for blocks in others:
        with_kinds = [(block, separated_block_kind(block, table)) for block in blocks]
        if any(kind is BlockKind.ITEMS for _, kind in with_kinds):
            rows = [row for block in blocks for row in block.rows]
            yield SideBlock(replace(sheet, rows=rows), blocks[0].columns), BlockKind.ITEMS
            continue
        found = [(block, kind) for block, kind in with_kinds if not is_above_table(block, kind, table)]
        if all(kind is not None for _, kind in found):
            yield from ((block, kind) for block, kind in found if kind is not None)


def _table_score(blocks: Sequence[SideBlock]) -> tuple[bool, int]:
    """Return a sort key for the main table: a table with recommendations is first, then the one with most cells."""
    has_recommendations = any(
        table.has(ColumnMeaning.RECOMMENDATION) for block in blocks for table in find_tables(block.sheet)
    )
    return has_recommendations, sum(row.filled_count for block in blocks for row in block.rows)

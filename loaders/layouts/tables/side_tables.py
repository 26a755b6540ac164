"""Sheets without what stands beside their tables: summaries, lists of allowed values, keys, notes, other tables."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from loaders.cells.addresses import address
from loaders.cells.sheet import SheetCells
from loaders.issue_log import IssueLog
from loaders.layouts.key.key import Key, without_keys
from loaders.layouts.tables.detect_tables import find_tables, range_of
from loaders.layouts.tables.main_table import main_table
from loaders.layouts.tables.side_block_types import BlockKind, kind_alone, kind_of_block, may_adjoin, stands_above
from loaders.layouts.tables.side_blocks import (
    Block,
    Columns,
    blocks_adjoining,
    blocks_in,
    parted_columns,
    without_blocks,
)
from loaders.vocabulary.heading_aliases import ColumnMeaning
from model.issues.issue import Severity


@dataclass(slots=True)
class Parted:
    """Sheets in parts: `tables` may hold a tracker, `keys` a key; of `others` it is only told that they are there."""

    tables: list[SheetCells] = field(default_factory=list)
    keys: list[Block] = field(default_factory=list)
    others: list[tuple[Block, BlockKind]] = field(default_factory=list)

    @property
    def parts(self) -> list[SheetCells]:
        """The parts in which a key may stand."""
        return [*self.tables, *(block.sheet for block in self.keys)]


def parted_sheets(sheets: Sequence[SheetCells]) -> Parted:
    """Return the sheets without what stands beside their tables, and what that is."""
    parted = Parted()
    for sheet in sheets:
        found = list(_beside_tables(sheet))
        parted.tables.append(without_blocks(sheet, [block for block, _ in found]))
        for block, kind in found:
            if kind is BlockKind.ITEMS:
                parted.tables.append(block.sheet)
            elif kind is BlockKind.KEY:
                parted.keys.append(block)
            else:
                parted.others.append((block, kind))
    return parted


def tell_parted(parted: Parted, keys: Sequence[Key], log: IssueLog) -> None:
    """Note what stands beside tables and was not read, by its range; what stands with a key is notes."""
    for block, kind in parted.others:
        _tell(block, kind, log)
    for block in parted.keys:
        left = without_keys(block.sheet, keys)
        if left.rows:
            _tell(replace(block, sheet=left), BlockKind.NOTES, log)


def _tell(block: Block, kind: BlockKind, log: IssueLog) -> None:
    rows = block.rows
    found = range_of(rows)
    severity = Severity.WARNING if kind is BlockKind.TABLE else None
    cell = address(rows[0].held[0], rows[0].number)
    log.add("table-beside", sheet=block.sheet.name, cell=cell, found=found, severity=severity, kind=kind.value)


def _beside_tables(sheet: SheetCells) -> Iterator[tuple[Block, BlockKind]]:
    runs = parted_columns(sheet)
    apart = list(_parted_blocks(sheet, runs)) if len(runs) > 1 else []
    yield from apart
    rest = without_blocks(sheet, [block for block, _ in apart])
    first = min((run[0] for run in runs), default=1)
    last = max((len(row.values) for row in rest.rows), default=0)
    for block in blocks_adjoining(rest, (first, last)):
        kind = kind_alone(block)
        if kind is not None:
            table = main_table(without_blocks(rest, [block]))
            if table is not None and may_adjoin(block, kind, table):
                yield block, kind
                return


def _parted_blocks(sheet: SheetCells, runs: Sequence[Columns]) -> Iterator[tuple[Block, BlockKind]]:
    """Yield the blocks of the columns that an empty one parts from a table, where all in a run are such."""
    by_run = [blocks_in(sheet, run) for run in runs]
    main = max(range(len(runs)), key=lambda place: _says(by_run[place]))
    others = [blocks for place, blocks in enumerate(by_run) if place != main]
    table = main_table(without_blocks(sheet, [block for blocks in others for block in blocks]))
    if table is None:
        return
    for blocks in others:
        judged = [(block, kind_of_block(block, table)) for block in blocks]
        if any(kind is BlockKind.ITEMS for _, kind in judged):
            rows = [row for block in blocks for row in block.rows]
            yield Block(replace(sheet, rows=rows), blocks[0].columns), BlockKind.ITEMS
            continue
        found = [(block, kind) for block, kind in judged if not stands_above(block, kind, table)]
        if all(kind is not None for _, kind in found):
            yield from ((block, kind) for block, kind in found if kind is not None)


def _says(blocks: Sequence[Block]) -> tuple[bool, int]:
    """Return how much a run of columns may be the table: one with texts of items is, else the one with most cells."""
    described = any(table.has(ColumnMeaning.RECOMMENDATION) for block in blocks for table in find_tables(block.sheet))
    return described, sum(row.cells for block in blocks for row in block.rows)

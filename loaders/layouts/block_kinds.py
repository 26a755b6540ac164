"""What a block beside a table is: a key, a summary that counts, a list of allowed values, notes, or another table."""

from collections.abc import Sequence
from enum import StrEnum

from loaders.cell_values import CellRow, shown
from loaders.headings import fold
from loaders.keys.found import find_keys
from loaders.keys.words import is_known_status
from loaders.layouts.count_headings import TOTALS, heads_counts
from loaders.layouts.counting_rows import are_counts, below_heading, is_headed_as_counts, labels_of
from loaders.layouts.lists_beside import lists_items
from loaders.layouts.main_table import MainTable
from loaders.layouts.particulars import is_particular
from loaders.layouts.side_blocks import Block
from loaders.layouts.side_lists import is_shorter_table, lists_values
from loaders.meanings import LONGEST


class BlockKind(StrEnum):
    """What stands beside a table."""

    KEY = "key"
    COUNTS = "counts"
    VALUES = "values"
    NOTES = "notes"
    ITEMS = "items"
    TABLE = "table"


def kind_of_block(block: Block, table: MainTable) -> BlockKind | None:
    """Return what a block is that an empty column parts from a table; None where it may be further columns of it."""
    if find_keys([block.sheet]):
        return BlockKind.KEY
    if lists_items(block, table):
        return BlockKind.ITEMS
    if _are_notes(block, table):
        return BlockKind.NOTES
    rows = _without_title(block)
    if are_counts(rows) and _is_of_other_rows(rows, table) and _counts_what_is(rows, table):
        return BlockKind.COUNTS
    if lists_values(rows, table):
        return BlockKind.VALUES
    return BlockKind.TABLE if is_shorter_table(rows, table) or _is_unheaded(block, table) else None


def stands_above(block: Block, kind: BlockKind | None, table: MainTable) -> bool:
    """Say whether a block stands above a table and may be its title, or say when it is from."""
    return block.area.last_row < table.top and kind not in (BlockKind.KEY, BlockKind.COUNTS)


def kind_alone(block: Block) -> BlockKind | None:
    """Return what a block may be that adjoins a table: a summary, or a key and nothing else."""
    if are_counts(_without_title(block)):
        return BlockKind.COUNTS
    held = {(column, row.number) for row in block.rows for column in row.held}
    return BlockKind.KEY if any(held <= key.cells for key in find_keys([block.sheet])) else None


def may_adjoin(block: Block, kind: BlockKind, table: MainTable) -> bool:
    """Say whether a block plainly is no part of the table that it adjoins.

    The table has statuses of its own and other rows, and a summary counts nothing but what stands in the table.
    """
    rows = _without_title(block)
    if not table.rates or not _is_of_other_rows(rows, table):
        return False
    labels = labels_of(rows)
    of_what_is = is_headed_as_counts(rows) and all(map(table.knows, labels))
    return kind is BlockKind.KEY or all(map(is_known_status, labels)) or of_what_is or heads_counts(rows[0])


def _are_notes(block: Block, table: MainTable) -> bool:
    """Say whether a block is words for the readers of a table: after labels, in one cell, or not below a heading."""
    values = [row.contents for row in block.rows]
    if all(map(_is_labelled, block.rows)):
        return True
    if any(len(held) > 1 or not isinstance(held[0], str) for held in values):
        return False
    texts = {shown(held[0]) for held in values}
    long = len(texts) == 1 and (len(block.rows) > 1 or len(next(iter(texts))) > LONGEST)
    return long or not table.is_headed_in(block.rows[0].number)


def _is_unheaded(block: Block, table: MainTable) -> bool:
    """Say whether several rows and columns begin below the headings of a table, so that none heads them."""
    several = len(block.rows) > 1 and max(row.cells for row in block.rows) > 1
    return several and block.area.first_row > table.top and not table.is_headed_in(block.area.first_row)


def _is_labelled(row: CellRow) -> bool:
    """Say whether a row is a label and what it is of, as in Last updated: 3 June 2024."""
    label = shown(row.contents[0])
    return row.cells == 2 and (label.endswith(":") or is_particular(label))


def _without_title(block: Block) -> list[CellRow]:
    """Return the rows of a block below its title; a single column has a heading and no title."""
    rows = block.rows
    width = max(row.cells for row in rows)
    start = next(place for place, row in enumerate(rows) if row.cells > 1 or width == 1)
    return rows[start:]


def _counts_what_is(rows: Sequence[CellRow], table: MainTable) -> bool:
    """Say whether a summary counts what stands in the table, or is headed as one that counts."""
    labels = labels_of(rows)
    known = 2 * sum(map(table.knows, labels)) >= len(labels)
    return known or is_headed_as_counts(rows) or heads_counts(rows[0])


def _is_of_other_rows(rows: Sequence[CellRow], table: MainTable) -> bool:
    """Say whether rows do not go along with those of a table: they are others, or are headed as counts."""
    counted = any(fold(shown(value)) in TOTALS for value in rows[0].contents) or heads_counts(rows[0])
    return counted or not table.goes_along(below_heading(rows))

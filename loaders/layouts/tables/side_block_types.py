"""What a block beside a table is: a key, a summary that counts, a list of allowed values, notes, or another table."""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum

from loaders.cells.values import CellRow, plain_text
from loaders.layouts.key.find_keys import find_keys
from loaders.layouts.key.vocabulary import is_known_status
from loaders.layouts.tables.detect_tables import FoundTable, find_tables
from loaders.layouts.tables.header_rows import Heading
from loaders.layouts.tables.main_table import MainTable
from loaders.layouts.tables.metadata_rows import is_particular
from loaders.layouts.tables.side_blocks import Block
from loaders.layouts.tables.summary_tables import (
    TOTALS,
    are_counts,
    below_heading,
    heads_counts,
    is_headed_as_counts,
    labels_of,
)
from loaders.vocabulary.heading_aliases import NAMES_ACTIONS, ColumnMeaning
from loaders.vocabulary.heading_match import LONGEST, match_heading
from loaders.vocabulary.refs import ref_key
from model.text import label_key


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
    texts = {plain_text(held[0]) for held in values}
    long = len(texts) == 1 and (len(block.rows) > 1 or len(next(iter(texts))) > LONGEST)
    return long or not table.is_headed_in(block.rows[0].number)


def _is_unheaded(block: Block, table: MainTable) -> bool:
    """Say whether several rows and columns begin below the headings of a table, so that none heads them."""
    several = len(block.rows) > 1 and max(row.cells for row in block.rows) > 1
    return several and block.area.first_row > table.top and not table.is_headed_in(block.area.first_row)


def _is_labelled(row: CellRow) -> bool:
    """Say whether a row is a label and what it is of, as in Last updated: 3 June 2024."""
    label = plain_text(row.contents[0])
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
    counted = any(label_key(plain_text(value)) in TOTALS for value in rows[0].contents) or heads_counts(rows[0])
    return counted or not table.goes_along(below_heading(rows))


_OF_CONTACTS = re.compile(r"\b(?:e-?mail|(?:tele)?phone|tel|mobile|e-?bost|ffôn)\b", re.IGNORECASE)
"""Headings of a list of people, whose names are no titles of recommendations."""
_VALUES_AT_MOST = 30
_A_VALUE_AT_MOST = 60


def lists_values(rows: Sequence[CellRow], table: MainTable) -> bool:
    """Say whether rows are lists of what may be chosen: short values, each once in its column, most of them known."""
    columns = [[row.at(column) for row in rows if row.at(column) is not None] for column in _columns(rows)]
    body = [values if all(map(is_known_status, map(plain_text, values))) else values[1:] for values in columns]
    values = [value for listed in body for value in listed]
    if len(values) < 2 or table.goes_along(rows[1:]) or len(rows) > _VALUES_AT_MOST:
        return False
    if any(len({label_key(plain_text(one)) for one in listed}) < len(listed) for listed in body):
        return False
    short = all(isinstance(value, str) and len(value) <= _A_VALUE_AT_MOST for value in values)
    known = 2 * sum(map(table.knows, values)) > len(values)
    return short and known and table.has_all(rows[0]) and _is_dense(rows)


def is_shorter_table(rows: Sequence[CellRow], table: MainTable) -> bool:
    """Say whether rows are a shorter table under headings of which none is a column that the other table lacks.

    A date in a shorter table is of its own rows. A second column of statuses that repeats them goes along with the
    items: it is asked about.
    """
    headings = rows[0].contents
    if not 2 <= len(rows) <= table.rows or len(headings) < 2 or not all(isinstance(one, str) for one in headings):
        return False
    own = table.has_all(rows[0], but=ColumnMeaning.DATE)
    if not own and not any(_OF_CONTACTS.search(plain_text(heading)) for heading in headings):
        return False
    return _is_dense(rows) and not any(_repeats_statuses(rows, column) for column in _columns(rows))


def _repeats_statuses(rows: Sequence[CellRow], column: int) -> bool:
    if match_heading(rows[0].at(column)).meaning is not ColumnMeaning.STATUS:
        return False
    values = [plain_text(row.at(column)) for row in rows[1:] if row.at(column) is not None]
    return len(set(values)) < len(values)


def _is_dense(rows: Sequence[CellRow]) -> bool:
    first = _columns(rows)[0]
    return all(row.at(first) is not None for row in rows)


def _columns(rows: Sequence[CellRow]) -> list[int]:
    return sorted({column for row in rows for column in row.held})


def lists_items(block: Block, table: MainTable) -> bool:
    """Say whether a block is a list of its own: under the same headings, or with refs of other rows than its own."""
    found = find_tables(block.sheet)
    return any(_is_of_the_same(one, table) or _differs_in_refs(one, table) for one in found)


def _is_of_the_same(one: FoundTable, table: MainTable) -> bool:
    """Say whether a table has just the headings of one beside it, and refs or other texts than stand there."""
    known = [main for main in table.tables if _words(main) == _words(one)]
    if not known or not one.has(ColumnMeaning.RECOMMENDATION):
        return False
    return one.has(ColumnMeaning.REF) or any(_differ(one, main, ColumnMeaning.RECOMMENDATION) for main in known)


def _differs_in_refs(one: FoundTable, table: MainTable) -> bool:
    """Say whether a table has the refs of one beside it in other rows: promises, say, or a second list.

    The refs of actions are none of those of recommendations, unless their headings are the same.
    """
    own = _heading(one, ColumnMeaning.REF)
    for main in table.tables:
        heading = _heading(main, ColumnMeaning.REF)
        if own is None or heading is None:
            continue
        of_actions = any(NAMES_ACTIONS.search(words) for words in (own.words, heading.words))
        told = not of_actions and set(_held(one, own).values()) <= set(_held(main, heading).values())
        if (told or label_key(own.words) == label_key(heading.words)) and _differ(one, main, ColumnMeaning.REF):
            return True
    return False


def _differ(one: FoundTable, main: FoundTable, meaning: ColumnMeaning) -> bool:
    """Say whether a row of one table holds another ref, or another text, than the same row of the other."""
    own, beside = (_held(table, _heading(table, meaning)) for table in (one, main))
    return any(beside.get(row, value) != value for row, value in own.items())


def _heading(table: FoundTable, meaning: ColumnMeaning) -> Heading | None:
    return next((heading for heading in table.headings if heading.understood.meaning is meaning), None)


def _held(table: FoundTable, heading: Heading | None) -> Mapping[int, str]:
    """Return what the rows of a table hold in a column, as refs are compared, by their numbers."""
    found = {row.number: ref_key(row.at(heading.column)) for row in table.body} if heading is not None else {}
    return {row: value for row, value in found.items() if value}


def _words(table: FoundTable) -> list[str]:
    return [label_key(heading.words) for heading in table.headings]

"""The type of a block next to a table: a key, a summary of counts, a list of values, notes, or another table."""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum

from loaders.cells.values import CellRow, plain_text
from loaders.layouts.key.find_keys import find_keys
from loaders.layouts.key.vocabulary import is_known_status
from loaders.layouts.tables.detect_tables import FoundTable, find_tables
from loaders.layouts.tables.header_rows import ColumnHeading
from loaders.layouts.tables.main_table import MainTable
from loaders.layouts.tables.metadata_rows import is_metadata
from loaders.layouts.tables.side_blocks import SideBlock
from loaders.layouts.tables.summary_tables import (
    COUNT_WORDS,
    has_count_heading,
    is_summary,
    is_summary_heading,
    summary_body,
    summary_labels,
)
from loaders.vocabulary.heading_aliases import ACTION_WORD, ColumnMeaning
from loaders.vocabulary.heading_match import LONGEST_HEADING, match_heading
from loaders.vocabulary.refs import ref_key
from model.text import label_key

_CONTACT_HEADING = re.compile(r"\b(?:e-?mail|(?:tele)?phone|tel|mobile|e-?bost|ffôn)\b", re.IGNORECASE)
"""Headings of a list of people, whose names are no titles of recommendations."""
_MAX_VALUES = 30
_MAX_VALUE_LENGTH = 60


class BlockKind(StrEnum):
    """The type of a block next to a table."""

    KEY = "key"
    COUNTS = "counts"
    VALUES = "values"
    NOTES = "notes"
    ITEMS = "items"
    TABLE = "table"


def separated_block_kind(block: SideBlock, table: MainTable) -> BlockKind | None:
    """Return the type of a block behind an empty column; None where it may be columns of the table."""
    if find_keys([block.sheet]):
        return BlockKind.KEY
    if _is_item_list(block, table):
        return BlockKind.ITEMS
    if _are_notes(block, table):
        return BlockKind.NOTES
    rows = _without_title(block)
    if is_summary(rows) and _has_other_rows(rows, table) and _counts_table_values(rows, table):
        return BlockKind.COUNTS
    if _is_value_list(rows, table):
        return BlockKind.VALUES
    return BlockKind.TABLE if _is_shorter_table(rows, table) or _is_unheaded(block, table) else None


def is_above_table(block: SideBlock, kind: BlockKind | None, table: MainTable) -> bool:
    """Return whether a block is above a table and may be its title, or its date."""
    return block.area.last_row < table.header_row and kind not in (BlockKind.KEY, BlockKind.COUNTS)


def adjoining_block_kind(block: SideBlock) -> BlockKind | None:
    """Return the type of a block that touches a table: a summary, or a key and nothing else."""
    if is_summary(_without_title(block)):
        return BlockKind.COUNTS
    cells = {(column, row.number) for row in block.rows for column in row.filled_columns}
    return BlockKind.KEY if any(cells <= key.cells for key in find_keys([block.sheet])) else None


def is_separate(block: SideBlock, kind: BlockKind, table: MainTable) -> bool:
    """Return whether a block that touches a table is clearly not part of it.

    The table must have statuses and other rows, and a summary must count only values of the table.
    """
    rows = _without_title(block)
    if not table.has_statuses or not _has_other_rows(rows, table):
        return False
    labels = summary_labels(rows)
    counts_values = has_count_heading(rows) and all(map(table.contains, labels))
    return kind is BlockKind.KEY or all(map(is_known_status, labels)) or counts_values or is_summary_heading(rows[0])


def _are_notes(block: SideBlock, table: MainTable) -> bool:
    """Return whether a block is notes for readers: texts after labels, one text, or texts not below a heading."""
    values = [row.contents for row in block.rows]
    if all(map(_is_labelled, block.rows)):
        return True
    if any(len(contents) > 1 or not isinstance(contents[0], str) for contents in values):
        return False
    texts = {plain_text(contents[0]) for contents in values}
    long = len(texts) == 1 and (len(block.rows) > 1 or len(next(iter(texts))) > LONGEST_HEADING)
    return long or not table.has_header_row(block.rows[0].number)


def _is_unheaded(block: SideBlock, table: MainTable) -> bool:
    """Return whether a block of several rows and columns begins below the headings of a table, without its own."""
    several = len(block.rows) > 1 and max(row.filled_count for row in block.rows) > 1
    return several and block.area.first_row > table.header_row and not table.has_header_row(block.area.first_row)


def _is_labelled(row: CellRow) -> bool:
    """Return whether a row is a label and its value, as in Last updated: 3 June 2024."""
    label = plain_text(row.contents[0])
    return row.filled_count == 2 and (label.endswith(":") or is_metadata(label))


def _without_title(block: SideBlock) -> list[CellRow]:
    """Return the rows of a block below its title; a single column has a heading and no title."""
    rows = block.rows
    width = max(row.filled_count for row in rows)
    start = next(index for index, row in enumerate(rows) if row.filled_count > 1 or width == 1)
    return rows[start:]


def _counts_table_values(rows: Sequence[CellRow], table: MainTable) -> bool:
    """Return whether a summary counts values of the table, or is headed as a summary."""
    labels = summary_labels(rows)
    counts_known = 2 * sum(map(table.contains, labels)) >= len(labels)
    return counts_known or has_count_heading(rows) or is_summary_heading(rows[0])


def _has_other_rows(rows: Sequence[CellRow], table: MainTable) -> bool:
    """Return whether rows are not the rows of a table: they are others, or are headed as counts."""
    is_headed = any(label_key(plain_text(value)) in COUNT_WORDS for value in rows[0].contents) or is_summary_heading(
        rows[0]
    )
    return is_headed or not table.has_rows(summary_body(rows))


def _is_value_list(rows: Sequence[CellRow], table: MainTable) -> bool:
    """Return whether rows are lists of allowed values: short texts, each once in its column, most of them known."""
    columns = [[row.value_at(column) for row in rows if row.value_at(column) is not None] for column in _columns(rows)]
    body = [values if all(map(is_known_status, map(plain_text, values))) else values[1:] for values in columns]
    values = [value for listed in body for value in listed]
    if len(values) < 2 or table.has_rows(rows[1:]) or len(rows) > _MAX_VALUES:
        return False
    if any(len({label_key(plain_text(value)) for value in listed}) < len(listed) for listed in body):
        return False
    short = all(isinstance(value, str) and len(value) <= _MAX_VALUE_LENGTH for value in values)
    known = 2 * sum(map(table.contains, values)) > len(values)
    return short and known and table.has_all_columns(rows[0]) and _is_dense(rows)


def _is_shorter_table(rows: Sequence[CellRow], table: MainTable) -> bool:
    """Return whether rows are a shorter table, with no heading that the other table lacks.

    A shorter table may have its own dates. A second column of statuses with repeated values belongs to the items:
    it is a question to the reader.
    """
    headings = rows[0].contents
    if (
        not 2 <= len(rows) <= table.row_count
        or len(headings) < 2
        or not all(isinstance(heading, str) for heading in headings)
    ):
        return False
    has_known_columns = table.has_all_columns(rows[0], except_for=ColumnMeaning.DATE)
    if not has_known_columns and not any(_CONTACT_HEADING.search(plain_text(heading)) for heading in headings):
        return False
    return _is_dense(rows) and not any(_repeats_statuses(rows, column) for column in _columns(rows))


def _repeats_statuses(rows: Sequence[CellRow], column: int) -> bool:
    if match_heading(rows[0].value_at(column)).meaning is not ColumnMeaning.STATUS:
        return False
    values = [plain_text(row.value_at(column)) for row in rows[1:] if row.value_at(column) is not None]
    return len(set(values)) < len(values)


def _is_dense(rows: Sequence[CellRow]) -> bool:
    first = _columns(rows)[0]
    return all(row.value_at(first) is not None for row in rows)


def _columns(rows: Sequence[CellRow]) -> list[int]:
    return sorted({column for row in rows for column in row.filled_columns})


def _is_item_list(block: SideBlock, table: MainTable) -> bool:
    """Return whether a block is another list of items: under the same headings, or with refs of other rows."""
    tables = find_tables(block.sheet)
    return any(_has_same_headings(other, table) or _differs_in_refs(other, table) for other in tables)


def _has_same_headings(other: FoundTable, table: MainTable) -> bool:
    """Return whether a table has exactly the headings of a main table, and refs or other texts."""
    matching = [main for main in table.tables if _heading_keys(main) == _heading_keys(other)]
    if not matching or not other.has(ColumnMeaning.RECOMMENDATION):
        return False
    return other.has(ColumnMeaning.REF) or any(_differ(other, main, ColumnMeaning.RECOMMENDATION) for main in matching)


def _differs_in_refs(other: FoundTable, table: MainTable) -> bool:
    """Return whether a table has refs of a main table in other rows, such as a list of promises or a second list.

    Refs of actions are not refs of recommendations, unless their headings are the same.
    """
    other_heading = _heading_of(other, ColumnMeaning.REF)
    for main in table.tables:
        heading = _heading_of(main, ColumnMeaning.REF)
        if other_heading is None or heading is None:
            continue
        of_actions = any(ACTION_WORD.search(words) for words in (other_heading.words, heading.words))
        are_known = not of_actions and set(_column_values(other, other_heading).values()) <= set(
            _column_values(main, heading).values()
        )
        if (are_known or label_key(other_heading.words) == label_key(heading.words)) and _differ(
            other, main, ColumnMeaning.REF
        ):
            return True
    return False


def _differ(other: FoundTable, main: FoundTable, meaning: ColumnMeaning) -> bool:
    """Return whether a row of one table has another ref, or another text, than the same row of the other."""
    values, main_values = (_column_values(table, _heading_of(table, meaning)) for table in (other, main))
    return any(main_values.get(row, value) != value for row, value in values.items())


def _heading_of(table: FoundTable, meaning: ColumnMeaning) -> ColumnHeading | None:
    return next((heading for heading in table.headings if heading.match.meaning is meaning), None)


def _column_values(table: FoundTable, heading: ColumnHeading | None) -> Mapping[int, str]:
    """Return the values of a column as refs are compared, by the numbers of their rows."""
    values = {row.number: ref_key(row.value_at(heading.column)) for row in table.body} if heading is not None else {}
    return {row: value for row, value in values.items() if value}


def _heading_keys(table: FoundTable) -> list[str]:
    return [label_key(heading.words) for heading in table.headings]

"""Blocks of cells next to a table, and what they are: a key, a summary, a list of values, notes, or another table."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise, product

from loaders.cells.sheet import SheetCells
from loaders.cells.values import CellRow, Value, plain_text
from loaders.layouts.keys import find_keys, is_known_status, without_cells
from loaders.layouts.tables.detect_tables import FoundTable, find_tables
from loaders.layouts.tables.header_rows import ColumnHeading
from loaders.layouts.tables.metadata_rows import is_metadata
from loaders.layouts.tables.summary_tables import (
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

_MAX_BLOCK_ROWS = 25
"""A block that touches a table is a summary or a key, and has at most so many rows."""
_MIN_TABLE_COLUMNS = 2
ColumnRange = tuple[int, int]
"""The numbers of the first and the last column."""
_LOOSE = (None, ColumnMeaning.DATE, ColumnMeaning.TITLE)
"""Meanings that another table may have as well, such as a list of meetings or of people."""


class BlockKind(StrEnum):
    """The type of a block next to a table."""

    KEY = "key"
    COUNTS = "counts"
    VALUES = "values"
    NOTES = "notes"
    ITEMS = "items"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class SideBlock:
    """A block of adjoining cells: a sheet with its rows that have only the cells of its columns, and its type."""

    sheet: SheetCells
    columns: ColumnRange
    kind: BlockKind | None = None


def split_columns(sheet: SheetCells) -> list[ColumnRange]:
    """Return the ranges of columns between empty columns; a text alone in its row may stand in an empty column.

    A column with a distinct fill is not empty, for a fill may be the status of a key.
    """
    last = sheet.width
    empty = list(range(last))
    for _, values in sheet.rows if last else ():
        width = len(values)
        for index in empty:
            if index < width and values[index] is not None:
                break
        else:
            continue  # nearly every row, after the first rows have filled the columns
        if width - values.count(None) > 1:
            empty = [index for index in empty if index >= width or values[index] is None]
    blank = {*(index + 1 for index in empty), last + 1}
    borders = sorted(blank - _coloured(sheet, blank) if len(blank) > 1 else blank)
    return [(before + 1, after - 1) for before, after in pairwise([0, *borders]) if after > before + 1]


def split_blocks(sheet: SheetCells, columns: ColumnRange) -> list[SideBlock]:
    """Return the blocks of some columns, from top to bottom; an empty row ends one, unless a merged cell covers it."""
    rows = list(_rows_within(sheet.rows, columns))
    if not rows:
        return []  # columns that are only coloured
    starts = [
        index for index in range(len(rows)) if index == 0 or _is_gap(sheet, columns, *rows[index - 1 : index + 1])
    ]
    parts = [rows[start:end] for start, end in zip(starts, [*starts[1:], len(rows)], strict=True)]
    return [SideBlock(replace(sheet, rows=part), columns) for part in parts]


def adjoining_blocks(sheet: SheetCells, columns: ColumnRange) -> Iterator[SideBlock]:
    """Yield the possible blocks in the last columns of a table, the widest first: columns with few rows."""
    first, last = columns
    widths = Counter(len(row.values) for row in sheet.rows)
    for column in range(first + _MIN_TABLE_COLUMNS, last):
        if sum(count for width, count in widths.items() if width >= column) <= _MAX_BLOCK_ROWS:
            found = split_blocks(sheet, (column, last))
            if len(found) == 1:
                yield found[0]


def without_blocks(sheet: SheetCells, blocks: Sequence[SideBlock]) -> SheetCells:
    """Return a sheet without the cells of some blocks."""
    return without_cells(
        sheet, {(column, row.number) for block in blocks for row in block.sheet.rows for column in row.filled_columns}
    )


def block_kind(block: SideBlock, tables: Sequence[FoundTable], *, is_separated: bool) -> BlockKind | None:
    """Return the type of a block; None for columns. One that touches the table is only a summary or a key."""
    rows = _without_title(block)
    if _is_summary_of(rows, tables, is_separated=is_separated):
        return BlockKind.COUNTS
    if not is_separated:
        return BlockKind.KEY if _is_key(block) and not _has_rows(tables, summary_body(rows)) else None
    kinds = {
        BlockKind.KEY: bool(find_keys([block.sheet])),
        BlockKind.ITEMS: any(_is_second_list(*pair) for pair in product(find_tables(block.sheet), tables)),
        BlockKind.NOTES: _are_notes(block, tables),
        BlockKind.VALUES: _is_value_list(rows, tables),
        BlockKind.TABLE: _is_other_table(rows, tables),
    }
    return next((kind for kind, is_such in kinds.items() if is_such), None)


def may_touch_table(block: SideBlock) -> bool:
    """Return whether a block may be a summary or a key, whatever the table is: finding its table takes far longer."""
    return is_summary(_without_title(block)) or _is_key(block)


def is_above_table(block: SideBlock, tables: Sequence[FoundTable]) -> bool:
    """Return whether a block is above a table and may be its title, or its date."""
    is_above = block.sheet.rows[-1].number < min(each.header_row for each in tables)
    return is_above and block.kind not in (BlockKind.KEY, BlockKind.COUNTS)


def _is_key(block: SideBlock) -> bool:
    """Return whether all cells of a block are of one key."""
    cells = {(column, row.number) for row in block.sheet.rows for column in row.filled_columns}
    return any(cells <= key.cells for key in find_keys([block.sheet]))


def _coloured(sheet: SheetCells, columns: Set[int]) -> set[int]:
    """Return which of some columns have a cell with another fill than the cells next to it."""
    last = max(columns)
    return {
        column
        for fills in sheet.fills_by_row.values()
        for column in columns & fills.keys()
        if column != last and all(fills.get(neighbour) != fills[column] for neighbour in (column - 1, column + 1))
    }


def _is_gap(sheet: SheetCells, columns: ColumnRange, above: CellRow, below: CellRow) -> bool:
    """Return whether an empty row separates two rows, and no merged cell covers it."""
    return below.number - above.number > 1 and not any(
        area.first_row <= above.number
        and below.number <= area.last_row
        and columns[0] <= area.first_column <= columns[1]
        for area in sheet.merged
    )


def _rows_within(rows: Sequence[CellRow], columns: ColumnRange) -> Iterator[CellRow]:
    first, last = columns
    for row in rows:
        values = row.values[first - 1 : last]
        if len(values) > values.count(None):
            yield CellRow(row.number, [*[None] * (first - 1), *values])


def _are_notes(block: SideBlock, tables: Sequence[FoundTable]) -> bool:
    """Return whether a block is notes for readers: texts after labels, one text, or texts not below a heading."""
    if all(map(_is_labelled, block.sheet.rows)):
        return True
    if any(row.filled_count > 1 or not isinstance(row.contents[0], str) for row in block.sheet.rows):
        return False
    texts = {plain_text(row.contents[0]) for row in block.sheet.rows}
    is_long = len(texts) == 1 and (len(block.sheet.rows) > 1 or max(map(len, texts)) > LONGEST_HEADING)
    return is_long or all(each.header_row != block.sheet.rows[0].number for each in tables)


def _is_labelled(row: CellRow) -> bool:
    """Return whether a row is a label and its value, as in Last updated: 3 June 2024."""
    label = plain_text(row.contents[0])
    return row.filled_count == 2 and (label.endswith(":") or is_metadata(label))


def _without_title(block: SideBlock) -> list[CellRow]:
    """Return the rows of a block below its title; a single column has a heading and no title."""
    rows = block.sheet.rows
    width = max(row.filled_count for row in rows)
    start = next(index for index, row in enumerate(rows) if row.filled_count > 1 or width == 1)
    return rows[start:]


def _is_summary_of(rows: Sequence[CellRow], tables: Sequence[FoundTable], *, is_separated: bool) -> bool:
    """Return whether rows are a summary of a table: headed as one, or in other rows and with values of the table."""
    if not is_summary(rows):
        return False
    if is_summary_heading(rows[0]) or (is_separated and has_count_heading(rows)):
        return True
    return all(_is_known(label, tables) for label in summary_labels(rows)) and not _has_rows(tables, summary_body(rows))


def _is_value_list(rows: Sequence[CellRow], tables: Sequence[FoundTable]) -> bool:
    """Return whether rows are lists of allowed values: texts, each once in its column, most of them in the table."""
    columns = {column for row in rows for column in row.filled_columns}
    lists = [[value for row in rows if (value := row.value_at(column)) is not None] for column in columns]
    lists = [values if is_known_status(plain_text(values[0])) else values[1:] for values in lists]
    values = [value for listed in lists for value in listed]
    is_distinct = all(len({label_key(plain_text(value)) for value in listed}) == len(listed) for listed in lists)
    return is_distinct and 2 * sum(_is_known(value, tables) for value in values) > len(values) > 1


def _is_other_table(rows: Sequence[CellRow], tables: Sequence[FoundTable]) -> bool:
    """Return whether rows are those of another table, which has no heading that the table lacks, such as a status."""
    first = min(rows[0].filled_columns)
    is_dense = len(rows) > 1 and all(row.value_at(first) is not None for row in rows)
    known = {*_LOOSE, *(heading.match.meaning for each in tables for heading in each.headings)}
    matches = map(match_heading, rows[0].contents)
    lacks = any(m.meaning not in known - {ColumnMeaning.STATUS} or m.round is not None for m in matches)
    return is_dense and not lacks


def _has_rows(tables: Sequence[FoundTable], rows: Sequence[CellRow]) -> bool:
    """Return whether rows are exactly the rows of a table."""
    numbers = [row.number for row in rows]
    return any(numbers == [row.number for row in table.body] for table in tables)


def _is_known(value: Value, tables: Sequence[FoundTable]) -> bool:
    """Return whether a value is on the sheet of some tables or is a usual status."""
    words = plain_text(value)
    return words in tables[0].sheet.texts or is_known_status(words)


def _is_second_list(other: FoundTable, main: FoundTable) -> bool:
    """Return whether a table has the refs of a main table in other rows, or other refs or texts under the same heading.

    Refs of actions are not refs of recommendations, unless their headings are the same.
    """
    has_refs = other.has(ColumnMeaning.REF) and main.has(ColumnMeaning.REF)
    meaning = ColumnMeaning.REF if has_refs else ColumnMeaning.RECOMMENDATION
    heading, main_heading = (_heading_of(table, meaning) for table in (other, main))
    if heading is None or main_heading is None:
        return False
    values, main_values = _column_values(other, heading), _column_values(main, main_heading)
    of_actions = ACTION_WORD.search(heading.words) or ACTION_WORD.search(main_heading.words)
    are_known = has_refs and not of_actions and set(values.values()) <= set(main_values.values())
    is_same = label_key(heading.words) == label_key(main_heading.words)
    return (are_known or is_same) and any(main_values.get(row, value) != value for row, value in values.items())


def _heading_of(table: FoundTable, meaning: ColumnMeaning) -> ColumnHeading | None:
    return next((heading for heading in table.headings if heading.match.meaning is meaning), None)


def _column_values(table: FoundTable, heading: ColumnHeading) -> Mapping[int, str]:
    """Return the values of a column as refs are compared, by the numbers of their rows."""
    return {row.number: value for row in table.body if (value := ref_key(row.value_at(heading.column)))}

"""Blocks that an empty column parts from a table: another list, a key, a summary, a list of values, or notes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise, product

from loaders.cells.addresses import address
from loaders.cells.sheet import SheetCells
from loaders.cells.values import CellRow, UncalculatedCell, Value, plain_text
from loaders.issue_log import make_issue
from loaders.layouts.find_tables import ColumnHeading, FoundTable, find_tables, range_of
from loaders.layouts.keys import MAX_STATUS_LENGTH, Key, find_keys, is_known_status, without_cells, without_keys
from loaders.mapping.fit import mapped_columns_of
from loaders.vocabulary.headings import ACTION_WORD, STRONG_ALIASES, WEAK_ALIASES, ColumnMeaning, match_heading
from loaders.vocabulary.refs import ref_key
from model.issues.issue import Issue, Severity
from model.text import label_key

COUNT_WORDS = {
    *("total", "totals", "number", "no", "no.", "count", "counts", "how many", "%", "percent", "percentage", "items"),
    *("grand total", "cyfanswm", "nifer", "canran"),
}
"""Headings and labels of counts."""
_LOOSE = {None, ColumnMeaning.DATE, ColumnMeaning.TITLE}
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
    columns: tuple[int, int]
    kind: BlockKind | None = None


def split_sheets(sheets: Sequence[SheetCells]) -> tuple[list[SheetCells], list[SideBlock]]:
    """Return the sheets without the blocks next to their tables; a second list is a sheet by itself; and the blocks."""
    tables, others = list[SheetCells](), list[SideBlock]()
    for sheet in sheets:
        plain = sheet if sheet.mapping is None else replace(sheet, mapping=None)
        mapped = mapped_columns_of(sheet.mapping)
        blocks = _side_blocks(plain) if sheet.mapping is None or not sheet.mapping.tables else ()
        found = [each for each in blocks if mapped.isdisjoint(range(each.columns[0], each.columns[1] + 1))]
        fields = None if sheet.mapping is None else replace(sheet.mapping, header_row=None)  # that of the main table
        lists = [replace(block.sheet, mapping=fields) for block in found if block.kind is BlockKind.ITEMS]
        tables += [_without_blocks(sheet, found), *lists]
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


def is_summary_heading(row: CellRow) -> bool:
    """Return whether a row heads a summary: its cells are two or more different statuses, and other headings."""
    statuses: set[str] = set()
    for value in row.contents:
        if not isinstance(value, str) or len(value) > MAX_STATUS_LENGTH:
            return False
        word = label_key(value).strip(" .*?")
        if is_known_status(word):
            statuses.add(word)
        elif word not in COUNT_WORDS and word not in STRONG_ALIASES and word not in WEAK_ALIASES:
            return False
    return len(statuses) > 1


def is_number(value: Value) -> bool:
    """Return whether a value is a number, a percentage or a formula without a result."""
    if isinstance(value, str):
        return value.strip(" %").replace(".", "", 1).isdigit()
    return isinstance(value, int | float | UncalculatedCell) and not isinstance(value, bool)


def _side_blocks(sheet: SheetCells) -> Iterator[SideBlock]:
    """Yield the blocks next to the main table of a sheet, if all blocks of a range of columns are such."""
    ranges = _split_columns(sheet)
    if len(ranges) < 2:
        return
    blocks_by_range = [_split_blocks(sheet, columns) for columns in ranges]
    main = max(range(len(ranges)), key=lambda index: _table_score(blocks_by_range[index]))
    others = [blocks for index, blocks in enumerate(blocks_by_range) if index != main]
    tables = find_tables(_without_blocks(sheet, [block for blocks in others for block in blocks]))
    for blocks in others if tables else ():
        typed = [replace(block, kind=_block_kind(block, tables)) for block in blocks]
        beside = [block for block in typed if not _is_above_table(block, tables)]
        if any(block.kind is BlockKind.ITEMS for block in typed):
            rows = [row for block in blocks for row in block.sheet.rows]
            yield SideBlock(replace(sheet, rows=rows), blocks[0].columns, BlockKind.ITEMS)
        elif all(block.kind is not None for block in beside):
            yield from beside


def _split_columns(sheet: SheetCells) -> list[tuple[int, int]]:
    """Return the ranges of columns between empty columns; a text alone in its row may stand in an empty column.

    A column with a fill unlike those beside it is not empty, for a fill may be the status of a key.
    """
    filled = {column for row in sheet.rows if row.filled_count > 1 for column in row.filled_columns}
    filled |= {
        column
        for fills in sheet.fills_by_row.values()
        for column, fill in fills.items()
        if column <= sheet.width and fill not in (fills.get(column - 1), fills.get(column + 1))
    }
    borders = [column for column in range(sheet.width + 2) if column not in filled]
    return [(before + 1, after - 1) for before, after in pairwise(borders) if after > before + 1]


def _split_blocks(sheet: SheetCells, columns: tuple[int, int]) -> list[SideBlock]:
    """Return the blocks of some columns, from top to bottom; an empty row ends one, unless a merged cell covers it."""
    first, last = columns
    within = [CellRow(row.number, [*[None] * (first - 1), *row.values[first - 1 : last]]) for row in sheet.rows]
    rows = [row for row in within if row.filled_count]
    if not rows:
        return []  # columns that are only coloured
    starts = [
        index for index in range(len(rows)) if index == 0 or _is_gap(sheet, columns, *rows[index - 1 : index + 1])
    ]
    parts = [rows[start:end] for start, end in zip(starts, [*starts[1:], len(rows)], strict=True)]
    return [SideBlock(replace(sheet, rows=part), columns) for part in parts]


def _is_gap(sheet: SheetCells, columns: tuple[int, int], above: CellRow, below: CellRow) -> bool:
    return below.number - above.number > 1 and not any(
        area.first_row <= above.number
        and below.number <= area.last_row
        and columns[0] <= area.first_column <= columns[1]
        for area in sheet.merged
    )


def _table_score(blocks: Sequence[SideBlock]) -> tuple[bool, int]:
    """Return a sort key for the main table: a table with recommendations is first, then the one with most cells."""
    tables = [table for block in blocks for table in find_tables(block.sheet)]
    cells = sum(row.filled_count for block in blocks for row in block.sheet.rows)
    return any(table.has(ColumnMeaning.RECOMMENDATION) for table in tables), cells


def _without_blocks(sheet: SheetCells, blocks: Sequence[SideBlock]) -> SheetCells:
    return without_cells(
        sheet, {(column, row.number) for block in blocks for row in block.sheet.rows for column in row.filled_columns}
    )


def _is_above_table(block: SideBlock, tables: Sequence[FoundTable]) -> bool:
    """Return whether a block is above a table and may be its title, or its date."""
    is_above = block.sheet.rows[-1].number < min(each.header_row for each in tables)
    return is_above and block.kind not in (BlockKind.KEY, BlockKind.COUNTS)


def _block_kind(block: SideBlock, tables: Sequence[FoundTable]) -> BlockKind | None:
    """Return the type of a block; None for further columns of the table."""
    rows = block.sheet.rows
    width = max(row.filled_count for row in rows)
    untitled = rows[next(index for index, row in enumerate(rows) if row.filled_count > 1 or width == 1) :]
    if _is_summary(untitled, tables):
        return BlockKind.COUNTS
    if find_keys([block.sheet]):
        return BlockKind.KEY
    if any(_is_second_list(*pair) for pair in product(find_tables(block.sheet), tables)):
        return BlockKind.ITEMS
    if _is_value_list(untitled, tables):
        return BlockKind.VALUES
    is_labels = all(row.filled_count == 2 and plain_text(row.contents[0]).endswith(":") for row in rows)
    if not is_labels and _adds_columns(untitled, tables):
        return None
    return BlockKind.NOTES if is_labels or width == 1 or len(untitled) == 1 else BlockKind.TABLE


def _is_summary(rows: Sequence[CellRow], tables: Sequence[FoundTable]) -> bool:
    """Return whether rows are a summary: each has a distinct label and numbers, or numbers are below statuses."""
    if is_summary_heading(rows[0]) and len(rows) > 1 and all(is_number(row.contents[-1]) for row in rows[1:]):
        return True
    body = rows if _is_count(rows[0]) else rows[1:]
    labels = [label_key(plain_text(row.contents[0])) for row in body]
    if not body or len({*labels}) < len(labels) or not all(map(_is_count, body)):
        return False
    if any(_is_total(label_key(text)) or is_known_status(text) for text in map(plain_text, rows[0].contents)):
        return True
    is_beside_rows = [row.number for row in body] in [[row.number for row in table.body] for table in tables]
    return len(body) > 1 and not is_beside_rows and all(_is_on_sheet(label, tables) for label in labels)


def _is_total(words: str) -> bool:
    return words in COUNT_WORDS or words.startswith(("total ", "number of ", "cyfanswm ", "nifer "))


def _is_count(row: CellRow) -> bool:
    first, *others = row.contents
    return isinstance(first, str) and not is_number(first) and bool(others) and is_number(others[0])


def _is_value_list(rows: Sequence[CellRow], tables: Sequence[FoundTable]) -> bool:
    """Return whether rows are lists of allowed values: texts, each once in its column, most of them in the table."""
    columns = {column for row in rows for column in row.filled_columns}
    lists = [
        [plain_text(row.value_at(column)) for row in rows if row.value_at(column) is not None] for column in columns
    ]
    lists = [values if is_known_status(values[0]) else values[1:] for values in lists]
    values = [value for listed in lists for value in listed]
    is_distinct = all(len({*map(label_key, listed)}) == len(listed) for listed in lists)
    return is_distinct and 2 * sum(_is_on_sheet(value, tables) for value in values) > len(values) > 1


def _is_on_sheet(words: str, tables: Sequence[FoundTable]) -> bool:
    return words in tables[0].sheet.texts or is_known_status(words)


def _adds_columns(rows: Sequence[CellRow], tables: Sequence[FoundTable]) -> bool:
    """Return whether rows begin with the headings of a table and have one that it lacks, or fill most of its rows."""
    numbers = {row.number for row in rows}
    known = _LOOSE | {heading.match.meaning for each in tables for heading in each.headings} - {ColumnMeaning.STATUS}
    for table in tables:
        if table.header_row in numbers:
            matches = [match_heading(value) for value in rows[0].contents]
            is_new = any(match.meaning not in known or match.round is not None for match in matches)
            return is_new or 2 * sum(row.number in numbers for row in table.body) > len(table.body)
    return False


def _is_second_list(other: FoundTable, main: FoundTable) -> bool:
    """Return whether a table is a list of its own: with refs and texts, or other refs or texts under the same heading.

    Refs of actions are not refs of recommendations, unless their headings are the same.
    """
    has_refs = other.has(ColumnMeaning.REF) and main.has(ColumnMeaning.REF)
    meaning = ColumnMeaning.REF if has_refs else ColumnMeaning.RECOMMENDATION
    heading, main_heading = (_heading_of(table, meaning) for table in (other, main))
    if heading is None or main_heading is None:
        return False
    values, main_values = _column_values(other, heading), _column_values(main, main_heading)
    is_same = label_key(heading.words) == label_key(main_heading.words)
    of_actions = ACTION_WORD.search(heading.words) or ACTION_WORD.search(main_heading.words)
    is_known = has_refs and not of_actions and {*values.values()} <= {*main_values.values()}
    has_others = any(main_values.get(row, value) != value for row, value in values.items())
    return (is_known or is_same) and (has_others or (has_refs and other.has(ColumnMeaning.RECOMMENDATION)))


def _heading_of(table: FoundTable, meaning: ColumnMeaning) -> ColumnHeading | None:
    return next((heading for heading in table.headings if heading.match.meaning is meaning), None)


def _column_values(table: FoundTable, heading: ColumnHeading) -> dict[int, str]:
    """Return the values of a column as refs are compared, by the numbers of their rows."""
    return {row.number: value for row in table.body if (value := ref_key(row.value_at(heading.column)))}

"""Tables side by side on a sheet, each a sheet by itself; and what else stands beside a table, such as a key."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, groupby, pairwise

from loaders.cells import COLUMN_NUMBERS, CellAddress, CellRow, SheetCells, plain_text
from loaders.layouts.find_tables import SEARCHED_ROWS, FoundTable, find_tables, range_of
from loaders.layouts.keys import Key, find_keys
from loaders.options import NO_SHEET_MAPPING
from loaders.vocabulary.headings import ColumnMeaning, match_heading
from model.terms import label_key
from model.tracker.reading import Issue, Severity

# Meanings that another table may have as well, such as a list of meetings or of people.
_LOOSE = {None, ColumnMeaning.DATE, ColumnMeaning.TITLE}
_ITEM_MEANINGS = (ColumnMeaning.REF, ColumnMeaning.RECOMMENDATION)
_LISTED = (ColumnMeaning.RECOMMENDATION, ColumnMeaning.ACTIVITY, ColumnMeaning.STATUS, ColumnMeaning.UPDATE)
# What a block beside a table is: a list of its own, a key, another table, or notes.
LIST, KEY, TABLE, NOTES = "list", "key", "table", "notes"
# The first and the last of adjoining columns.
_Columns = tuple[int, int]


@dataclass(frozen=True, slots=True)
class SideBlock:
    """A block of adjoining cells: a sheet with its rows that have only the cells of its columns, and its type."""

    sheet: SheetCells
    columns: _Columns
    kind: str | None = None


def split_sheets(sheets: Sequence[SheetCells]) -> tuple[list[SheetCells], list[SideBlock]]:
    """Return the sheets without the blocks beside their tables, each further list as a sheet by itself; and the blocks.

    A person who names the tables of a sheet, or its header row and the field of a column of a block, decides instead.
    """
    tables, others = list[SheetCells](), list[SideBlock]()
    for sheet in sheets:
        columns = sheet.mapping.columns if sheet.mapping.header_row is not None else ()
        mapped = {COLUMN_NUMBERS[choice.column] for choice in columns if choice.field}
        blocks = () if sheet.mapping.tables else _side_blocks(replace(sheet, mapping=NO_SHEET_MAPPING))
        found = [each for each in blocks if mapped.isdisjoint(range(each.columns[0], each.columns[1] + 1))]
        fields = replace(sheet.mapping, header_row=None)  # that of the main table
        lists = [replace(block.sheet, mapping=fields) for block in found if block.kind == LIST]
        tables += [sheet.without(_cells_of(found)), *lists]
        others += [block for block in found if block.kind != LIST]
    return tables, others


def side_block_issues(blocks: Sequence[SideBlock], keys: Sequence[Key]) -> Iterator[Issue]:
    """Yield the blocks beside tables that were not read, by their range; other cells beside a key are notes."""
    for block in blocks:
        rows = without_keys(block.sheet, keys).rows
        if rows:
            kind = NOTES if block.kind == KEY else block.kind
            severity, found = Severity.WARNING if kind == TABLE else None, range_of(rows)
            place = (rows[0].filled_columns[0], rows[0].number)
            yield block.sheet.issue("table-beside", *place, found=found, severity=severity, kind=str(kind))


def _side_blocks(sheet: SheetCells) -> Iterator[SideBlock]:
    """Yield the blocks beside the main table of a sheet, if all blocks of a range of columns are such."""
    ranges = [part for columns in _filled_columns(sheet) for part in _split_at_headings(sheet, columns)]
    by_range = [_blocks_of(sheet, columns) for columns in ranges] if len(ranges) > 1 else []
    sizes = [sum(row.filled_count for block in blocks for row in block.sheet.rows) for blocks in by_range]
    others = [blocks for index, blocks in enumerate(by_range) if index != sizes.index(max(sizes))]
    tables = find_tables(sheet.without(_cells_of(chain.from_iterable(others)))) if others else []
    for blocks in others if tables else ():
        typed = [replace(block, kind=_block_kind(block, tables)) for block in blocks]
        beside = [block for block in typed if block.kind == KEY or not _is_above(block, tables)]
        if any(block.kind == LIST for block in typed):
            rows = [row for block in blocks for row in block.sheet.rows]
            yield SideBlock(replace(sheet, rows=rows), blocks[0].columns, LIST)
        elif all(block.kind is not None for block in beside):
            yield from beside


def _cells_of(blocks: Iterable[SideBlock]) -> set[CellAddress]:
    return {(column, row.number) for block in blocks for row in block.sheet.rows for column in row.filled_columns}


def _filled_columns(sheet: SheetCells) -> list[_Columns]:
    """Return the ranges of columns between empty columns; a text alone in its row may stand in an empty column."""
    filled = {column for row in sheet.rows if row.filled_count > 1 for column in row.filled_columns}
    borders = [column for column in range(sheet.width + 2) if column not in filled]
    return [(before + 1, after - 1) for before, after in pairwise(borders) if after > before + 1]


def _split_at_headings(sheet: SheetCells, columns: _Columns) -> list[_Columns]:
    """Return the parts of a range of columns where a row has the headings of a ref and a text, and has both again."""
    for row in sheet.rows[:SEARCHED_ROWS]:
        keys = {column: label_key(plain_text(row.value_at(column))) for column in range(columns[0], columns[1] + 1)}
        starts = [column for column, key in keys.items() if key and key == keys[columns[0]]]
        again = {key for key in keys.values() if key and [*keys.values()].count(key) == len(starts) > 1}
        if {match_heading(key).exact_meaning for key in again}.issuperset(_ITEM_MEANINGS):
            return [(start, after - 1) for start, after in pairwise([*starts, columns[1] + 1])]
    return [columns]


def _blocks_of(sheet: SheetCells, columns: _Columns) -> list[SideBlock]:
    """Return the blocks of some columns, from top to bottom; an empty row ends one."""
    filled = [within for row in sheet.rows if (within := row.between(*columns)).filled_count]
    runs = groupby(enumerate(filled), key=lambda pair: pair[1].number - pair[0])  # the same for rows without a gap
    return [SideBlock(replace(sheet, rows=[row for _, row in run]), columns) for _, run in runs]


def _is_above(block: SideBlock, tables: Sequence[FoundTable]) -> bool:
    """Return whether a block is above a table, where it may be its title or its date."""
    rows = block.sheet.rows
    is_small = max(row.filled_count for row in rows) < 2 or len(rows) < 2
    return is_small and rows[-1].number < min(each.header_row for each in tables)


def _block_kind(block: SideBlock, tables: Sequence[FoundTable]) -> str | None:
    """Return the type of a block; None for further columns of the table.

    A list of its own begins with refs, or has the heading of the texts of a table.
    """
    rows = block.sheet.rows
    width = max(row.filled_count for row in rows)
    untitled = rows[next(index for index, row in enumerate(rows) if row.filled_count > 1 or width == 1) :]
    if find_keys([block.sheet]):
        return KEY
    texts = {h.words for table in tables for h in table.headings if h.match.meaning is ColumnMeaning.RECOMMENDATION}
    for other in find_tables(block.sheet):
        has_refs = other.headings[0].match.meaning is ColumnMeaning.REF and other.has(*_LISTED)
        of_text = (h.words for h in other.headings if h.match.meaning is ColumnMeaning.RECOMMENDATION)
        if has_refs or not texts.isdisjoint(of_text):
            return LIST
    are_labels = all(plain_text(row.contents[0]).endswith(":") for row in untitled)
    beside = next((table for table in tables if table.header_row in {row.number for row in untitled}), None)
    if beside is not None and not are_labels and _adds_columns(untitled, beside):
        return None
    is_note = are_labels or len(untitled) == 1 or (width == 1 and beside is None)
    return NOTES if is_note else TABLE


def _adds_columns(rows: Sequence[CellRow], table: FoundTable) -> bool:
    """Return whether rows are further columns of the table whose headings are in one of them.

    The first heading is one that the table lacks; under an unknown one, most rows are filled.
    """
    first, numbers = match_heading(rows[0].contents[0]), {row.number for row in rows}
    if first.meaning in _LOOSE and first.round is None:
        return 2 * sum(row.number in numbers for row in table.body) > len(table.body)
    return first.round is not None or first.meaning not in {heading.match.meaning for heading in table.headings}


def without_keys(sheet: SheetCells, keys: Sequence[Key]) -> SheetCells:
    """Return the sheet without the cells of its keys, so that they are not read as part of a table."""
    return sheet.without({cell for key in keys if key.sheet is sheet for cell in key.cells})

"""Tables side by side on a sheet, each a sheet by itself; and what else stands beside a table, such as a key."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise, product

from loaders.cells.addresses import address
from loaders.cells.sheet import SheetCells
from loaders.cells.values import CellRow, UncalculatedCell, Value, plain_text
from loaders.issue_log import make_issue
from loaders.layouts.find_tables import ColumnHeading, FoundTable, find_tables, plain_meaning, range_of
from loaders.layouts.keys import Key, find_keys, without_cells, without_keys
from loaders.mapping.apply_mapping import mapped_columns_of
from loaders.vocabulary.headings import ACTION_WORD, ColumnMeaning, match_heading
from loaders.vocabulary.refs import ref_key
from loaders.vocabulary.status_words import is_known_status
from model.issue import Issue, Severity
from model.language import label_key

_COUNT_WORDS = {
    *("total", "totals", "number", "no", "no.", "count", "counts", "how many", "%", "percent", "percentage", "items"),
    *("grand total", "cyfanswm", "nifer", "canran"),
}
"""Headings and labels of counts."""
_TOTALS = ("total ", "number of ", "cyfanswm ", "nifer ")
_LOOSE = {None, ColumnMeaning.DATE, ColumnMeaning.TITLE}
"""Meanings that another table may have as well, such as a list of meetings or of people."""
_SEARCHED_ROWS = 60
"""Headings are looked for in so many of the first rows."""
_ITEM_MEANINGS = (ColumnMeaning.REF, ColumnMeaning.RECOMMENDATION)
_Columns = tuple[int, int]
"""The first and the last of adjoining columns."""


class BlockKind(StrEnum):
    """What a block beside a table is: a list of its own, a key, another table, or notes, counts and lists of values."""

    LIST = "list"
    KEY = "key"
    TABLE = "table"
    NOTES = "notes"


@dataclass(frozen=True, slots=True)
class SideBlock:
    """A block of adjoining cells: a sheet with its rows that have only the cells of its columns, and its type."""

    sheet: SheetCells
    columns: _Columns
    kind: BlockKind | None = None


def split_sheets(sheets: Sequence[SheetCells]) -> tuple[list[SheetCells], list[SideBlock]]:
    """Return the sheets without the blocks beside their tables, each further list as a sheet by itself; and the blocks.

    A person who names the tables of a sheet, or maps columns of a block, decides instead.
    """
    tables, others = list[SheetCells](), list[SideBlock]()
    for sheet in sheets:
        plain = sheet if sheet.mapping is None else replace(sheet, mapping=None)
        mapped = mapped_columns_of(sheet.mapping)
        blocks = _side_blocks(plain) if sheet.mapping is None or not sheet.mapping.tables else ()
        found = [each for each in blocks if mapped.isdisjoint(range(each.columns[0], each.columns[1] + 1))]
        fields = None if sheet.mapping is None else replace(sheet.mapping, header_row=None)  # that of the main table
        lists = [replace(block.sheet, mapping=fields) for block in found if block.kind is BlockKind.LIST]
        tables += [_without_blocks(sheet, found), *lists]
        others += [block for block in found if block.kind is not BlockKind.LIST]
    return tables, others


def side_block_issues(blocks: Sequence[SideBlock], keys: Sequence[Key]) -> Iterator[Issue]:
    """Yield the blocks beside tables that were not read, by their range; other cells beside a key are notes."""
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
    words = {label_key(plain_text(value)).strip(" .*?") for value in row.contents}
    statuses = {word for word in words if is_known_status(word)}
    return len(statuses) > 1 and all(plain_meaning(word) or word in _COUNT_WORDS for word in words - statuses)


def is_number(value: Value) -> bool:
    """Return whether a value is a number, a percentage or a formula without a result."""
    if isinstance(value, str):
        return value.strip(" %").replace(".", "", 1).isdigit()
    return isinstance(value, int | float | UncalculatedCell) and not isinstance(value, bool)


def _side_blocks(sheet: SheetCells) -> Iterator[SideBlock]:
    """Yield the blocks beside the main table of a sheet, if all blocks of a range of columns are such."""
    ranges = [part for columns in _filled_columns(sheet) for part in _split_at_headings(sheet, columns)]
    by_range = [_blocks_of(sheet, columns) for columns in ranges] if len(ranges) > 1 else []
    main = max(by_range, key=_table_score, default=[])
    others = [blocks for blocks in by_range if blocks is not main]
    tables = find_tables(_without_blocks(sheet, [block for blocks in others for block in blocks])) if others else []
    for blocks in others if tables else ():
        typed = [replace(block, kind=_block_kind(block, tables)) for block in blocks]
        beside = [block for block in typed if block.kind is BlockKind.KEY or not _is_above(block, tables)]
        if any(block.kind is BlockKind.LIST for block in typed):
            rows = [row for block in blocks for row in block.sheet.rows]
            yield SideBlock(replace(sheet, rows=rows), blocks[0].columns, BlockKind.LIST)
        elif all(block.kind is not None for block in beside):
            yield from beside


def _filled_columns(sheet: SheetCells) -> list[_Columns]:
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


def _split_at_headings(sheet: SheetCells, columns: _Columns) -> list[_Columns]:
    """Return the parts of a range of columns where a row has the headings of a ref and a text, and has both again."""
    for row in sheet.rows[:_SEARCHED_ROWS]:
        keys = {column: label_key(plain_text(row.value_at(column))) for column in range(columns[0], columns[1] + 1)}
        starts = [column for column, key in keys.items() if key and key == keys[columns[0]]]
        again = {key for key in keys.values() if key and [*keys.values()].count(key) == len(starts) > 1}
        if {match_heading(key).exact_meaning for key in again}.issuperset(_ITEM_MEANINGS):
            return [(start, after - 1) for start, after in pairwise([*starts, columns[1] + 1])]
    return [columns]


def _blocks_of(sheet: SheetCells, columns: _Columns) -> list[SideBlock]:
    """Return the blocks of some columns, from top to bottom; an empty row ends one, unless a merged cell covers it."""
    first, last = columns
    covered = {
        row
        for area in sheet.merged
        if first <= area.first_column <= last
        for row in range(area.first_row, area.last_row)
    }
    parts: list[list[CellRow]] = []
    for row in sheet.rows:
        within = CellRow(row.number, [*[None] * (first - 1), *row.values[first - 1 : last]])
        if within.filled_count:
            above = parts[-1][-1].number if parts else 0
            is_gap = row.number - above > 1 and not covered.issuperset(range(above, row.number))
            if is_gap or not parts:
                parts.append([])
            parts[-1].append(within)
    return [SideBlock(replace(sheet, rows=part), columns) for part in parts]


def _table_score(blocks: Sequence[SideBlock]) -> tuple[bool, int]:
    """Return a sort key for the main table: a table with recommendations is first, then the one with most cells."""
    tables = [table for block in blocks for table in find_tables(block.sheet)]
    cells = sum(row.filled_count for block in blocks for row in block.sheet.rows)
    return any(table.has(ColumnMeaning.RECOMMENDATION) for table in tables), cells


def _without_blocks(sheet: SheetCells, blocks: Sequence[SideBlock]) -> SheetCells:
    return without_cells(
        sheet, {(column, row.number) for block in blocks for row in block.sheet.rows for column in row.filled_columns}
    )


def _is_above(block: SideBlock, tables: Sequence[FoundTable]) -> bool:
    """Return whether a block is above a table, where it may be its title or its date."""
    rows = block.sheet.rows
    is_small = max(row.filled_count for row in rows) < 2 or len(rows) < 2
    return is_small and rows[-1].number < min(each.header_row for each in tables)


def _block_kind(block: SideBlock, tables: Sequence[FoundTable]) -> BlockKind | None:
    """Return the type of a block; None for further columns of the table."""
    rows = block.sheet.rows
    width = max(row.filled_count for row in rows)
    untitled = rows[next(index for index, row in enumerate(rows) if row.filled_count > 1 or width == 1) :]
    if find_keys([block.sheet]):
        return BlockKind.KEY
    if any(_is_second_list(*pair) for pair in product(find_tables(block.sheet), tables)):
        return BlockKind.LIST
    if _is_legend(untitled, tables):
        return BlockKind.NOTES
    are_labels = all(plain_text(row.contents[0]).endswith(":") for row in untitled)
    if not are_labels and _adds_columns(untitled, tables):
        return None
    return BlockKind.NOTES if width == 1 or len(untitled) == 1 or are_labels else BlockKind.TABLE


def _is_legend(rows: Sequence[CellRow], tables: Sequence[FoundTable]) -> bool:
    """Return whether rows list different words, perhaps with numbers: most are statuses, totals, or on the sheet.

    Numbers in the very rows of the table are counts only where their heading says so.
    """
    columns = sorted({column for row in rows for column in row.filled_columns})
    lists = [[v for row in rows if isinstance(v := row.value_at(c), str) and not is_number(v)] for c in columns]
    lists = [listed[1:] if listed and not _is_known(listed[0]) else listed for listed in lists]
    words = [word for listed in lists for word in listed]
    known = sum(_is_known(word) or word in tables[0].sheet.texts for word in words)
    has_numbers = any(is_number(value) for row in rows for value in row.contents)
    is_in_rows = [row.number for row in rows[1:]] in [[row.number for row in table.body] for table in tables]
    has_counts = is_summary_heading(rows[0]) or any(map(_is_total, map(plain_text, rows[0].contents)))
    are_distinct = all(len({*map(label_key, listed)}) == len(listed) for listed in lists)
    return (
        are_distinct and 2 * known > len(words) > (not has_numbers) and (has_counts or not (has_numbers and is_in_rows))
    )


def _is_known(words: str) -> bool:
    return _is_total(words) or is_known_status(words)


def _is_total(words: str) -> bool:
    return label_key(words) in _COUNT_WORDS or label_key(words).startswith(_TOTALS)


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
    """Return whether a table is a list of its own: with refs and texts, the refs of other rows, or other texts.

    Actions that are numbered by the refs of the recommendations in their rows belong to these.
    """
    ref, text = (_heading_of(other, meaning) for meaning in _ITEM_MEANINGS)
    heading, main_heading = ref or text, _heading_of(main, _ITEM_MEANINGS[ref is None])
    if heading is None or main_heading is None:
        return False
    values, main_values = _column_values(other, heading), _column_values(main, main_heading)
    is_same = label_key(heading.words) == label_key(main_heading.words)
    are_others = any(main_values.get(row, value) != value for row, value in values.items())
    if ref is None or text is None:
        return are_others and (is_same or (ref is not None and {*values.values()} <= {*main_values.values()}))
    are_actions = not is_same and ACTION_WORD.search(f"{ref.words} {text.words}")
    return not (are_actions and all(value.startswith(main_values.get(row, " ")) for row, value in values.items()))


def _heading_of(table: FoundTable, meaning: ColumnMeaning) -> ColumnHeading | None:
    return next((heading for heading in table.headings if heading.match.meaning is meaning), None)


def _column_values(table: FoundTable, heading: ColumnHeading) -> dict[int, str]:
    """Return the values of a column as texts are compared, by the numbers of their rows."""
    return {row.number: value for row in table.body if (value := ref_key(row.value_at(heading.column)))}

"""The types of the rows below the headings of a table: items, groups of items, rounds, and others."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, takewhile
from typing import NamedTuple

from loaders.cells.addresses import LAST_COLUMN
from loaders.cells.merged_cells import repeated_cells
from loaders.cells.values import CellRow, DateCell, Value, plain_text
from loaders.layouts.column_map import ColumnMap, ColumnRole
from loaders.layouts.rows.item_rows import ItemRowRules, RowShape, has_value, row_shape
from loaders.layouts.tables.detect_tables import FoundTable
from loaders.layouts.tables.side_blocks import is_summary_heading
from loaders.layouts.weigh_columns import rows_to_headings
from loaders.vocabulary.heading_aliases import ColumnMeaning
from loaders.vocabulary.heading_match import match_heading
from loaders.vocabulary.heading_periods import last_day_key
from loaders.vocabulary.refs import looks_like_ref

_MAX_GROUP_LENGTH = 150
_MIN_GUIDANCE_WORDS = 4
_SHORT_VALUES = (
    *(ColumnMeaning.REF, ColumnMeaning.STATUS, ColumnMeaning.LEAD_AGENCY, ColumnMeaning.TARGET, ColumnMeaning.DATE),
    *(ColumnMeaning.COMPLETED, ColumnMeaning.NOTE, ColumnMeaning.THEME, ColumnMeaning.RATING),
)
_ROUND_MEANINGS = (None, ColumnMeaning.STATUS, ColumnMeaning.UPDATE)
"""What else a row that names a round may mean: statuses or progress of the round."""
_TOTAL = re.compile(
    r"(?:(?:grand |sub-?)?totals?|average|sum|cyfanswm)"
    r"(?:\s*[:=(]|\s*$|\s+(?:number|recommendations|items|open|closed|score|red|amber|green)\b)"
)
_TOTALS = ("total", "summe ", "gesamt")
"""What a row of numbers begins with that sums up those above."""
_FOOT = re.compile(
    r"(?:foot)?(?:notes?|nodiadau)\s*(?::|$)|(?:key|rag key|legend|allwedd)\s*:?\s*$"
    r"|©|copyright\b|insert new rows|end of (?:table|list)"
)
_FOOT_OF_TWO = re.compile(
    r"(?:notes?|nodiadau|[*†‡]+|(?:prepared|approved|checked|signed|agreed) by"
    r"|(?:grand |sub-?)?totals?|average|cyfanswm)\s*:?"
)
"""Words that end a table in a row with one other cell."""
_FOOT_WITHIN = 40
"""Only so many first letters of a cell are compared."""


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A row inside a table that names the group of the rows below it; `round` is the round that it names."""

    words: str
    column: int
    row: int
    round: Value = None


class ItemRow(NamedTuple):
    """A row of a table that is an item, the row that names its group, and the row that names its round."""

    row: CellRow
    group_row: GroupRow | None = None
    round_row: GroupRow | None = None


@dataclass(frozen=True, slots=True)
class ClassifiedRows:
    """Rows by type: items, groups, rounds (if every item is below one), other rows, and those below the table."""

    items: tuple[ItemRow, ...] = ()
    group_rows: tuple[GroupRow, ...] = ()
    round_rows: tuple[GroupRow, ...] = ()
    other_rows: tuple[CellRow, ...] = ()
    rows_below: tuple[CellRow, ...] = ()


def classify_rows(table: FoundTable, columns: ColumnMap) -> ClassifiedRows:
    """Return the rows of a table by their type.

    A row without a text (only an id, a formula, a default status) is no item. The rows after the last item, or after a
    total or a key, are below the table.
    """
    rules = ItemRowRules(table, columns)
    footers = footer_rows(table.body)
    shape = row_shape(table, columns)
    end = end_of_table(rules, columns, footers, shape)
    items, groups, others = list[ItemRow](), list[GroupRow](), list[CellRow]()
    current: dict[bool, GroupRow | None] = {False: None, True: None}  # by whether it names a round
    rounds_first: bool | None = None
    repeated, footer_indices = repeated_cells(table.body, table.sheet.merged), {*footers, *_guidance_rows(table)}

    @cache
    def refs() -> set[str]:
        return {
            plain_text(row.value_at(rules.ref_column)) for row in table.body[:end] if has_value(row, rules.text_columns)
        }

    unusual = {*shape.bands, *rules.irregular_refs, *(table.body[index].number for index in footer_indices)}
    text = rules.text_columns[0] - 1 if rules.text_columns else LAST_COLUMN
    for index, row in enumerate(table.body[:end]):
        values = row.values
        is_full = len(values) > text and type(values[text]) is str and len(values) - values.count(None) > 2
        if is_full and row.number not in unusual:  # most rows: too many cells to name a group
            items.append(ItemRow(row, current[False], current[True]))
        elif index in footer_indices:
            others.append(row)
        elif (group := _group_at(index, table, columns, shape)) is not None:
            is_round = group.round is not None
            rounds_first = is_round if rounds_first is None else rounds_first
            current[is_round] = group
            if is_round is rounds_first:  # themes begin again with each round, or rounds with each theme
                current[not is_round] = None
            groups.append(group)
        elif rules.is_item(row, refs):
            items.append(ItemRow(row, current[False], current[True]))
        elif not all((column, row.number) in repeated for column in row.filled_columns):
            others.append(row)
    if groups and not _rounds_date_all_items(items, columns):
        items = [item._replace(round_row=None) for item in items]
    used = dict.fromkeys(found for item in items if groups for found in item[1:] if found is not None)
    unused = {group.row for group in groups} - {found.row for found in used}
    others += [row for row in table.body if row.number in unused]
    return ClassifiedRows(
        tuple(items),
        tuple(found for found in used if found.round is None),
        tuple(found for found in used if found.round is not None),
        tuple(sorted(others, key=lambda row: row.number)),
        table.body[end:],
    )


def _guidance_rows(table: FoundTable) -> list[int]:
    """Return the index of a first row that says what to type: sentences where the next has a ref, a date or a name."""
    columns = [heading.column for heading in table.headings if heading.match.meaning in _SHORT_VALUES]
    values = [[row.value_at(column) for column in columns] for row in table.body[:2]]
    counts = [sum(isinstance(v, str) and len(v.split()) >= _MIN_GUIDANCE_WORDS for v in row) for row in values]
    return [0] if counts and counts[0] > 1 and not any(counts[1:]) else []


def _rounds_date_all_items(items: Sequence[ItemRow], columns: ColumnMap) -> bool:
    """Return whether rows that name rounds date every item, with a year, and no column does."""
    undated = ColumnMeaning.DATE not in columns.fields and "" in columns.rounds
    return undated and all(item.round_row is not None and last_day_key(item.round_row.round) for item in items)


def _group_at(index: int, table: FoundTable, columns: ColumnMap, shape: RowShape) -> GroupRow | None:
    """Return the group that a row names: in its only cell, or with a number that the next refs continue."""
    row = table.body[index]
    count = row.filled_count
    if row.number in shape.bands:
        text = row.filled_columns[-1]
        return GroupRow(plain_text(row.value_at(text)), text, row.number, _round_in(row.value_at(text)))
    if count == 1:
        return _single_cell_group(row, table, columns)
    return _numbered_group(row, index, table, columns.column(ColumnMeaning.REF)) if count == 2 else None


def _numbered_group(row: CellRow, index: int, table: FoundTable, ref_column: int | None) -> GroupRow | None:
    """Return the group of a row with a ref and a name, if the ref of the next row begins with it, as 1 and 1.1 do."""
    number, words = row.filled_columns
    if number != ref_column or index + 1 == len(table.body):
        return None
    prefix = f"{plain_text(row.value_at(number)).rstrip('.')}."
    is_parent = plain_text(table.body[index + 1].value_at(number)).startswith(prefix)
    return GroupRow(plain_text(row.value_at(words)), words, row.number) if is_parent else None


def _single_cell_group(row: CellRow, table: FoundTable, columns: ColumnMap) -> GroupRow | None:
    column = row.filled_columns[0]
    value = row.value_at(column)
    ref_column, text_column = columns.column(ColumnMeaning.REF), columns.column(ColumnMeaning.RECOMMENDATION)
    read = {use.heading.column for use in columns.uses if use.role not in (ColumnRole.UNREAD, ColumnRole.RIVAL)}
    if column in read - {ref_column, text_column, columns.column(ColumnMeaning.TITLE)}:
        return None
    round_named = _round_in(value)
    if round_named is not None:
        return GroupRow(plain_text(value), column, row.number, round_named)
    if len(columns.fields) + len(columns.rounds) < 3:
        return None
    if not isinstance(value, str) or len(value) > _MAX_GROUP_LENGTH:
        return None
    if column == ref_column:
        return None if looks_like_ref(value) else GroupRow(value, column, row.number)
    is_item = column == text_column and ref_column is None and table.sheet.fill(column, row.number) is None
    return None if is_item else GroupRow(value, column, row.number)


def _round_in(value: Value) -> Value:
    """Return the round that a value names, if it names nothing else; a number alone may be a ref."""
    if not isinstance(value, DateCell) and (not isinstance(value, str) or value.isdigit()):
        return None
    match = match_heading(value)
    is_plain = match.meaning in _ROUND_MEANINGS and match.evidence != "fuzzy"
    return match.round if is_plain else None


def footer_rows(rows: Sequence[CellRow]) -> list[int]:
    """Return the indices of footer rows: a total with only numbers, a note or a key alone, or a heading of counts."""
    firsts = ((index, row, row.values[0]) for index, row in enumerate(rows))
    candidates = ((index, row) for index, row, first in firsts if first is None or isinstance(first, str))
    return [index for index, row in candidates if _is_foot(row.values) or is_summary_heading(row)]


def end_of_table(rules: ItemRowRules, columns: ColumnMap, footers: Sequence[int], shape: RowShape) -> int:
    """Return how many rows a table has, up to its last item.

    Below a footer row, only a complete item continues the table. A block below a blank row continues it if one of its
    rows fills the same columns as the items.
    """
    rows = rules.table.body[: rows_to_headings(rules.table.body)]
    sections = list(pairwise([-1, *(index for index in footers if index < len(rows)), len(rows)]))
    for footer, end in reversed(sections):
        start = footer + 1
        if footer >= 0:
            start = next((index for index in range(start, end) if _continues_table(rows[index], rules, shape)), end)
        last = next((index for index in range(end - 1, start - 1, -1) if rules.is_item(rows[index], tuple)), None)
        if last is not None:
            last = _without_trailing_notes(rows, last + 1, columns, shape)
            return _without_other_blocks(rows, last, rules, shape)
    return 0


def _is_foot(values: Sequence[object]) -> bool:
    first, *others = [value for value in values if value is not None]
    is_alone = not any(isinstance(value, str) for value in others)
    if not isinstance(first, str) or not (is_alone or len(others) == 1):
        return False
    words = first[:_FOOT_WITHIN].casefold().strip()
    if len(others) == 1 and _FOOT_OF_TWO.fullmatch(words):
        return True
    is_total = bool(_TOTAL.match(words)) or (len(others) > 1 and words.startswith(_TOTALS))
    return (is_alone and is_total) or (not others and bool(_FOOT.match(words)))


def _without_other_blocks(rows: Sequence[CellRow], last: int, rules: ItemRowRules, shape: RowShape) -> int:
    """Return how many rows a table has without the blocks below blank rows at its end that have no item."""
    start = last
    while start > 1:
        start -= 1
        is_item = shape.fits(rows[start]) and rules.is_item(rows[start], tuple)
        if is_item:
            return last
        if rows[start].number - rows[start - 1].number > 1:
            last = start
    return last


def _continues_table(row: CellRow, rules: ItemRowRules, shape: RowShape) -> bool:
    """Return whether a row below a footer row is clearly an item: with a text, and its ref or two more cells."""
    has_text = any(isinstance(row.value_at(column), str) for column in rules.text_columns)
    is_complete = row.filled_count > 2 and has_text and shape.fits(row)
    return is_complete and row.number not in rules.irregular_refs and rules.is_item(row, tuple)


def _without_trailing_notes(rows: Sequence[CellRow], last: int, columns: ColumnMap, shape: RowShape) -> int:
    """Return how many rows a table has without the single texts below its last row with a ref or a second cell."""
    if ColumnMeaning.REF not in columns.fields and not (shape.core and columns.status_columns):
        return last
    ref, text = columns.column(ColumnMeaning.REF), columns.column(ColumnMeaning.RECOMMENDATION)
    notes = takewhile(
        lambda row: row.filled_count == 1 and row.value_at(ref) is None and row.value_at(text) is not None,
        reversed(rows[:last]),
    )
    return last - len(list(notes))

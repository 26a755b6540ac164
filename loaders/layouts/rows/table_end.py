"""Where a table ends: at its last item, above totals, notes and keys."""

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile

from loaders.cells.values import CellRow
from loaders.layouts.columns.column_map import ColumnMap
from loaders.layouts.columns.column_profile import rows_to_headings
from loaders.layouts.rows.item_rows import ItemRowRules, RowShape
from loaders.layouts.tables.summary_tables import is_summary_heading
from loaders.vocabulary.heading_aliases import ColumnMeaning

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

"""Where a table ends: at its last item, above what people write below a table."""

import re
from collections.abc import Sequence
from itertools import pairwise

from loaders.cells.values import CellRow, plain_text
from loaders.layouts.columns.column_map import Columns
from loaders.layouts.rows.item_rows import ItemLook
from loaders.layouts.tables.summary_tables import heads_counts
from loaders.vocabulary.heading_aliases import ColumnMeaning

_TOTAL = re.compile(
    r"(?:(?:grand |sub-?)?totals?|average|sum|cyfanswm)"
    r"(?:\s*[:=(]|\s*$|\s+(?:number|recommendations|items|open|closed|score|red|amber|green)\b)"
)
_FOOT = re.compile(
    r"(?:foot)?(?:notes?|nodiadau)\s*(?::|$)|(?:key|rag key|legend|allwedd)\s*:?\s*$"
    r"|©|copyright\b|insert new rows|end of (?:table|list)"
)
_FOOT_OF_TWO = re.compile(
    r"(?:notes?|nodiadau|[*†‡]+|(?:prepared|approved|checked|signed|agreed) by"
    r"|(?:grand |sub-?)?totals?|average|cyfanswm)\s*:?"
)
"""Words that end a table where one cell stands beside them."""
_FOOT_WITHIN = 40


def foot_places(rows: Sequence[CellRow]) -> list[int]:
    """Return the places of rows that are a total beside nothing but numbers, a note or a key alone, or head counts."""
    firsts = ((place, row, row.values[0]) for place, row in enumerate(rows))
    worded = ((place, row) for place, row, first in firsts if first is None or isinstance(first, str))
    return [place for place, row in worded if _is_foot(row.values) or heads_counts(row)]


def end_of_table(look: ItemLook, columns: Columns, feet: Sequence[int]) -> int:
    """Return how many rows a table has: to its last item, which may stand below a total only if it is a whole one."""
    rows = look.table.body
    parts = list(pairwise([-1, *feet, len(rows)]))
    for above, end in reversed(parts):
        start = above + 1
        if above >= 0:
            start = next((place for place in range(start, end) if _goes_on(rows[place], look)), end)
        last = next((place for place in range(end - 1, start - 1, -1) if _is_in_table(rows[place], look)), None)
        if last is not None:
            return without_footnotes(rows, _without_notes(rows, last + 1, columns), look)
    return 0


def _is_foot(values: Sequence[object]) -> bool:
    first, *beside = [value for value in values if value is not None]
    alone = not any(isinstance(value, str) for value in beside)
    if not isinstance(first, str) or not (alone or len(beside) == 1):
        return False
    words = first[:_FOOT_WITHIN].casefold().strip()
    if len(beside) == 1 and _FOOT_OF_TWO.fullmatch(words):
        return True
    return (alone and bool(_TOTAL.match(words))) or (not beside and bool(_FOOT.match(words)))


def _is_in_table(row: CellRow, look: ItemLook) -> bool:
    if look.is_item(row, tuple):
        return row.cells > 1 or row.held[0] in look.texts
    return not look.described and row.at(look.ref) is not None and look.has_status(row)


def _goes_on(row: CellRow, look: ItemLook) -> bool:
    """Say whether a row below a total or a note is an item beyond doubt: with a text, and its ref or two more cells."""
    whole = row.cells > 2 and (look.ref is None or row.at(look.ref) is not None)
    told = any(isinstance(row.at(column), str) for column in look.texts)
    return whole and told and row.number not in look.strange and look.is_item(row, tuple)


def _without_notes(rows: Sequence[CellRow], last: int, columns: Columns) -> int:
    """Leave out texts that stand alone below the last row with a ref or a second cell: they are notes."""
    if ColumnMeaning.REF not in columns.once:
        return last
    ref, text = columns.column(ColumnMeaning.REF), columns.column(ColumnMeaning.RECOMMENDATION)
    while last and rows[last - 1].cells == 1 and rows[last - 1].at(ref) is None and rows[last - 1].at(text) is not None:
        last -= 1
    return last


def without_footnotes(rows: Sequence[CellRow], last: int, look: ItemLook) -> int:
    """Return how many rows a table has without the footnotes at its end.

    They stand apart from it, each is a sign and a text and nothing else, and no sign goes on with the refs above: it is
    a letter below numbers, or stands above already.
    """
    start = last
    while start and _is_sign_and_text(rows[start - 1], look):
        start -= 1
    own = [plain_text(row.at(look.ref)) for row in rows[start:last]]
    if own and start > 1 and rows[start - 1].cells == 1:
        start -= 1  # the title above them
    if not own or start == 0 or rows[start].number - rows[start - 1].number < 2:
        return last
    refs = [plain_text(row.at(look.ref)) for row in rows[:start] if row.at(look.ref) is not None]
    numbered = refs and sum(any(sign.isdigit() for sign in ref) for ref in refs) > 0.9 * len(refs)
    whole = sum(row.cells > 2 for row in rows[:start]) > start / 2
    apart = all((len(sign.strip("().*")) == 1 and not sign.isdigit()) or sign in refs for sign in own)
    return start if numbered and whole and apart else last


def _is_sign_and_text(row: CellRow, look: ItemLook) -> bool:
    return row.cells == 2 and row.at(look.ref) is not None and len(plain_text(row.at(look.ref))) < 5

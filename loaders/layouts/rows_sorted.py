"""The rows under a table's headings: items, groups of items, and what is neither."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from loaders.cell_values import CellRow, UncalculatedCell, Value, shown
from loaders.heading_aliases import Meaning
from loaders.layouts.cell_fill import filled
from loaders.layouts.columns import Columns
from loaders.layouts.strange_refs import looks_like_ref, strange_refs
from loaders.layouts.tables_found import FoundTable

_TOTAL = re.compile(
    r"(?:(?:grand |sub-?)?totals?|average|sum|cyfanswm)"
    r"(?:\s*[:=(]|\s*$|\s+(?:number|recommendations|items|open|closed|score|red|amber|green)\b)"
)
_FOOT = re.compile(
    r"(?:notes?|nodiadau)\s*(?::|$)|(?:key|rag key|legend|allwedd)\s*:?\s*$"
    r"|©|copyright\b|insert new rows|end of (?:table|list)"
)
_FOOT_OF_TWO = re.compile(
    r"(?:notes?|nodiadau|[*†‡]+|(?:prepared|approved|checked|signed|agreed) by"
    r"|(?:grand |sub-?)?totals?|average|cyfanswm)\s*:?"
)
"""Words that end a table where one cell stands beside them."""
_FOOT_WITHIN = 40
_A_GROUP_AT_MOST = 150


@dataclass(frozen=True, slots=True)
class ItemRow:
    """A row of the table, the group it stands in, and the row it continues where its own ref is blank."""

    row: CellRow
    group: "Group | None" = None


@dataclass(frozen=True, slots=True)
class Group:
    """A row inside the table that names what the rows below it have in common."""

    words: str
    column: int
    row: int


@dataclass(slots=True)
class SortedRows:
    """The rows of a table: its items in order, its groups, rows that are no items, and what stands below it."""

    items: list[ItemRow] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    others: list[CellRow] = field(default_factory=list)
    below: list[CellRow] = field(default_factory=list)


def sort_rows(table: FoundTable, columns: Columns) -> SortedRows:
    """Return the rows of a table by what they are.

    A row without any text of its own (an id, a formula, a default status) is no item. What follows the last item, or a
    total or a key, stands below the table.
    """
    look = _look(table, columns)
    end = _end(look)
    result = SortedRows(below=list(table.body[end:]))
    group: Group | None = None
    inside = _inside_merged(table)
    refs = {shown(_at(row, columns.column(Meaning.REF))) for row in table.body[:end] if _holds(row, look.texts)}
    for place, row in enumerate(table.body[:end]):
        foot = _ends_table(row, _held(row))
        named = None if foot else _group(row, columns, table, place)
        if foot:
            result.others.append(row)
        elif named is not None:
            group = named
            result.groups.append(named)
        elif _is_item(row, refs, look):
            result.items.append(ItemRow(row, group))
        elif not all((column, row.number) in inside for column in _held(row)):
            result.others.append(row)
    _drop_idle_groups(result, table)
    return result


def _drop_idle_groups(result: SortedRows, table: FoundTable) -> None:
    """Count a group row without an item below it among the rows that are no items."""
    used = {item.group.row for item in result.items if item.group is not None}
    idle = {group.row for group in result.groups} - used
    result.groups = [group for group in result.groups if group.row in used]
    result.others += [row for row in table.body if row.number in idle]
    result.others.sort(key=lambda row: row.number)


def _inside_merged(table: FoundTable) -> set[tuple[int, int]]:
    """Return the cells that only repeat the value of a merged cell that begins in a row above."""
    first, last = (table.body[0].number, table.body[-1].number) if table.body else (1, 0)
    return {
        (area.first_column, row)
        for area in table.sheet.merged
        for row in range(max(area.first_row + 1, first), min(area.last_row, last) + 1)
    }


@dataclass(frozen=True, slots=True)
class _Look:
    """A table as its rows are looked at: the columns whose text makes a row an item, and the rows with a strange ref.

    Attributes:
        said: those of the columns that tell how an item stands.
    """

    table: FoundTable
    columns: Columns
    texts: list[int]
    said: list[int]
    strange: frozenset[int] = frozenset()


def _look(table: FoundTable, columns: Columns) -> _Look:
    once = (Meaning.RECOMMENDATION, Meaning.TITLE, Meaning.RECOMMENDATION_CY)
    named = [columns.once[meaning].column for meaning in once if meaning in columns.once]
    said = _said_columns(columns)
    look = _Look(table, columns, [*named, *said], said)
    strange = strange_refs(table.body, columns.column(Meaning.REF), lambda row: _says_something(row, look))
    return replace(look, strange=strange)


def _said_columns(columns: Columns) -> list[int]:
    """Return the columns of updates, and of what was promised."""
    found = [columns.once[Meaning.ACTIVITY].column] if Meaning.ACTIVITY in columns.once else []
    for group in columns.rounds:
        told = (Meaning.UPDATE, Meaning.RESPONSE, Meaning.EVIDENCE, Meaning.UPDATE_CY)
        found += [group.columns[meaning].column for meaning in told if meaning in group.columns]
        found += [heading.column for heading in group.more]
    return found


def _end(look: _Look) -> int:
    """Return how many rows the table has: to its last item, which may stand below a total only if it is a whole one."""
    last, rows = 0, look.table.body
    ended = False
    for place, row in enumerate(rows):
        held = _held(row)
        if _ends_table(row, held):
            ended = True
        elif _goes_on(row, held, look) if ended else _is_in_table(row, held, look):
            last, ended = place + 1, False
    return _without_foot(rows, last, look.columns)


def _is_in_table(row: CellRow, held: list[int], look: _Look) -> bool:
    if _is_item(row, set(), look):
        return len(held) > 1 or held[0] in look.texts
    ref = _at(row, look.columns.column(Meaning.REF))
    return not _has_item_text(look.columns) and ref is not None and _statuses(row, look.columns, look.table)


def _goes_on(row: CellRow, held: list[int], look: _Look) -> bool:
    """Say whether a row below a total or a note is an item beyond doubt: with a text, and its ref or two more cells."""
    ref = look.columns.column(Meaning.REF)
    whole = _at(row, ref) is not None and len(held) > 2 if ref is not None else len(held) > 2
    return whole and row.number not in look.strange and _is_item(row, set(), look)


def _ends_table(row: CellRow, held: list[int]) -> bool:
    """Say whether a row is a total, with nothing but numbers beside it, or a note or a key by itself."""
    first = row.values[held[0] - 1]
    if not isinstance(first, str):
        return False
    words = first[:_FOOT_WITHIN].casefold().strip()
    alone = not any(isinstance(row.values[column - 1], str) for column in held[1:])
    if len(held) == 2 and _FOOT_OF_TWO.fullmatch(words):
        return True
    return (alone and bool(_TOTAL.match(words))) or (len(held) == 1 and bool(_FOOT.match(words)))


def _without_foot(rows: Sequence[CellRow], last: int, columns: Columns) -> int:
    """Leave out texts that stand alone below the last row with a ref or a second cell: they are notes."""
    if Meaning.REF not in columns.once:
        return last
    while last and len(_held(rows[last - 1])) == 1 and _at(rows[last - 1], columns.column(Meaning.REF)) is None:
        if _at(rows[last - 1], columns.column(Meaning.RECOMMENDATION)) is None:
            break
        last -= 1
    return last


def _has_item_text(columns: Columns) -> bool:
    return Meaning.RECOMMENDATION in columns.once


def _is_item(row: CellRow, refs: set[str], look: _Look) -> bool:
    """Say whether a row is an item; with a ref unlike all others it is one only if something is said of it."""
    if row.number in look.strange and not _says_something(row, look):
        return False
    if _holds(row, look.texts):
        return True
    ref = _at(row, look.columns.column(Meaning.REF))
    if not _statuses(row, look.columns, look.table):
        return False
    if _has_item_text(look.columns):
        return ref is not None and shown(ref) in refs
    return ref is not None


def _says_something(row: CellRow, look: _Look) -> bool:
    return _holds(row, look.said) or _statuses(row, look.columns, look.table)


def _statuses(row: CellRow, columns: Columns, table: FoundTable) -> bool:
    return any(
        _at(row, place := group.columns[Meaning.STATUS].column) is not None or filled(table.sheet, row, place)
        for group in columns.rounds
        if Meaning.STATUS in group.columns
    )


def _group(row: CellRow, columns: Columns, table: FoundTable, place: int) -> Group | None:
    """Return the group a row names: its only cell, or its number and its words where the next refs go on from it."""
    held = _held(row)
    ref_column, text_column = columns.column(Meaning.REF), columns.column(Meaning.RECOMMENDATION)
    ref = _at(row, ref_column)
    if len(held) == 2 and ref is not None and held[0] == ref_column and place + 1 < len(table.body):
        nested = shown(_at(table.body[place + 1], ref_column)).startswith(f"{shown(ref).rstrip('.')}.")
        if nested:
            words = shown(row.values[held[1] - 1])
            return Group(words, held[1], row.number)
    if len(held) != 1 or len(columns.once) + len(columns.rounds) < 3:
        return None
    column, words = held[0], shown(row.values[held[0] - 1])
    texts = (ref_column, text_column, columns.column(Meaning.TITLE))
    if column in _read_columns(columns) and column not in texts:
        return None
    if len(words) > _A_GROUP_AT_MOST or not isinstance(row.values[column - 1], str):
        return None
    if column == ref_column:
        return None if looks_like_ref(words) else Group(words, column, row.number)
    plain_item = column == text_column and ref_column is None and table.sheet.fill(column, row.number) is None
    return None if plain_item else Group(words, column, row.number)


def _read_columns(columns: Columns) -> set[int]:
    once = {heading.column for heading in columns.once.values()}
    return once | {heading.column for one in columns.rounds for heading in (*one.columns.values(), *one.more)}


def _holds(row: CellRow, columns: list[int]) -> bool:
    return any(
        column <= len(row.values)
        and row.values[column - 1] is not None
        and not isinstance(row.values[column - 1], UncalculatedCell)
        for column in columns
    )


def _held(row: CellRow) -> list[int]:
    return [column for column, value in enumerate(row.values, start=1) if value is not None]


def _at(row: CellRow, column: int | None) -> Value:
    return row.values[column - 1] if column is not None and column <= len(row.values) else None

"""Which tables of a workbook are its tracker: the one that says most, those like it, and what belongs to them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from loaders.layouts.interpret.interpreted_table import InterpretedTable
from loaders.layouts.select.list_types import ListKind, is_other_kind, is_status_count, kind_in_heading, list_kind
from loaders.layouts.select.sheet_roles import SheetRole, sheet_role
from loaders.vocabulary.heading_aliases import ACTION_WORD, ColumnMeaning
from loaders.vocabulary.refs import ref_key
from model.text import label_key

_OF_AN_ITEM = (ColumnMeaning.REF, ColumnMeaning.RECOMMENDATION)
_ALIKE = 0.6
"""So large a share of what two tables' columns mean must be common for them to be one tracker."""


@dataclass(slots=True)
class TrackerTables:
    """The tables of a tracker: `family` describes items, `updates` and `promises` only tell of them.

    `others` are lists of another kind, such as risks beside recommendations, which are no part of it; `repeating` only
    repeats an earlier state of it.
    """

    item_tables: list[InterpretedTable]
    update_tables: list[InterpretedTable] = field(default_factory=list)
    promise_tables: list[InterpretedTable] = field(default_factory=list)
    other_lists: list[tuple[InterpretedTable, ListKind]] = field(default_factory=list)
    repeated_tables: list[InterpretedTable] = field(default_factory=list)

    @property
    def all(self) -> list[InterpretedTable]:
        """Every table that is read."""
        return [*self.item_tables, *self.update_tables, *self.promise_tables]


def choose_tables(sources: Sequence[InterpretedTable]) -> TrackerTables | None:
    """Return the tables that are the tracker, or None where no table describes items or tells how they stand."""
    filled = [one for one in sources if one.rows.items and not is_status_count(one)]
    for one in filled:
        _tell_of_actions(one, filled)
    items = [one for one in filled if one.lists_items] or [one for one in filled if one.lists_updates]
    if not items:
        return None
    plain = [one for one in items if list_kind(one) is ListKind.RECOMMENDATIONS]
    main = max(plain or items, key=_says)
    is_other = is_other_kind(list_kind(main))
    others = [] if is_other else list(_of_another_kind(filled))
    apart = [one for one, _ in others]
    family = [one for one in items if _alike(one, main) and is_other_kind(list_kind(one)) == is_other]
    chosen = TrackerTables(family, other_lists=others)
    refs = {ref for one in chosen.item_tables for ref in _refs(one)}
    for one in filled:
        if one in chosen.item_tables or one in apart or not refs & _refs(one):
            continue
        if one.lists_updates:
            chosen.update_tables.append(one)
        elif one.lists_promises:
            chosen.promise_tables.append(one)
    return chosen


def _of_another_kind(sources: Sequence[InterpretedTable]) -> Iterator[tuple[InterpretedTable, ListKind]]:
    for one in sources:
        kind = list_kind(one)
        if kind is not None and is_other_kind(kind):
            yield one, kind


def _tell_of_actions(one: InterpretedTable, others: Sequence[InterpretedTable]) -> None:
    """Let a table of actions tell of what another table describes, where their refs are the same."""
    text = one.columns.fields.get(ColumnMeaning.RECOMMENDATION)
    if text is None or not ACTION_WORD.search(text.words) or not one.columns.rounds:
        return
    refs = _refs(one)
    described = [other for other in others if other is not one and _may_describe(other, one)]
    if refs and any(2 * len(refs & _refs(other)) > len(refs) for other in described):
        columns = one.columns
        columns.actions.append(columns.fields.pop(ColumnMeaning.RECOMMENDATION))
        columns.field_columns = tuple(cell for cell in columns.field_columns if cell[0] != ColumnMeaning.RECOMMENDATION)


def _may_describe(other: InterpretedTable, one: InterpretedTable) -> bool:
    """Say whether a table may describe what the actions of another are about: no list of risks beside them is that.

    It may where the refs of the actions are headed as those of risks: Risk ID.
    """
    own = one.columns.fields.get(ColumnMeaning.REF)
    kind = list_kind(other)
    apart = is_other_kind(kind) and (own is None or kind_in_heading(own.words) is not kind)
    return not apart and _describes(other) and not _numbers_itself(one, other)


def _numbers_itself(one: InterpretedTable, other: InterpretedTable) -> bool:
    """Say whether a table only numbers its rows from 1, under another heading than the refs of the other: minutes."""
    column, heading = one.columns.column(ColumnMeaning.REF), other.columns.fields.get(ColumnMeaning.REF)
    numbers = [ref_key(item.row.value_at(column)) for item in one.rows.items]
    counted = numbers == [str(number) for number in range(1, len(numbers) + 1)]
    own = one.columns.fields.get(ColumnMeaning.REF)
    return counted and own is not None and heading is not None and label_key(own.words) != label_key(heading.words)


def _describes(source: InterpretedTable) -> bool:
    """Say whether a table holds recommendations, and not what is to be done about them."""
    text = source.columns.fields.get(ColumnMeaning.RECOMMENDATION)
    return source.lists_items and text is not None and not ACTION_WORD.search(text.words)


def _says(source: InterpretedTable) -> tuple[float, int]:
    """Return how much a table says: statuses and updates weigh most, then its other columns, then its rows."""
    fields = len(source.columns.fields) + 3 * len(source.meanings & {ColumnMeaning.STATUS, ColumnMeaning.UPDATE})
    return fields + min(len(source.rows.items), 20) / 10, len(source.rows.items)


def _alike(one: InterpretedTable, main: InterpretedTable) -> bool:
    common, all_of_both = one.meanings & main.meanings, one.meanings | main.meanings
    return one is main or len(common) >= _ALIKE * len(all_of_both) or _goes_on(one, main)


def _goes_on(one: InterpretedTable, main: InterpretedTable) -> bool:
    """Say whether a sheet of what is closed, or of an earlier time, has the refs and texts of a list and says less."""
    if sheet_role(one) not in (SheetRole.CLOSED, SheetRole.EARLIER):
        return False
    headings = [[source.columns.fields.get(one) for one in _OF_AN_ITEM] for source in (one, main)]
    words = [[label_key(heading.words) for heading in found if heading is not None] for found in headings]
    return len(words[0]) == len(_OF_AN_ITEM) and words[0] == words[1]


def _refs(source: InterpretedTable) -> set[str]:
    if "ref" in source.inherited:
        return {ref_key(source.inherited["ref"].value)}
    column = source.columns.column(ColumnMeaning.REF)
    return set(map(ref_key, {item.row.value_at(column) for item in source.rows.items})) - {""}

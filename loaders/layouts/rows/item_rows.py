"""Which rows of a table are items: rows with a text of an item, an update or a status."""

import re
from collections.abc import Callable, Collection, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache

from loaders.cells.values import CellRow, UncalculatedCell, plain_text
from loaders.layouts.columns.column_map import ColumnMap
from loaders.layouts.tables.detect_tables import FoundTable
from loaders.vocabulary.heading_aliases import ColumnMeaning
from loaders.vocabulary.refs import looks_like_ref

_ITEM_TEXTS = (ColumnMeaning.RECOMMENDATION, ColumnMeaning.TITLE, ColumnMeaning.RECOMMENDATION_CY)
_UPDATE_TEXTS = (ColumnMeaning.UPDATE, ColumnMeaning.RESPONSE, ColumnMeaning.EVIDENCE, ColumnMeaning.UPDATE_CY)
_DETAILS = (ColumnMeaning.THEME, ColumnMeaning.LEAD_AGENCY)
_OTHER_REF = re.compile(r"[\W_]*(?:[^\W\d_]|[ivxlc]+|tb[acd]|new|n/?a)[\W_]*", re.IGNORECASE)
"""A letter, a Roman numeral, or a placeholder for a ref, such as TBC."""
_NEARLY_ALL = 0.9
"""So large a share of the refs of a table must look like refs, for another one to be irregular."""


@dataclass(frozen=True, slots=True)
class ItemRowRules:
    """The rules that decide which rows of a table are items.

    Attributes:
        text_columns: the columns whose text makes a row an item.
        update_columns: those of them with updates.
        has_texts: whether the table has a column of recommendations.
        detail_columns: the columns of themes and agencies: with a ref, a status and one of these a row is an item.
        irregular_refs: the numbers of the rows whose ref does not look like the others.
    """

    table: FoundTable
    ref_column: int | None
    text_columns: tuple[int, ...]
    update_columns: tuple[int, ...]
    status_columns: Set[int]
    has_texts: bool
    detail_columns: tuple[int, ...] = ()
    irregular_refs: frozenset[int] = frozenset()

    def is_item(self, row: CellRow, refs: Callable[[], Collection[str]]) -> bool:
        """Return whether a row is an item; with an irregular ref it is one only if it has an update or a status.

        In a table with texts a row with only a status is an item if its ref is one of `refs()`: those of the rows with
        a text.
        """
        if row.number in self.irregular_refs and not self.has_update(row):
            return False
        if has_value(row, self.text_columns):
            return True
        ref = row.value_at(self.ref_column)
        if ref is None or not self.has_status(row):
            return False
        return not self.has_texts or has_value(row, self.detail_columns) or plain_text(ref) in refs()

    def has_update(self, row: CellRow) -> bool:
        """Return whether a row has an update or a status."""
        return has_value(row, self.update_columns) or self.has_status(row)

    def has_status(self, row: CellRow) -> bool:
        """Return whether a row has a status, or a fill in a column of statuses."""
        sheet = self.table.sheet
        return any(
            row.value_at(column) is not None or sheet.distinct_fill(row, column) for column in self.status_columns
        )


def item_row_rules(table: FoundTable, columns: ColumnMap) -> ItemRowRules:
    """Return the rules that decide which rows of a table are items."""
    texts = [columns.fields[meaning].column for meaning in _ITEM_TEXTS if meaning in columns.fields]
    texts += [heading.column for heading in columns.actions]
    updates = _update_columns(columns)
    ref = columns.column(ColumnMeaning.REF)
    rules = ItemRowRules(
        *(table, ref, (*texts, *updates), updates, columns.status_columns),
        has_texts=ColumnMeaning.RECOMMENDATION in columns.fields,
        detail_columns=tuple(columns.fields[meaning].column for meaning in _DETAILS if meaning in columns.fields),
    )
    return replace(rules, irregular_refs=_find_irregular_refs(table.body, ref, rules.has_update))


def has_value(row: CellRow, columns: Sequence[int]) -> bool:
    """Return whether a row has a value in any of some columns; a formula without a result does not count."""
    values, width = row.values, len(row.values)
    for column in columns:
        value = values[column - 1] if column <= width else None
        if value is not None and not isinstance(value, UncalculatedCell):
            return True
    return False


def _update_columns(columns: ColumnMap) -> tuple[int, ...]:
    """Return the columns of updates, and of activities."""
    found = [columns.fields[ColumnMeaning.ACTIVITY].column] if ColumnMeaning.ACTIVITY in columns.fields else []
    for period in columns.rounds:
        found += [period.columns[meaning].column for meaning in _UPDATE_TEXTS if meaning in period.columns]
        found += [heading.column for heading in period.further_updates]
    return tuple(found)


def _find_irregular_refs(
    body: Sequence[CellRow], column: int | None, has_update: Callable[[CellRow], bool]
) -> frozenset[int]:
    """Return the numbers of the rows whose ref does not look like a ref, in a table where nearly all do.

    The share is counted among the rows with an update or a status; where there are none, among all rows with a ref.
    """
    if column is None:
        return frozenset()
    refs = ((number, values[column - 1]) for number, values in body if len(values) >= column)
    irregular = frozenset(
        number for number, value in refs if type(value) is not int and not _may_be_ref(plain_text(value))
    )
    if not irregular:
        return frozenset()
    with_ref = [row for row in body if plain_text(row.value_at(column))]
    counted = [row.number for row in with_ref if has_update(row)] or [row.number for row in with_ref]
    regular = sum(number not in irregular for number in counted)
    return irregular if regular >= _NEARLY_ALL * len(counted) else frozenset()


@lru_cache(maxsize=4096)
def _may_be_ref(words: str) -> bool:
    return not words or looks_like_ref(words) or bool(_OTHER_REF.fullmatch(words))

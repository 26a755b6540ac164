"""Which rows of a table are items: by their texts, updates and statuses, and by the shape of full rows."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from loaders.cells.values import CellRow, UncalculatedCell, plain_text
from loaders.layouts.column_map import ColumnMap, ColumnRole
from loaders.layouts.tables.detect_tables import FoundTable
from loaders.layouts.weigh_columns import rows_to_first_title
from loaders.vocabulary.heading_aliases import ColumnMeaning
from loaders.vocabulary.refs import looks_like_ref

_ITEM_TEXTS = (ColumnMeaning.RECOMMENDATION, ColumnMeaning.TITLE, ColumnMeaning.RECOMMENDATION_CY)
_UPDATE_TEXTS = (
    *(ColumnMeaning.UPDATE, ColumnMeaning.RESPONSE, ColumnMeaning.EVIDENCE, ColumnMeaning.UPDATE_CY),
    ColumnMeaning.ACTIVITY,
)
_DETAILS = (ColumnMeaning.THEME, ColumnMeaning.LEAD_AGENCY)
_OTHER_REF = re.compile(r"[\W_]*(?:[^\W\d_]|[ivxlc]+|tb[acd]|new|n/?a)[\W_]*", re.IGNORECASE)
"""A letter, a Roman numeral, or a placeholder for a ref, such as TBC."""
_NEARLY_ALL = 0.9
"""So large a share of the refs of a table must look like refs, for another one to be irregular."""
_MIN_CELLS, _MIN_ROWS, _MIN_CORE = 3, 3, 3
"""A table has a shape if so many rows fill so many cells, and so many columns in common."""
_OFTEN, _ALIKE, _ALL = 0.5, 0.6, 0.9
_MAX_BAND = 150
_SAMPLE = 2000


class ItemRowRules:
    """The rules that decide which rows of a table are items.

    Attributes:
        text_columns: the columns whose text makes a row an item; `update_columns` are those of them with updates.
        has_texts: whether the table has a column of recommendations.
        detail_columns: the columns of themes and agencies: with a ref, a status and one of these a row is an item.
        irregular_refs: the numbers of the rows whose ref does not look like the others.
    """

    def __init__(self, table: FoundTable, columns: ColumnMap) -> None:
        """Prepare the rules."""
        actions = (heading.column for heading in columns.by_role[ColumnRole.ACTION])
        self.table, self.status_columns = table, columns.status_columns
        self.ref_column = columns.column(ColumnMeaning.REF)
        self.update_columns = columns.columns_of(*_UPDATE_TEXTS)
        self.text_columns = (*columns.columns_of(*_ITEM_TEXTS), *actions, *self.update_columns)
        self.has_texts = ColumnMeaning.RECOMMENDATION in columns.fields
        self.detail_columns = columns.columns_of(*_DETAILS)
        self.irregular_refs = self._find_irregular_refs()

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

    def _find_irregular_refs(self) -> frozenset[int]:
        """Return the numbers of the rows whose ref does not look like a ref, in a table where nearly all do.

        The share is counted among the rows with an update or a status; where there are none, among all rows with a ref.
        """
        column, body = self.ref_column, self.table.body
        if column is None:
            return frozenset()
        refs = ((number, values[column - 1]) for number, values in body if len(values) >= column)
        irregular = frozenset(
            number for number, value in refs if type(value) is not int and not _may_be_ref(plain_text(value))
        )
        if not irregular:
            return frozenset()
        with_ref = [row for row in body if plain_text(row.value_at(column))]
        counted = [row.number for row in with_ref if self.has_update(row)] or [row.number for row in with_ref]
        regular = sum(number not in irregular for number in counted)
        return irregular if regular >= _NEARLY_ALL * len(counted) else frozenset()


def has_value(row: CellRow, columns: Sequence[int]) -> bool:
    """Return whether a row has a value in any of some columns; a formula without a result does not count."""
    values, width = row.values, len(row.values)
    for column in columns:
        value = values[column - 1] if column <= width else None
        if value is not None and not isinstance(value, UncalculatedCell):
            return True
    return False


@dataclass(frozen=True, slots=True)
class RowShape:
    """The shape of the full rows of a table.

    Attributes:
        core: the columns that at least half of them fill; empty where the table has too few rows to have a shape.
        text: the column of the text, if nearly all of its cells in full rows are texts.
        bands: the numbers of the rows that only name what follows.
    """

    core: frozenset[int] = frozenset()
    ref: int | None = None
    refs: frozenset[str] = frozenset()
    text: int | None = None
    bands: frozenset[int] = frozenset()

    def fits(self, row: CellRow) -> bool:
        """Return whether a row fills most columns of the items, or has another ref of their form; any if unshaped."""
        if self.text is not None and not isinstance(row.value_at(self.text), str):
            return False
        filled = sum(row.value_at(column) is not None for column in self.core)
        ref = plain_text(row.value_at(self.ref))
        return filled >= _ALIKE * len(self.core) or (ref not in self.refs and _form(ref) in map(_form, self.refs))


def row_shape(table: FoundTable, columns: ColumnMap) -> RowShape:
    """Return the shape of a table's items, from its rows with a text and at least two other cells."""
    text = columns.column(ColumnMeaning.RECOMMENDATION) or columns.column(ColumnMeaning.TITLE)
    body = rows_to_first_title(table.body[:_SAMPLE])
    full = [row for row in body if row.value_at(text) is not None and row.filled_count >= _MIN_CELLS]
    counts = Counter(column for row in full for column in row.filled_columns)
    core = frozenset(column for column, count in counts.items() if count >= _OFTEN * len(full))
    if text is None or len(full) < _MIN_ROWS or len(core) < _MIN_CORE:
        return RowShape()
    are_texts = sum(isinstance(row.value_at(text), str) for row in full) >= _ALL * len(full)
    ref = columns.column(ColumnMeaning.REF)
    refs = frozenset(words for row in full if (words := plain_text(row.value_at(ref))))
    return RowShape(core, ref, refs, text if are_texts else None, _find_bands(table, columns, text, full))


@lru_cache(maxsize=4096)
def _may_be_ref(words: str) -> bool:
    return not words or looks_like_ref(words) or bool(_OTHER_REF.fullmatch(words))


def _find_bands(table: FoundTable, columns: ColumnMap, text: int, full: Sequence[CellRow]) -> frozenset[int]:
    """Return the rows with only a text and a number that no full row has: in another column, or of another form.

    A short text merged over most of the table is a band as well, and one alone where every full row has a status.
    """
    last = full[-1].number
    above = [row for row in table.body if row.number < last and row.filled_count <= 2]
    thin = [row for row in above if isinstance(row.value_at(text), str)]
    wide = {a.first_row for a in table.sheet.merged if 2 * (a.last_column - a.first_column) > len(table.headings)}
    merged = {row.number for row in thin if row.number in wide and row.filled_count == 1 and _is_short(row, text)}
    if not thin or len(thin) > len(full):
        return frozenset(merged)
    numbered = [row for row in thin if row.filled_count == 2]
    bands = [row.number for row in numbered] if numbered and _has_other_numbers(numbered, text, full) else []
    statuses = columns.status_columns
    if (
        columns.column(ColumnMeaning.REF) is None
        and statuses
        and sum(any(row.value_at(column) is not None for column in statuses) for row in full) >= _ALL * len(full)
    ):
        bands += [row.number for row in thin if row.filled_count == 1 and _is_short(row, text)]
    return frozenset(merged.union(bands))


def _is_short(row: CellRow, column: int) -> bool:
    return len(str(row.value_at(column))) <= _MAX_BAND


def _has_other_numbers(numbered: Sequence[CellRow], text: int, full: Sequence[CellRow]) -> bool:
    columns = {column for row in numbered for column in row.filled_columns} - {text}
    if len(columns) != 1 or min(columns) > text:
        return False
    column = min(columns)
    filled = [plain_text(row.value_at(column)) for row in full if row.value_at(column) is not None]
    if len(filled) < (1 - _ALL) * len(full):
        return True
    forms = {_form(plain_text(row.value_at(column))) for row in numbered}
    return len(filled) >= _ALL * len(full) and forms.isdisjoint(map(_form, filled))


@lru_cache(maxsize=4096)
def _form(words: str) -> str:
    """Return the form of a ref: V1 and V12 are A9, and 1.1 is 9.9."""
    return re.sub(r"[^\W\d_]+", "A", re.sub(r"\d+", "9", words.strip()))

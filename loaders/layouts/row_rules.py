"""Which rows of a table are items: by their texts, updates and statuses, and by the shape of full rows."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from loaders.cells.values import CellRow, UncalculatedCell, plain_text
from loaders.layouts.column_profiles import rows_to_first_title
from loaders.layouts.find_tables import FoundTable
from loaders.layouts.resolve_columns import ColumnMap, ColumnRole
from loaders.vocabulary.headings import ColumnMeaning
from loaders.vocabulary.refs import looks_like_ref

_ITEM_TEXTS = (ColumnMeaning.RECOMMENDATION, ColumnMeaning.TITLE, ColumnMeaning.RECOMMENDATION_CY)
_UPDATE_TEXTS = (
    *(ColumnMeaning.UPDATE, ColumnMeaning.RESPONSE, ColumnMeaning.EVIDENCE, ColumnMeaning.UPDATE_CY),
    ColumnMeaning.ACTIVITY,
)
_DETAILS = (ColumnMeaning.THEME, ColumnMeaning.LEAD_AGENCY)
_OTHER_REF = re.compile(r"[\W_]*(?:[^\W\d_]|[ivxlc]+|tb[acd]|new|n/?a)[\W_]*", re.IGNORECASE)
"""A letter, a Roman numeral, or a placeholder for a ref, such as TBC."""
_BULLETS = ("-", "–", "•", "*", "·", "▪", "◦", "o ")
_SENTENCE_END = (".", "!", "?", ":", ";")
MAX_GROUP, MIN_GUIDANCE_WORDS, SAMPLE = 150, 4, 2000
_OFTEN, _ALIKE, NEARLY_ALL = 0.5, 0.6, 0.9
"""Shares of rows: that fill a column, of columns that an item fills, and that have something in common."""
MIN_FULL = 3
"""A table has a shape if so many rows fill so many cells, and so many columns in common."""


class RowRules:
    """What decides which rows of a table are items: their texts, updates and statuses, and the shape of full rows.

    Attributes:
        text_columns: the columns whose text makes a row an item; `update_columns` are those of them with updates.
        core: the columns that at least half of the full rows fill; empty if there are too few of them.
        text: the column of the text, if nearly all of its cells in full rows are texts.
        bands: the numbers of the rows that only name what follows.
        irregular_refs: the numbers of the rows whose ref does not look like the others.
    """

    def __init__(self, table: FoundTable, columns: ColumnMap) -> None:
        actions = (heading.column for heading in columns.by_role[ColumnRole.ACTION])
        self.table, self.columns, self.status_columns = table, columns, columns.status_columns
        self.ref = columns.column(ColumnMeaning.REF)
        self.update_columns = columns.columns_of(*_UPDATE_TEXTS)
        self.text_columns = (*columns.columns_of(*_ITEM_TEXTS), *actions, *self.update_columns)
        self._details = columns.columns_of(*_DETAILS)
        self.irregular_refs = self._find_irregular_refs()
        text = self._column = columns.column(ColumnMeaning.RECOMMENDATION) or columns.column(ColumnMeaning.TITLE)
        body = rows_to_first_title(table.body[:SAMPLE])
        full = [row for row in body if row.value_at(text) is not None and row.filled_count >= MIN_FULL]
        counts = Counter(column for row in full for column in row.filled_columns)
        self.core = {column for column, count in counts.items() if count >= _OFTEN * len(full)}
        self.text, self.bands, self._refs, self._ends = None, frozenset[int](), set[str](), False
        if text is None or len(full) < MIN_FULL or len(self.core) < MIN_FULL:
            self.core = set()
            return
        texts = [str(row.value_at(text)) for row in full if isinstance(row.value_at(text), str)]
        self.text = text if _most(len(texts), full) else None
        self._refs = {words for row in full if (words := plain_text(row.value_at(self.ref)))}
        self._ends = 2 * sum(words.endswith(_SENTENCE_END) for words in texts) >= len(texts)
        self.bands = frozenset(_find_bands(table, columns, text, full))

    def is_item(self, row: CellRow) -> bool:
        """Return whether a row is an item; with an irregular ref it is one only if it has an update or a status.

        In a table with texts a row with only a status is an item if its ref is one of the rows with a text.
        """
        if row.number in self.irregular_refs and not self.has_update(row):
            return False
        ref = row.value_at(self.ref)
        if _has_value(row, self.text_columns) or ref is None or not self.has_status(row):
            return _has_value(row, self.text_columns)
        has_texts = ColumnMeaning.RECOMMENDATION in self.columns.fields
        return not has_texts or _has_value(row, self._details) or plain_text(ref) in self._refs

    def has_update(self, row: CellRow) -> bool:
        """Return whether a row has an update or a status."""
        return _has_value(row, self.update_columns) or self.has_status(row)

    def has_status(self, row: CellRow) -> bool:
        """Return whether a row has a status, or a fill in a column of statuses."""
        sheet = self.table.sheet
        return any(row.value_at(c) is not None or sheet.distinct_fill(row, c) for c in self.status_columns)

    def fits(self, row: CellRow) -> bool:
        """Return whether a row fills most columns of the items, or has another ref of their form; any if unshaped."""
        if self.text is not None and not isinstance(row.value_at(self.text), str):
            return False
        filled, ref = sum(row.value_at(column) is not None for column in self.core), plain_text(row.value_at(self.ref))
        is_next = ref not in self._refs and _form(ref) in map(_form, self._refs)
        return filled >= _ALIKE * len(self.core) or is_next

    def continues(self, row: CellRow, item: CellRow, above: CellRow, *, is_below: bool) -> bool:
        """Return whether a row without a ref goes on with the texts of the item right above it.

        It goes on with its sentence, or has another sentence or point of its text alone; below the last row of a table
        such a sentence may be a note.
        """
        text, before = row.value_at(self._column), item.value_at(self._column)
        is_next = row.number - above.number == 1 and row.value_at(self.ref) is None and self.ref != self._column
        if not is_next or not isinstance(text, str) or not isinstance(before, str):
            return False
        others = {*row.filled_columns} - {self._column}
        is_plain = others <= {*self.update_columns} - {*self.status_columns}
        if _goes_on(before, text) or (self._refs and self._ends and not before.endswith(_SENTENCE_END)):
            cells = [each.value_at(column) for each in (item, row) for column in others - {*self.update_columns}]
            return is_plain or all(isinstance(value, str) for value in cells)
        is_sentence = text.endswith(".") and len(text.split()) >= MIN_GUIDANCE_WORDS
        is_point = text.startswith(_BULLETS)
        return is_plain and bool(self._refs) and (is_point or (is_sentence and not is_below and not others))

    def joined(self, item: CellRow, row: CellRow) -> CellRow:
        """Return an item with the texts of a row that continues it: a sentence goes on, or there is another line."""
        values = item.values + [None] * (len(row.values) - len(item.values))
        for column in row.filled_columns:
            before, added = plain_text(values[column - 1]), plain_text(row.value_at(column))
            begun = column not in self.update_columns and not before.endswith(_SENTENCE_END)
            gap = " " if _goes_on(before, added) or (begun and not added.startswith(_BULLETS)) else "\n"
            values[column - 1] = f"{before}{gap}{added}" if before else row.value_at(column)
        return CellRow(item.number, values)

    def _find_irregular_refs(self) -> frozenset[int]:
        """Return the numbers of the rows whose ref does not look like a ref, in a table where nearly all do.

        The share is counted among the rows with an update or a status; where there are none, among all rows with a ref.
        """
        with_ref = [row for row in self.table.body if row.value_at(self.ref) is not None]
        irregular = {row.number for row in with_ref if not _may_be_ref(plain_text(row.value_at(self.ref)))}
        counted = [row for row in with_ref if self.has_update(row)] if irregular else []
        regular = [row for row in counted or with_ref if row.number not in irregular]
        return frozenset(irregular) if _most(len(regular), counted or with_ref) else frozenset()


def _goes_on(before: str, text: str) -> bool:
    """Return whether a text begins in the middle of a sentence that is not at its end."""
    return text[:1].islower() and not before.endswith(_SENTENCE_END) and not text.startswith(_BULLETS)


def _has_value(row: CellRow, columns: Sequence[int]) -> bool:
    """Return whether a row has a value in any of some columns; a formula without a result does not count."""
    values = (row.value_at(column) for column in columns)
    return any(value is not None and not isinstance(value, UncalculatedCell) for value in values)


def _most(count: int, rows: Sequence[CellRow]) -> bool:
    return count >= NEARLY_ALL * len(rows)


@lru_cache(maxsize=4096)
def _may_be_ref(words: str) -> bool:
    return not words or looks_like_ref(words) or bool(_OTHER_REF.fullmatch(words))


@lru_cache(maxsize=4096)
def _form(words: str) -> str:
    """Return the form of a ref: V1 and V12 are A9, and 1.1 is 9.9."""
    return re.sub(r"[^\W\d_]+", "A", re.sub(r"\d+", "9", words.strip()))


def _find_bands(table: FoundTable, columns: ColumnMap, text: int, full: Sequence[CellRow]) -> Iterator[int]:
    """Yield the rows with only a text and a number that no full row has: in another column, or of another form.

    A short text merged over most of the table is a band as well, and one alone where every full row has a status.
    """
    above = [row for row in table.body if row.number < full[-1].number and row.filled_count <= 2]
    thin = [row for row in above if isinstance(row.value_at(text), str)]
    short = [row for row in thin if row.filled_count == 1 and len(str(row.value_at(text))) <= MAX_GROUP]
    wide = {a.first_row for a in table.sheet.merged if 2 * (a.last_column - a.first_column) > len(table.headings)}
    yield from (row.number for row in short if row.number in wide)
    if len(thin) > len(full):
        return
    numbered = [row for row in thin if row.filled_count == 2]
    if numbered and _has_other_numbers(numbered, text, full):
        yield from (row.number for row in numbered)
    rated = sum(any(row.value_at(column) is not None for column in columns.status_columns) for row in full)
    if columns.column(ColumnMeaning.REF) is None and _most(rated, full):
        yield from (row.number for row in short)


def _has_other_numbers(numbered: Sequence[CellRow], text: int, full: Sequence[CellRow]) -> bool:
    columns = {column for row in numbered for column in row.filled_columns} - {text}
    if len(columns) != 1 or min(columns) > text:
        return False
    column = min(columns)
    filled = [plain_text(row.value_at(column)) for row in full if row.value_at(column) is not None]
    forms = {_form(plain_text(row.value_at(column))) for row in numbered}
    is_rare = len(filled) < (1 - NEARLY_ALL) * len(full)
    return is_rare or (_most(len(filled), full) and forms.isdisjoint(map(_form, filled)))

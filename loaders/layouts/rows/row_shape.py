"""The shape of the items of a table: which columns they fill. Bands, legends and notes have another shape."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from loaders.cells.values import CellRow, plain_text
from loaders.layouts.columns.column_map import ColumnMap
from loaders.layouts.columns.column_profile import rows_to_first_title
from loaders.layouts.tables.detect_tables import FoundTable
from loaders.vocabulary.heading_aliases import ColumnMeaning

_MIN_CELLS, _MIN_ROWS, _MIN_CORE = 3, 3, 3
"""A table has a shape if so many rows fill so many cells, and so many columns in common."""
_OFTEN, _ALIKE, _ALL = 0.5, 0.6, 0.9
_MAX_BAND = 150
_SAMPLE = 2000


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
        """Return whether a row fills most of the columns that items fill, or has another ref of the form of theirs.

        Any row fits where there is no shape.
        """
        if not self.core:
            return True
        if self.text is not None and not isinstance(row.value_at(self.text), str):
            return False
        filled = sum(row.value_at(column) is not None for column in self.core)
        ref = plain_text(row.value_at(self.ref))
        return filled >= _ALIKE * len(self.core) or (ref not in self.refs and _form(ref) in map(_form, self.refs))


def row_shape(table: FoundTable, columns: ColumnMap) -> RowShape:
    """Return the shape of a table's items, from its rows with a text and at least two other cells."""
    text = columns.column(ColumnMeaning.RECOMMENDATION) or columns.column(ColumnMeaning.TITLE)
    if text is None:
        return RowShape()
    body = rows_to_first_title(table.body[:_SAMPLE])
    full = [row for row in body if row.value_at(text) is not None and row.filled_count >= _MIN_CELLS]
    counts = Counter(column for row in full for column in row.filled_columns)
    core = frozenset(column for column, count in counts.items() if count >= _OFTEN * len(full))
    if len(full) < _MIN_ROWS or len(core) < _MIN_CORE:
        return RowShape()
    are_texts = sum(isinstance(row.value_at(text), str) for row in full) >= _ALL * len(full)
    ref = columns.column(ColumnMeaning.REF)
    refs = frozenset(words for row in full if (words := plain_text(row.value_at(ref))))
    return RowShape(core, ref, refs, text if are_texts else None, _find_bands(table, columns, text, full))


def _find_bands(table: FoundTable, columns: ColumnMap, text: int, full: Sequence[CellRow]) -> frozenset[int]:
    """Return the rows with only a text and a number that no full row has: in another column, or of another form.

    In a table where every full row has a status, a short text alone is a band as well.
    """
    last = full[-1].number
    above = [row for row in table.body if row.number < last and row.filled_count <= 2]
    thin = [row for row in above if isinstance(row.value_at(text), str)]
    if not thin or len(thin) > len(full):
        return frozenset()
    numbered = [row for row in thin if row.filled_count == 2]
    bands = [row.number for row in numbered] if numbered and _has_other_numbers(numbered, text, full) else []
    statuses = columns.status_columns
    if (
        columns.column(ColumnMeaning.REF) is None
        and statuses
        and sum(any(row.value_at(column) is not None for column in statuses) for row in full) >= _ALL * len(full)
    ):
        bands += [row.number for row in thin if row.filled_count == 1 and len(str(row.value_at(text))) <= _MAX_BAND]
    return frozenset(bands)


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

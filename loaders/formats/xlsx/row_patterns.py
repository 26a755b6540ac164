"""Read the cells of rows by their pattern: most rows of a sheet have cells of the same columns, styles and types."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial
from itertools import pairwise
from typing import NamedTuple

from loaders.cells.addresses import COLUMN_NUMBERS
from loaders.cells.fill import Fill
from loaders.cells.values import Value
from loaders.formats.xlsx.fast_rows import CellParts
from loaders.formats.xlsx.stored_values import StoredValues, number_or_blank

_Values = tuple[list[Value], dict[int, Fill]]
"""The values of a row from column A, and its fills by column."""


class _RowPattern(NamedTuple):
    """The pattern of a row: how the stored text of each cell becomes its value, the gaps between them, and fills."""

    converters: Sequence[Callable[[str], Value]]
    gaps: Sequence[int]
    fills: Mapping[int, Fill]


class RowPatterns:
    """The patterns of rows whose cells are shared texts and numbers.

    Args:
        texts: the shared texts that need no issue, by their numbers.
        stored: converts numbers with a format.
        fills: the fills by style.
        width: the last column that a sheet may have.
    """

    def __init__(
        self, texts: Mapping[str, str], stored: StoredValues, fills: Mapping[str, Fill], *, width: int
    ) -> None:
        self._texts, self._stored, self._fills, self._width = texts, stored, fills, width
        self._pattern = lru_cache(maxsize=1024)(self._find_pattern)

    def read(self, number: str, cells: Sequence[CellParts]) -> _Values | None:
        """Return the values and the fills of a row; None if it has another kind of cell, or one in another row."""
        letters, digits, styles, kinds, stored, inline_texts, _ = zip(*cells, strict=True)
        pattern = self._pattern(letters, styles, kinds)
        if pattern is None or digits.count(number) != len(cells) or any(inline_texts):
            return None
        values = [convert(text) for convert, text in zip(pattern.converters, stored, strict=True)]
        if None in values and values.count(None) != stored.count(""):
            return None  # a text with an issue
        for index in pattern.gaps:
            values.insert(index, None)
        while values and values[-1] is None:
            values.pop()
        return values, dict(pattern.fills)

    def _find_pattern(
        self, letters: tuple[str, ...], styles: tuple[str, ...], kinds: tuple[str, ...]
    ) -> _RowPattern | None:
        """Return the pattern of a row; None if it has a cell of another kind, or its columns are out of order."""
        columns = [COLUMN_NUMBERS[each] for each in letters]
        in_order = all(before < after for before, after in pairwise(columns))
        if not in_order or columns[-1] > self._width or not set(kinds) <= {"s", "", "n"}:
            return None
        converters = [self._converter(style, kind) for style, kind in zip(styles, kinds, strict=True)]
        gaps = [column - 1 for column in range(1, columns[-1]) if column not in columns]
        fills = {
            column: self._fills[style] for column, style in zip(columns, styles, strict=True) if style in self._fills
        }
        return _RowPattern(converters, gaps, fills)

    def _converter(self, style: str, kind: str) -> Callable[[str], Value]:
        """Return the function that turns the stored text of a cell into its value, or None for a blank."""
        if kind == "s":
            return self._texts.get
        is_formatted = (style or "0") in self._stored.formatted
        return partial(self._stored.formatted_number, style or "0") if is_formatted else number_or_blank

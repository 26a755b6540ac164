"""What a cell stores, turned into its value by its type and its number format."""

from collections.abc import Set
from datetime import date
from functools import lru_cache
from math import isfinite

from loaders.cells.dates import date_of_number, date_of_text
from loaders.cells.number_display import shown_number
from loaders.cells.number_formats import GENERAL, is_date, is_length_of_time
from loaders.cells.values import ErrorCell, NumberCell, Value, plain_text
from loaders.formats.xlsx.styles import Styles

_TRUE = ("1", "true")
_PLAIN = (GENERAL, "0", "@")
"""Formats that show a whole number as it is."""


class StoredValues:
    """The values of cells that do not hold text. A number that its format shows in another way is worked out once."""

    def __init__(self, styles: Styles, day_zero: date) -> None:
        self._day_zero = day_zero
        self._formats = styles.number_formats
        self._dated = {style: form for style, form in self._formats.items() if is_date(form) or is_length_of_time(form)}
        others = {style: form for style, form in self._formats.items() if style not in self._dated}
        self._numbered = {style: form for style, form in others.items() if form not in _PLAIN}
        self._formatted = self._dated.keys() | self._numbered.keys()
        self._known: dict[tuple[str, str], Value] = {}

    @property
    def formatted(self) -> Set[str]:
        """The styles by which a number is a date or a length of time, or is shown in another way."""
        return self._formatted

    def value(self, kind: str, stored: str, style: str) -> Value:
        """Return what is stored as a number, a truth, a date or an error. Raises ValueError where it is none."""
        if kind == "n":
            return self._formatted_number(stored, style) if style in self._formatted else number_of(stored)
        if kind == "b":
            return stored in _TRUE
        if kind == "e":
            return ErrorCell(stored)
        if kind == "d":
            return date_of_text(stored, number_format=self._formats.get(style, GENERAL))
        raise ValueError(f"no type of cell: {kind}")

    def _formatted_number(self, stored: str, style: str) -> Value:
        known = self._known.get((stored, style))
        if known is None:
            number = number_of(stored)
            known = number
            if not isinstance(number, ErrorCell) and style in self._dated:
                known = date_of_number(number, number_format=self._dated[style], day_zero=self._day_zero)
            elif not isinstance(number, ErrorCell):
                known = number_cell(number, shown_number(number, self._numbered[style]))
            self._known[stored, style] = known
        return known


def number_cell(number: float, as_shown: str | None) -> Value:
    """Return a number with what its cell shows, where that is another way of writing it."""
    return number if as_shown is None or as_shown == plain_text(number) else NumberCell(number, as_shown)


@lru_cache(maxsize=65_536)
def number_of(stored: str) -> int | float | ErrorCell:
    """Return a number as it is stored. Raises ValueError where it is none."""
    try:
        return int(stored)
    except ValueError:
        number = float(stored)
        return number if isfinite(number) else ErrorCell("#NUM!")

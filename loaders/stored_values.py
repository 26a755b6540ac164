"""What a cell stores, turned into its value by its type and its number format."""

from collections.abc import Set
from datetime import date
from functools import lru_cache
from math import isfinite

from loaders.cell_values import ErrorCell, Value
from loaders.number_formats import GENERAL, is_date, is_length_of_time
from loaders.serial_dates import date_of_number, date_of_text
from loaders.styles import Styles

_TRUE = ("1", "true")


class StoredValues:
    """The values of cells that do not hold text. A number in a date's format is worked out once."""

    def __init__(self, styles: Styles, day_zero: date) -> None:
        self._day_zero = day_zero
        self._formats = styles.number_formats
        self._dated = {style: form for style, form in self._formats.items() if is_date(form) or is_length_of_time(form)}
        self._dates: dict[tuple[str, str], Value] = {}

    @property
    def dated(self) -> Set[str]:
        """The styles by which a number is a date or a length of time."""
        return self._dated.keys()

    def value(self, kind: str, stored: str, style: str) -> Value:
        """Return what is stored as a number, a truth, a date or an error. Raises ValueError where it is none."""
        if kind == "n":
            return self._dated_number(stored, style) if style in self._dated else number_of(stored)
        if kind == "b":
            return stored in _TRUE
        if kind == "e":
            return ErrorCell(stored)
        if kind == "d":
            return date_of_text(stored, number_format=self._formats.get(style, GENERAL))
        raise ValueError(f"no type of cell: {kind}")

    def _dated_number(self, stored: str, style: str) -> Value:
        known = self._dates.get((stored, style))
        if known is None:
            number = number_of(stored)
            known = number
            if not isinstance(number, ErrorCell):
                known = date_of_number(number, number_format=self._dated[style], day_zero=self._day_zero)
            self._dates[stored, style] = known
        return known


@lru_cache(maxsize=65_536)
def number_of(stored: str) -> int | float | ErrorCell:
    """Return a number as it is stored. Raises ValueError where it is none."""
    try:
        return int(stored)
    except ValueError:
        number = float(stored)
        return number if isfinite(number) else ErrorCell("#NUM!")

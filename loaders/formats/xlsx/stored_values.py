"""Convert the stored text of a cell to its value, by its type and number format."""

from collections.abc import Set
from datetime import date
from functools import lru_cache
from math import isfinite

from loaders.cells.dates import date_from_number, date_from_text
from loaders.cells.number_display import display_number
from loaders.cells.number_formats import GENERAL, is_date, is_duration
from loaders.cells.values import ErrorCell, Value, number_cell
from loaders.formats.xlsx.styles import Styles

_TRUE = ("1", "true")
_PLAIN = (GENERAL, "0", "@")
"""Formats that display a whole number unchanged."""


class StoredValues:
    """Converts the values of cells that are not text. Numbers with a format are cached."""

    def __init__(self, styles: Styles, day_zero: date) -> None:
        self._day_zero = day_zero
        self._formats = styles.number_formats
        self._dated = {style: code for style, code in self._formats.items() if is_date(code) or is_duration(code)}
        others = {style: code for style, code in self._formats.items() if style not in self._dated}
        self._numbered = {style: code for style, code in others.items() if code not in _PLAIN}
        self._formatted = self._dated.keys() | self._numbered.keys()
        self._cache: dict[tuple[str, str], Value] = {}

    @property
    def formatted(self) -> Set[str]:
        """The styles with which a number is a date or a duration, or is displayed in another form."""
        return self._formatted

    def value(self, kind: str, stored: str, style: str) -> Value:
        """Return a number, a boolean, a date or an error. Raises ValueError for a malformed one."""
        if kind == "n":
            return self.formatted_number(style, stored) if style in self._formatted else number_or_blank(stored)
        if kind == "b":
            return stored in _TRUE
        if kind == "e":
            return ErrorCell(stored)
        if kind == "d":
            return date_from_text(stored, number_format=self._formats.get(style, GENERAL))
        raise ValueError(f"no type of cell: {kind}")

    def formatted_number(self, style: str, stored: str) -> Value:
        """Return a number as its style displays it, perhaps as a date; None for a blank."""
        if not stored:
            return None
        value = self._cache.get((stored, style))
        if value is None:
            number = parse_number(stored)
            value = number
            if not isinstance(number, ErrorCell) and style in self._dated:
                value = date_from_number(number, number_format=self._dated[style], day_zero=self._day_zero)
            elif not isinstance(number, ErrorCell):
                value = number_cell(number, display_number(number, self._numbered[style]))
            self._cache[stored, style] = value
        return value


@lru_cache(maxsize=65_536)
def number_or_blank(stored: str) -> int | float | ErrorCell | None:
    """Return a stored number, or None for a blank. Raises ValueError if it is neither."""
    return parse_number(stored) if stored else None


def parse_number(stored: str) -> int | float | ErrorCell:
    """Return a stored number. Raises ValueError if it is none."""
    try:
        return int(stored)
    except ValueError:
        number = float(stored)
        return number if isfinite(number) else ErrorCell("#NUM!")

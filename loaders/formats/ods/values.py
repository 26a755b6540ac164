"""The value of a cell of an .ods workbook: its stored value by its type, else what is written in it."""

import re
from collections.abc import Mapping
from datetime import timedelta
from math import isfinite

from loaders.cells.dates import date_from_text, time_cell
from loaders.cells.values import ErrorCell, UncalculatedCell, Value, number_cell

_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "
_NUMBERS = ("float", "percentage", "currency")
_ERROR = re.compile(r"#(?:REF!|DIV/0!|VALUE!|NAME\?|N/A|NUM!|NULL!)|Err:[0-9]{3}")
_TIME = re.compile(r"PT([0-9]{1,6})H([0-9]{1,2})M([0-9]{1,2})(?:[.,][0-9]+)?S")


def read_value(cell: Mapping[str, str], text: str, *, number_format: str) -> Value:
    """Return what a cell holds, its text as it is written. Raises ValueError or KeyError where it is damaged.

    Args:
        cell: the attributes of its element.
        text: what is written in it for people to see.
        number_format: how its style writes dates.
    """
    kind, shown = cell.get(f"{_OFFICE}value-type", ""), text.strip()
    if _is_error(cell, kind, shown):
        return ErrorCell(shown or "#VALUE!")
    if kind in _NUMBERS:
        return _number(cell[f"{_OFFICE}value"], shown)
    if kind == "boolean":
        return cell[f"{_OFFICE}boolean-value"] == "true"
    if kind == "date":
        return date_from_text(cell[f"{_OFFICE}date-value"], number_format=number_format)
    if kind == "time":
        return _time(cell[f"{_OFFICE}time-value"], shown)
    return _text(cell, kind, text)


def _is_error(cell: Mapping[str, str], kind: str, shown: str) -> bool:
    """Say whether a cell shows an error: LibreOffice names it one, and others give it a number and show the error."""
    reckoned = kind in _NUMBERS or f"{_TABLE}formula" in cell
    return cell.get(f"{_CALC}value-type") == "error" or (reckoned and _ERROR.fullmatch(shown) is not None)


def _text(cell: Mapping[str, str], kind: str, text: str) -> Value:
    written = cell.get(f"{_OFFICE}string-value") or text
    return UncalculatedCell() if f"{_TABLE}formula" in cell and not kind and not written else written


def _number(stored: str, shown: str) -> Value:
    """Return a number with what its cell shows; signs for a number that is too wide for it show nothing."""
    number = float(stored)
    if not isfinite(number):
        return ErrorCell("#NUM!")
    as_shown = None if not shown.strip("#") else " ".join(shown.split())
    return number_cell(int(number) if number.is_integer() else number, as_shown)


def _time(stored: str, shown: str) -> str:
    """Return a time of day, or a length of time, with what its cell shows; what is none is what it shows."""
    found = _TIME.fullmatch(stored)
    if found is None:
        return shown or stored
    hours, minutes, seconds = map(int, found.groups())
    return time_cell(timedelta(hours=hours, minutes=minutes, seconds=seconds), shown)

"""The value of a cell of an .ods workbook: its stored value by its type, else what is written in it."""

import re
from collections.abc import Mapping
from math import isfinite

from loaders.cell_values import ErrorCell, UncalculatedCell, Value
from loaders.serial_dates import date_of_text

_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "
_NUMBERS = ("float", "percentage", "currency")
_ERROR = re.compile(r"#(?:REF!|DIV/0!|VALUE!|NAME\?|N/A|NUM!|NULL!)|Err:[0-9]{3}")
_TIME = re.compile(r"PT([0-9]{1,6})H([0-9]{1,2})M([0-9]{1,2})(?:[.,][0-9]+)?S")


def value_of(cell: Mapping[str, str], text: str, *, number_format: str) -> Value:
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
        return _number(cell[f"{_OFFICE}value"])
    if kind == "boolean":
        return cell[f"{_OFFICE}boolean-value"] == "true"
    if kind == "date":
        return date_of_text(cell[f"{_OFFICE}date-value"], number_format=number_format)
    if kind == "time" and not shown:
        return _time(cell[f"{_OFFICE}time-value"])
    return _text(cell, kind, text)


def _is_error(cell: Mapping[str, str], kind: str, shown: str) -> bool:
    """Say whether a cell shows an error: LibreOffice names it one, and others give it a number and show the error."""
    reckoned = kind in _NUMBERS or f"{_TABLE}formula" in cell
    return cell.get(f"{_CALC}value-type") == "error" or (reckoned and _ERROR.fullmatch(shown) is not None)


def _text(cell: Mapping[str, str], kind: str, text: str) -> Value:
    written = cell.get(f"{_OFFICE}string-value") or text
    return UncalculatedCell() if f"{_TABLE}formula" in cell and not kind and not written else written


def _number(stored: str) -> Value:
    number = float(stored)
    if not isfinite(number):
        return ErrorCell("#NUM!")
    return int(number) if number.is_integer() else number


def _time(stored: str) -> str:
    """Return a time of day, or a length of time, as people write it: `08:15:00`."""
    found = _TIME.fullmatch(stored)
    return ":".join(f"{int(part):02}" for part in found.groups()) if found else stored

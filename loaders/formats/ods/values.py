"""Read the value of a cell of an .ods workbook: its stored value by type, else its text."""

import re
from collections.abc import Mapping
from datetime import timedelta
from math import isfinite

from loaders.cells.dates import date_from_text, time_cell
from loaders.cells.values import ErrorCell, UncalculatedCell, Value, number_cell
from model.text import normalise_space

_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "
_NUMBERS = ("float", "percentage", "currency")
_ERROR = re.compile(r"#(?:REF!|DIV/0!|VALUE!|NAME\?|N/A|NUM!|NULL!)|Err:[0-9]{3}")
_TIME = re.compile(r"PT([0-9]{1,6})H([0-9]{1,2})M([0-9]{1,2})(?:[.,][0-9]+)?S")


def read_value(cell: Mapping[str, str], text: str, *, number_format: str) -> Value:
    """Return the value of a cell; a text is not cleaned. Raises ValueError or KeyError if it is damaged.

    Args:
        cell: the attributes of its element.
        text: the text that it displays.
        number_format: the date format of its style.
    """
    kind, displayed = cell.get(f"{_OFFICE}value-type", ""), text.strip()
    if _is_error(cell, kind, displayed):
        return ErrorCell(displayed or "#VALUE!")
    if kind in _NUMBERS:
        return _number(cell[f"{_OFFICE}value"], displayed)
    if kind == "boolean":
        return cell[f"{_OFFICE}boolean-value"] == "true"
    if kind == "date":
        return date_from_text(cell[f"{_OFFICE}date-value"], number_format=number_format)
    if kind == "time":
        return _time(cell[f"{_OFFICE}time-value"], displayed)
    return _text(cell, kind, text)


def _is_error(cell: Mapping[str, str], kind: str, displayed: str) -> bool:
    """Return whether a cell is an error: LibreOffice marks it so, other programs store a number and show the error."""
    is_calculated = kind in _NUMBERS or f"{_TABLE}formula" in cell
    return cell.get(f"{_CALC}value-type") == "error" or (is_calculated and _ERROR.fullmatch(displayed) is not None)


def _text(cell: Mapping[str, str], kind: str, text: str) -> Value:
    content = cell.get(f"{_OFFICE}string-value") or text
    return UncalculatedCell() if f"{_TABLE}formula" in cell and not kind and not content else content


def _number(stored: str, displayed: str) -> Value:
    """Return a number with its displayed text; `###`, for a number that is too wide for its cell, is none."""
    number = float(stored)
    if not isfinite(number):
        return ErrorCell("#NUM!")
    text = None if not displayed.strip("#") else normalise_space(displayed)
    return number_cell(int(number) if number.is_integer() else number, text)


def _time(stored: str, displayed: str) -> str:
    """Return a time of day or a duration with its displayed text; any other text unchanged."""
    match = _TIME.fullmatch(stored)
    if match is None:
        return displayed or stored
    hours, minutes, seconds = map(int, match.groups())
    return time_cell(timedelta(hours=hours, minutes=minutes, seconds=seconds), displayed)

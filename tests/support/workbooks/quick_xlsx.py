"""Small workbooks of plain cells, written in a quarter of the time of openpyxl."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from io import BytesIO
from math import isfinite
from typing import Any

import xlsxwriter
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.utils.datetime import to_excel

FOR_OPENPYXL = re.compile(r"^[=#]|_x|[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")
"""Texts that are formulas or errors, and characters that need an escape or are none of XML."""
SHEET_NAME = re.compile(r"[^'\\*?:/\[\]][^\\*?:/\[\]]{0,30}")
LONGEST_TEXT = 32_767
WRITERS = {str: "write_string", bool: "write_boolean", type(None): "write_blank"}


def quick_xlsx(
    sheets: Mapping[str, Sequence[Sequence[Any]]],
    *,
    number_format: Callable[[date | time], str],
    fills: Mapping[str, str] | None = None,
) -> bytes | None:
    """Return a workbook of these rows, or None if it has what is left to openpyxl: formulas, errors, rare characters.

    Args:
        sheets: the rows of each sheet by its name.
        number_format: gives the number format of a date or time.
        fills: a colour by "Sheet!A1".
    """
    values = [value for rows in sheets.values() for row in rows for value in row]
    if not all(map(_is_plain, values)) or not _are_plain_names(sheets):
        return None
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            coloured = {place: colour for place, colour in (fills or {}).items() if place.startswith(f"{name}!")}
            for (line, column), (value, fill) in _cells(rows, coloured).items():
                is_day = isinstance(value, date | time)
                shape = {"num_format": number_format(value)} if is_day else {}
                shape |= {"bg_color": f"#{fill[-6:]}"} if fill else {}
                write = getattr(sheet, WRITERS.get(type(value), "write_number"))
                write(
                    line - 1,
                    column - 1,
                    to_excel(value) if is_day else value,
                    book.add_format(shape) if shape else None,
                )
    return buffer.getvalue()


def _cells(rows: Sequence[Sequence[Any]], fills: Mapping[str, str]) -> dict[tuple[int, int], tuple[Any, str | None]]:
    """Return the value and the fill of each cell, by row and column."""
    values = {(line, column): value for line, row in enumerate(rows, 1) for column, value in enumerate(row, 1)}
    colours = {coordinate_to_tuple(place.split("!")[1]): colour for place, colour in fills.items()}
    return {place: (values.get(place), colours.get(place)) for place in values | colours}


def _is_plain(value: object) -> bool:
    if type(value) is str:
        return 0 < len(value) <= LONGEST_TEXT and not FOR_OPENPYXL.search(value)
    if type(value) is float:
        return isfinite(value)
    return value is None or type(value) in (bool, int, date, datetime, time)


def _are_plain_names(names: Mapping[str, object]) -> bool:
    plain = {name.casefold() for name in names if SHEET_NAME.fullmatch(name) and not name.endswith("'")}
    return 0 < len(plain) == len(names)

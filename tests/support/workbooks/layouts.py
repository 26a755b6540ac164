"""Small workbooks in free layouts: sheets as lists of rows, with fills and merged ranges; and what was read."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import PatternFill

from loaders.options import NO_OPTIONS
from loaders.pipeline import read_workbook
from tests.support.files.packages import saved

GREEN, AMBER, RED = "FF92D050", "FFFFC000", "FFFF0000"


def book_of(
    sheets: Mapping[str, Sequence[Any]],
    *,
    fills: Mapping[str, str] | None = None,
    merged: Sequence[str] = (),
    change: Any = None,
    number_format: Callable[[date], str] = lambda day: "mmm-yy" if day.day == 1 else "dd/mm/yyyy",
) -> bytes:
    """Return a workbook; fills by "Sheet!A1", merged ranges as "Sheet!A1:A3"; a day of month 1 is shown as a month."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for line, row in enumerate(rows, start=1):
            for place, value in enumerate(row, start=1):
                if value is not None:
                    cell = sheet.cell(line, place)
                    cell.value = value
                    if isinstance(value, date):
                        cell.number_format = number_format(value)
    for filled, colour in (fills or {}).items():
        name, address = filled.split("!")
        book[name][address].fill = PatternFill("solid", fgColor=colour)
    for covered in merged:
        name, area = covered.split("!")
        book[name].merge_cells(area)
    if change is not None:
        change(book)
    return saved(book)


def read(sheets, *, options=NO_OPTIONS, name="", **shape):
    """Return the reading of a small workbook."""
    return read_workbook(book_of(sheets, **shape), options=options, name=name)


def items(reading):
    """Return each recommendation as its ref, theme and lead agency."""
    return [(row["ref"], row["theme"], row["lead_agency"]) for row in reading.rows["recommendations"]]


def texts(reading):
    """Return each recommendation's ref and text."""
    return [(row["ref"], row["recommendation"]) for row in reading.rows["recommendations"]]


def updates(reading):
    """Return each update as its ref, the words of its date, its status and its text."""
    return [
        (row["ref"], row["date"].words if row["date"] else None, row["status"], row["update"])
        for row in reading.rows["progress"]
    ]


def issues(reading, *, but=()):
    """Return each issue as its code and cell, without some codes."""
    left_out = {*USUAL, *but}
    return [(one.code, f"{one.sheet} {one.cell}".strip()) for one in reading.issues if one.code not in left_out]


# The codes of nearly every tracker that is not canonical, or that has no status.
USUAL = {"review-assumed", "statuses-taken-as-published", "key-missing", "statuses-missing"}

"""CSV for spreadsheets: UTF-8 with a byte order mark, and no text that becomes a formula."""

from datetime import date

import pandas as pd

from reports.content.document import StatusMark
from reports.content.sheet import Cell, Sheet
from wording.catalogue import Translator
from wording.format.dates import format_round

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def csv_bytes(table: pd.DataFrame) -> bytes:
    """Return a table as CSV with its column names; days are written as 2024-06-30, missing values as nothing.

    A text that a spreadsheet would run as a formula gets an apostrophe before it.
    """
    texts = table.select_dtypes(["str", "object"]).columns
    escaped = table.assign(**{name: table[name].map(_escape_formula, na_action="ignore") for name in texts})
    return escaped.to_csv(index=False, date_format="%Y-%m-%d", lineterminator="\r\n").encode("utf-8-sig")


def sheet_csv_bytes(sheet: Sheet, _: Translator) -> bytes:
    """Return a sheet of a workbook as CSV in the words of a language: statuses and months in words."""
    rows = [[_words(cell, _) for cell in row] for row in sheet.rows]
    return csv_bytes(pd.DataFrame(rows, columns=list(sheet.header)))


def _words(cell: Cell, _: Translator) -> str | int | None:
    if isinstance(cell, StatusMark):
        return cell.word
    return format_round(cell, _) if isinstance(cell, date) else cell


def _escape_formula(value: object) -> object:
    if isinstance(value, str) and value.lstrip(" '\"").startswith(_FORMULA_STARTS):
        return f"'{value}"
    return value

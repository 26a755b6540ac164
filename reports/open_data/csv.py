"""CSV for spreadsheets: UTF-8 with a byte order mark, and no text that becomes a formula."""

import pandas as pd

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def csv_bytes(table: pd.DataFrame) -> bytes:
    """Return a table as CSV with its column names; days are written as 2024-06-30, missing values as nothing.

    A text that a spreadsheet would run as a formula gets an apostrophe before it.
    """
    texts = table.select_dtypes(["str", "object"]).columns
    escaped = table.assign(**{name: table[name].map(_escape_formula, na_action="ignore") for name in texts})
    return escaped.to_csv(index=False, date_format="%Y-%m-%d", lineterminator="\r\n").encode("utf-8-sig")


def _escape_formula(value: object) -> object:
    if isinstance(value, str) and value.lstrip(" '\"").startswith(_FORMULA_STARTS):
        return f"'{value}"
    return value

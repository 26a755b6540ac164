"""CSV that a spreadsheet opens as text: UTF-8 with its mark, and no text becomes a formula."""

import pandas as pd

_LIVE = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def csv_bytes(table: pd.DataFrame) -> bytes:
    """Return a table as CSV under its own column names; days are written as 2024-06-30, missing values as nothing.

    A text that a spreadsheet would run as a formula has an apostrophe before it.
    """
    texts = table.select_dtypes(["str", "object"]).columns
    safe = table.assign(**{name: table[name].map(_as_text, na_action="ignore") for name in texts})
    return safe.to_csv(index=False, date_format="%Y-%m-%d", lineterminator="\r\n").encode("utf-8-sig")


def _as_text(value: object) -> object:
    if isinstance(value, str) and value.lstrip(" '\"").startswith(_LIVE):
        return f"'{value}"
    return value

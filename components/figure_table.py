"""The figures behind a chart as a table to read and as a file to take away."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from components.nodes import Node, element
from components.table_nodes import heading, table_region
from components.view import View
from wording.marks import mark_word
from wording.numbers import format_share

_MARKS = ("mark", "from_mark", "to_mark")
_LIVE = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def figure_table(view: View, table: pd.DataFrame, *, columns: Mapping[str, str], caption: str) -> Node:
    """Return a table of the named columns: marks in words, shares as percentages."""
    rows = [
        element("tr", *(element("td", _shown(view, field, value)) for field, value in zip(columns, row, strict=True)))
        for row in table[list(columns)].itertuples(index=False, name=None)
    ]
    return table_region(caption, map(heading, columns.values()), rows, class_="list figures")


def as_csv(table: pd.DataFrame, *, columns: Mapping[str, str]) -> bytes:
    """Return the named columns as CSV that a spreadsheet opens as text: UTF-8 with its mark, nothing a formula."""
    chosen = table[list(columns)].rename(columns=dict(columns))
    texts = chosen.select_dtypes(["str", "object"]).columns
    safe = chosen.assign(**{name: chosen[name].map(_as_text, na_action="ignore") for name in texts})
    return safe.to_csv(index=False, date_format="%Y-%m-%d").encode("utf-8-sig")


def _as_text(value: object) -> object:
    """Put an apostrophe before a text that a spreadsheet would run as a formula."""
    if isinstance(value, str) and value.lstrip(" '\"").startswith(_LIVE):
        return f"'{value}"
    return value


def _shown(view: View, field: str, value: Any) -> str:
    if field in _MARKS:
        return mark_word(str(value), view.scale, view.translator)
    if field == "share":
        return format_share(value, 1, view.translator)
    return "" if value is None or pd.isna(value) else str(value)

"""The figures behind a chart as a table to read and as a file to take away."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from components.elements.html import HtmlNode, element
from components.elements.table import heading, table_region
from components.session.view import View
from reports.open_data.csv import csv_bytes
from wording.format.numbers import format_share
from wording.format.statuses import mark_word

_MARKS = ("mark", "from_mark", "to_mark")


def figure_table(view: View, table: pd.DataFrame, *, columns: Mapping[str, str], caption: str) -> HtmlNode:
    """Return a table of the named columns: marks in words, shares as percentages."""
    rows = [
        element("tr", *(element("td", _shown(view, field, value)) for field, value in zip(columns, row, strict=True)))
        for row in table[list(columns)].itertuples(index=False, name=None)
    ]
    return table_region(caption, map(heading, columns.values()), rows, class_="list figures")


def as_csv(table: pd.DataFrame, *, columns: Mapping[str, str]) -> bytes:
    """Return the named columns as CSV that a spreadsheet opens as text: UTF-8 with its mark, nothing a formula."""
    return csv_bytes(table[list(columns)].rename(columns=dict(columns)))


def _shown(view: View, field: str, value: Any) -> str:
    if field in _MARKS:
        return mark_word(str(value), view.scale, view.translator)
    if field == "share":
        return format_share(value, 1, view.translator)
    return "" if value is None or pd.isna(value) else str(value)

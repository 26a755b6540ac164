"""The figures behind a chart, as an HTML table and as CSV."""

from collections.abc import Mapping, Set
from typing import Any

import pandas as pd
from pandas.api.types import is_numeric_dtype

from components.elements.html import HtmlNode, element
from components.elements.table import heading, table_region
from components.session.view import View
from reports.open_data.csv import csv_bytes
from wording.format.numbers import format_count, format_share
from wording.format.statuses import mark_word

_MARK_COLUMNS = ("mark", "from_mark", "to_mark")


def figure_table(view: View, table: pd.DataFrame, *, columns: Mapping[str, str], caption: str) -> HtmlNode:
    """Return an HTML table of the named columns: marks in words, shares as percentages, numbers aligned right."""
    numbers = {field for field in columns if is_numeric_dtype(table[field])}
    headings = [heading(label, number=field in numbers) for field, label in columns.items()]
    rows = [
        element("tr", *(_cell(view, field, value, numbers) for field, value in zip(columns, row, strict=True)))
        for row in table[list(columns)].itertuples(index=False, name=None)
    ]
    return table_region(caption, headings, rows, class_="list figures")


def as_csv(table: pd.DataFrame, *, columns: Mapping[str, str]) -> bytes:
    """Return the named columns as CSV for spreadsheets: UTF-8 with a byte-order mark, formulas made text."""
    return csv_bytes(table[list(columns)].rename(columns=dict(columns)))


def _cell(view: View, field: str, value: Any, numbers: Set[str]) -> HtmlNode:
    return element("td", _cell_text(view, field, value), class_="number" if field in numbers else None)


def _cell_text(view: View, field: str, value: Any) -> str:
    if field in _MARK_COLUMNS:
        return mark_word(str(value), view.scale, view.translator)
    if field == "share":
        return format_share(value, 1, view.translator)
    if isinstance(value, int):
        return format_count(value, view.translator)
    return "" if value is None or pd.isna(value) else str(value)

"""The figures behind a chart, as an HTML table whose names filter where they stand, and as CSV."""

from collections.abc import Hashable, Mapping, Set
from typing import Any

import pandas as pd
from pandas.api.types import is_numeric_dtype

from components.elements.html import HtmlNode, element
from components.elements.table import heading, table_region
from components.session.view import View
from components.text.filter_toggle import count_link, filter_toggle, mark_at_link, mark_slug, name_slug, round_link
from model.terms import ShownPart
from reports.open_data.csv import csv_bytes
from wording.format.numbers import format_count, format_share
from wording.format.statuses import mark_word

_PARTS = {
    "recommendations": ShownPart.COUNTED,
    "reported": ShownPart.REPORTED,
    "rated": ShownPart.RATED,
    "with_target": ShownPart.WITH_TARGET,
    "slipped": ShownPart.SLIPPED,
    "late": ShownPart.LATE,
}
"""The part of the list that a column counts in its round; `count` has those at the mark of its row."""

_MARK_COLUMNS = ("mark", "from_mark", "to_mark")


def figure_table(
    view: View, table: pd.DataFrame, *, columns: Mapping[str, str], caption: str, group: str | None = None
) -> HtmlNode:
    """Return an HTML table of the named columns: marks in words, shares as percentages, numbers aligned right.

    Args:
        view: the reader's view.
        table: the rows; where names are links it has a column `round`, and `group` if it has `group_label`.
        columns: the heading of each shown column.
        caption: what the table is.
        group: the query parameter of `group_label`, "" without groups; None where no name is a link.
    """
    numbers = {field for field in columns if is_numeric_dtype(table[field])}
    headings = [heading(label, number=field in numbers) for field, label in columns.items()]
    rows = [
        element("tr", *(_cell(view, field, row, numbers, group) for field in columns))
        for row in table.to_dict("records")
    ]
    return table_region(caption, headings, rows, class_="list figures")


def as_csv(table: pd.DataFrame, *, columns: Mapping[str, str]) -> bytes:
    """Return the named columns as CSV for spreadsheets: UTF-8 with a byte-order mark, formulas made text."""
    return csv_bytes(table[list(columns)].rename(columns=dict(columns)))


def _cell(view: View, field: str, row: Mapping[Hashable, Any], numbers: Set[str], group: str | None) -> HtmlNode:
    """Return a cell; `group` is the query parameter of its groups, None where nothing is a link."""
    text = _cell_text(view, field, row[field])
    content = text if group is None else _linked(view, field, row, text, group)
    class_ = "number" if field in numbers else "nowrap" if field == "round_label" else None
    return element("td", content, class_=class_)


def _linked(view: View, field: str, row: Mapping[Hashable, Any], text: str, group: str) -> HtmlNode:
    """Return a text as a link if it names a round, a mark or a group; a mark filters as at the round of its row."""
    if field == "round_label":
        return round_link(view, row["round"], text)
    if field == "mark":
        return mark_at_link(view, row["mark"], row["round"], text)
    if field == "group_label" and group:
        return filter_toggle(view, group, row["group"], text, label=text)
    if field == "count" or field in _PARTS:
        month = f"{row['round']:%Y-%m}"
        counted = {"now": mark_slug(view, row["mark"])} if field == "count" else {"only": _PARTS[field].value}
        of_group = {group: name_slug(view, group, row["group"])} if group else {}
        return count_link(view, int(row[field]), text, at=month, **counted, **of_group)
    return text


def _cell_text(view: View, field: str, value: Any) -> str:
    if field in _MARK_COLUMNS:
        return mark_word(str(value), view.scale, view.translator)
    if field == "share":
        return format_share(value, 1, view.translator)
    if isinstance(value, int):
        return format_count(value, view.translator)
    return "" if value is None or pd.isna(value) else str(value)

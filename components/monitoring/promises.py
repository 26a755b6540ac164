"""The lists of promises by group, and of dates found in the agencies' texts."""

from collections.abc import Sequence

import pandas as pd

from analysis.table_rows import rows_of
from analysis.texts.prose_dates import ProseDateRow
from components.elements.html import HtmlNode, element, part
from components.marks.promise_line import date_line, promise_line, status_rows
from components.monitoring.grouping import group_promises
from components.session.view import View
from components.text.more import MOST_MORE, rest_of, rest_of_list

MOST_LISTED, MOST_GROUPS, MOST_DATES = 40, 40, 10
"""The most promises listed in a group, the most groups, and the most dates found in texts: they stand in one column."""


def promise_list_part(view: View, promises: pd.DataFrame, standing: pd.DataFrame, *, by: str) -> HtmlNode:
    """Show the promises of analysis.promises.promises by group."""
    _, marks = view.translator, status_rows(standing)
    nodes: list[HtmlNode] = []
    groups = group_promises(view, promises, by)
    for name, rows in groups:
        drawn = rows[: MOST_LISTED + MOST_MORE]
        lines = [promise_line(view, row, marks, with_timing=by != "when") for row in drawn]
        nodes.append(element("section", name.node("h3"), *_list_with_rest(view, lines, len(rows))))
    if not nodes:
        none = _("Nothing is promised.") if view.chosen.monitoring.empty else _("There is none of these promises.")
        return part("promises", element("p", none, class_="muted"))
    sections = [element("div", *nodes[:MOST_GROUPS], class_="flow")]
    rest = nodes[MOST_GROUPS:][:MOST_MORE]
    more = rest_of(view, [element("div", *rest, class_="flow")], len(nodes) - MOST_GROUPS, shown=len(rest))
    return part("promises", *sections, *more, scale=view.scale)


def deadlines_part(view: View, dates: pd.DataFrame, standing: pd.DataFrame) -> HtmlNode:
    """Show the dates of analysis.texts.prose_dates, each with its sentence."""
    _, marks = view.translator, status_rows(standing)
    rows = list(rows_of(dates, ProseDateRow))
    lines = [date_line(view, row, marks) for row in rows[: MOST_LISTED + MOST_MORE]]
    if not lines:
        text = _("No latest update and no promise names a date that lay ahead when it was written.")
        return part("deadlines", element("p", text, class_="muted"))
    nodes = _list_with_rest(view, lines, len(rows), most=MOST_DATES, class_="lines prose")
    return part("deadlines", *nodes, scale=view.scale)


def _list_with_rest(
    view: View, lines: Sequence[HtmlNode], total: int, *, most: int = MOST_LISTED, class_: str = "lines"
) -> list[HtmlNode]:
    """Return a list of its first lines, and the rest behind their number."""
    first, rest = lines[:most], lines[most:]
    return [element("ul", *first, class_=class_), *rest_of_list(view, rest, total - most, class_=class_)]

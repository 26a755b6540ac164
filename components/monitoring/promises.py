"""The lists of promises by group, and of dates found in the agencies' texts."""

import pandas as pd

from analysis.table_rows import rows_of
from analysis.texts.prose_dates import ProseDateRow
from components.elements.html import HtmlFragment, HtmlNode, element
from components.marks.promise_line import date_line, promise_line, status_rows
from components.monitoring.grouping import group_promises
from components.session.view import View
from components.session.view_cache import cached_piece

MOST_LISTED, MOST_GROUPS = 40, 40
"""The most promises listed in a group, and the most groups."""


@cached_piece
def show_promise_list(view: View, promises: pd.DataFrame, standing: pd.DataFrame, *, by: str) -> HtmlFragment:
    """Show the promises of analysis.promises.promises by group."""
    _, marks = view.translator, status_rows(standing)
    nodes: list[HtmlNode] = []
    groups = group_promises(view, promises, by)
    for name, rows in groups[:MOST_GROUPS]:
        lines = [promise_line(view, row, marks, with_timing=by != "when") for row in rows[:MOST_LISTED]]
        content = [name.node("h3"), element("ul", *lines, class_="lines")]
        if len(rows) > MOST_LISTED:
            text = _("The first {n} of {all} are shown: filter to see others.", n=MOST_LISTED, all=len(rows))
            content.append(element("p", text, class_="muted"))
        nodes.append(element("section", *content))
    if not nodes:
        return HtmlFragment([element("p", _("Nothing is promised."), class_="muted")], key="promises")
    sections = [element("div", *nodes, class_="groups")]
    if len(groups) > MOST_GROUPS:
        text = _("The first {n} of {all} are shown: filter to see others.", n=MOST_GROUPS, all=len(groups))
        sections.insert(0, element("p", text, class_="muted"))
    return HtmlFragment(sections, key="promises", scale=view.scale)


@cached_piece
def show_deadlines(view: View, dates: pd.DataFrame, standing: pd.DataFrame) -> HtmlFragment:
    """Show the dates of analysis.texts.prose_dates, each with its sentence."""
    _, marks = view.translator, status_rows(standing)
    rows = list(rows_of(dates, ProseDateRow))
    lines = [date_line(view, row, marks) for row in rows[:MOST_LISTED]]
    if not lines:
        text = _("No latest update and no promise names a date that lay ahead when it was written.")
        return HtmlFragment([element("p", text, class_="muted")], key="deadlines")
    nodes = [element("ul", *lines, class_="lines prose")]
    if len(rows) > MOST_LISTED:
        text = _("The first {n} of {all} are shown: filter to see others.", n=MOST_LISTED, all=len(rows))
        nodes.append(element("p", text, class_="muted"))
    return HtmlFragment(nodes, key="deadlines", scale=view.scale)

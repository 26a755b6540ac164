"""What the overseer promised to do next, by occasion (a month and whom it is with)."""

import pandas as pd

from analysis.promises.promises import PromiseRow
from analysis.status.latest_status import StatusRow
from analysis.table_rows import rows_of
from components.elements.html import HtmlNode, element, part
from components.marks.marks import numbered_marks
from components.marks.promise_line import promise_note
from components.session.links import MONITORING, href
from components.session.view import View
from components.text.filter_toggle import count_link
from components.text.localised_text import localised
from components.text.more import rest_of
from components.text.names import role_or_agency
from model.terms import Timing
from wording.format.dates import format_date

MOST, MOST_PROMISES = 3, 6
"""The occasions that are shown, and the promises of each before the rest stands behind its number."""


def promised_next_part(view: View, promises: pd.DataFrame, standing: pd.DataFrame) -> HtmlNode:
    """Show the overdue promises and the next occasions (`analysis.promises.promises`) with their recommendations."""
    _ = view.translator
    dated = promises[promises["timing"].isin([Timing.OVERDUE, Timing.DUE])].rename(columns={"with": "with_whom"})
    lines: list[HtmlNode] = []
    for _key, rows in list(dated.groupby(["due", "due_last", "with_whom"], sort=False, dropna=False))[:MOST]:
        lines.append(_occasion(view, rows, standing))
    nodes = [element("ul", *lines, class_="lines across")] if lines else []
    if undated := int(promises["timing"].eq(Timing.UNDATED).sum()):
        text = _.plural("{n} promise has no date.", "{n} promises have no date.", undated)
        link = count_link(view, undated, text, page=MONITORING, timing=Timing.UNDATED.value)
        nodes.append(element("p", link, class_="small"))
    nodes = nodes or [element("p", _("Nothing is promised."), class_="muted")]
    link = element("a", _("All monitoring promises"), href=href("monitoring", view.query))
    nodes.append(element("p", link, class_="small"))
    return part("promised", *nodes, scale=view.scale)


def _occasion(view: View, rows: pd.DataFrame, standing: pd.DataFrame) -> HtmlNode:
    _ = view.translator
    first = next(iter(rows_of(rows, PromiseRow)))
    when = format_date(first.due, first.due_last, first.due_precision, first.due_words, _)
    words = [element("strong", when)]
    if isinstance(first.with_whom, str):
        words.append(f", {_('with {role}', role=role_or_agency(view, first.with_whom))}")
    if overdue := promise_note(view, first):
        words.append(f" · {overdue}")
    about = standing[standing["ref"].isin(rows["ref"])]
    marks = {(row.review, row.ref): numbered_marks(view, [row]) for row in rows_of(about, StatusRow)}
    promised = [
        element("div", *marks[row.review, row.ref], localised(view, row, "activity").node(), class_="withmark small")
        for row in rows_of(rows, PromiseRow)
        if (row.review, row.ref) in marks
    ]
    more = rest_of(view, promised[MOST_PROMISES:], len(promised) - MOST_PROMISES, shown=len(promised) - MOST_PROMISES)
    return element("li", element("div", *words), *promised[:MOST_PROMISES], *more)

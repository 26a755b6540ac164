"""A line on what has become overdue since the month everything is judged from, with a link to Monitoring."""

import pandas as pd

from analysis.promises.since import overdue_among, overdue_since
from components.elements.html import HtmlFragment, element
from components.session.links import MONITORING, href
from components.session.view import TODAY, View
from components.session.view_cache import cached_piece
from wording.answers.since import overdue_since_sentences
from wording.format.line_breaks import bind_clauses


@cached_piece
def show_overdue_since(view: View, about: pd.DataFrame | None = None) -> HtmlFragment | None:
    """Show how many promises and target dates were overdue then and are today; nothing where none has become so.

    `about` has the recommendations that the page shows, where those are not all that match the filter.
    """
    overdue = view.answer(overdue_since, as_at=view.as_at, today=view.visit_day)
    counted = overdue if about is None else overdue_among(overdue, about)
    sentences = overdue_since_sentences(counted, view.as_at, None, view.translator)
    if not sentences:
        return None
    query = {**view.query, "as_at": [TODAY]} if "as_at" in view.query else view.query
    link = element("a", view.translator("Monitoring as at today"), href=href(MONITORING, query))
    answer = element("strong", bind_clauses(sentences))
    return HtmlFragment([element("p", answer, " ", link, class_="prose")], key="since")

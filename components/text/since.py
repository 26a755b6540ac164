"""A line on what is overdue as at today, or has become so since the month everything is judged from."""

import pandas as pd

from analysis.promises.promises import promises
from analysis.promises.since import overdue_among, overdue_since, overdue_targets
from components.elements.html import HtmlFragment, element
from components.session.links import MONITORING, href
from components.session.view import TODAY, View
from components.session.view_cache import cached_piece
from model.terms import Timing
from wording.answers.occasions import monitoring_sentence
from wording.answers.since import overdue_since_sentences, targets_sentence
from wording.format.line_breaks import bind_clauses


@cached_piece
def show_overdue_since(
    view: View, about: pd.DataFrame | None = None, *, promises_above: bool = False
) -> HtmlFragment | None:
    """Show how many promises and target dates were overdue then and are today; nothing where none has become so.

    `about` has the recommendations that the page shows, where those are not all that match the filter. With
    `promises_above`, the heading of the page has the promises, and the line has the target dates.
    """
    overdue = view.answer(overdue_since, as_at=view.as_at, today=view.visit_day)
    counted = overdue if about is None else overdue_among(overdue, about)
    sentences = overdue_since_sentences(counted, view.as_at, None, view.translator)
    if not sentences:
        return None
    query = {**view.query, "as_at": [TODAY]} if "as_at" in view.query else view.query
    link = element("a", view.translator("Monitoring as at today"), href=href(MONITORING, query))
    if promises_above:
        of_targets = counted[counted["source"].eq("target")]
        sentences = overdue_since_sentences(of_targets, view.as_at, None, view.translator)
    answer = [element("strong", bind_clauses(sentences)), " "] if sentences else []
    return HtmlFragment([element("p", *answer, link, class_="prose")], key="since")


@cached_piece
def show_overdue(view: View, about: pd.DataFrame | None = None) -> HtmlFragment | None:
    """Show how many promises are overdue as at today, as Monitoring does, and how many target dates are past.

    `about` has the recommendations that the page shows, where those are not all that match the filter. Nothing is shown
    as at an earlier day.
    """
    if len(view.answer(overdue_since, as_at=view.as_at, today=view.visit_day)):
        return None
    promised = view.answer(promises, as_at=view.as_at, today=view.today)
    targets = view.answer(overdue_targets, as_at=view.as_at, today=view.today)
    if about is not None:
        promised, targets = overdue_among(promised, about), overdue_among(targets, about)
    sentences = [monitoring_sentence(promised, view.translator)] if _is_any_overdue(promised) else []
    sentences += [targets_sentence(len(targets), view.translator)] if len(targets) else []
    if not sentences:
        return None
    answer = element("strong", bind_clauses(" ".join(sentences)))
    return HtmlFragment([element("p", answer, class_="prose")], key="overdue")


def _is_any_overdue(promised: pd.DataFrame) -> bool:
    return bool(promised["timing"].eq(Timing.OVERDUE).any())

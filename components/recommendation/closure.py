"""What was decided on the closure of a recommendation, and what its agency says of itself, below the status."""

import pandas as pd

from analysis.closure.decisions import DecisionRow, decisions
from analysis.closure.self_assessment import SelfAssessmentRow, self_assessments
from analysis.table_rows import rows_of
from components.elements.html import HtmlFragment, HtmlNode, element
from components.marks.closure_line import decision_nodes, self_assessment_nodes
from components.recommendation.which import RecommendationKey
from components.session.view import View
from components.session.view_cache import cached_piece
from wording.answers.closure import decided_later_sentence


def show_closure(view: View, key: RecommendationKey) -> None:
    """Show the decisions on a recommendation, the latest first, and what its agency says; nothing without either."""
    unfiltered = view.unfiltered()
    made = key.rows(unfiltered.answer(decisions, as_at=view.as_at))
    later = len(key.rows(view.tracker.decisions)) - len(made)
    _show(view, made, key.rows(unfiltered.answer(self_assessments, as_at=view.as_at)), later=later)


@cached_piece
def _show(view: View, made: pd.DataFrame, agency: pd.DataFrame, *, later: int) -> HtmlFragment | None:
    nodes: list[HtmlNode] = [element("p", *decision_nodes(view, row)) for row in rows_of(made.iloc[::-1], DecisionRow)]
    nodes += [line for row in rows_of(agency, SelfAssessmentRow) for line in self_assessment_nodes(view, row)]
    if sentence := decided_later_sentence(later, view.as_at, view.translator):
        nodes.append(element("p", sentence, class_="muted"))
    return HtmlFragment([element("div", *nodes, class_="prose")], key="closure") if nodes else None

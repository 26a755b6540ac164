"""What was closed, when and why; and what agencies propose to close."""

import pandas as pd

from analysis.closure.decisions import DecisionRow, decided_later, decisions
from analysis.closure.self_assessment import SelfAssessmentRow, self_assessments
from analysis.status.latest_status import StatusRow
from analysis.table_rows import rows_of
from components.elements.html import HtmlNode, element, part
from components.marks.closure_line import decision_nodes, self_assessment_nodes
from components.marks.marks import mark_picture, title_link
from components.marks.promise_line import status_rows
from components.session.view import View
from components.text.more import MOST_MORE, rest_of_list
from components.text.page_header import section_heading
from wording.answers.closure import decided_later_sentence

MOST_LISTED = 20
_MOST = MOST_LISTED + MOST_MORE


def closures_parts(view: View, standing: pd.DataFrame) -> list[HtmlNode]:
    """Return a section with the proposals that wait for a decision, and every decision; nothing without any."""
    made, agencies = view.answer(decisions, as_at=view.as_at), view.answer(self_assessments, as_at=view.as_at)
    later = decided_later(view.chosen, as_at=view.as_at)
    if not len(made) and not later and not agencies["proposes"].any():
        return []
    heading = section_heading(view.translator("Closure"))
    return [heading, _lists_part(view, made, agencies, standing, later=later)]


def _lists_part(
    view: View, made: pd.DataFrame, agencies: pd.DataFrame, standing: pd.DataFrame, *, later: int
) -> HtmlNode:
    _, rows = view.translator, status_rows(standing)
    nodes: list[HtmlNode] = []
    proposed = [
        row for row in rows_of(agencies[agencies["proposes"]], SelfAssessmentRow) if (row.review, row.ref) in rows
    ]
    if proposed:
        lines = [
            element("li", _item(view, rows[row.review, row.ref]), *self_assessment_nodes(view, row))
            for row in proposed[:_MOST]
        ]
        nodes += [element("h3", _("Proposed by the agency, not decided")), *_list(view, lines, len(proposed))]
    decided = [row for row in rows_of(made.iloc[::-1], DecisionRow) if (row.review, row.ref) in rows]
    if decided:
        lines = [
            element("li", _item(view, rows[row.review, row.ref]), element("p", *decision_nodes(view, row)))
            for row in decided[:_MOST]
        ]
        nodes += [element("h3", _("Decisions, the latest first")), *_list(view, lines, len(decided))]
    if sentence := decided_later_sentence(later, view.as_at, _):
        nodes.append(element("p", sentence, class_="muted"))
    return part("closures", *nodes, scale=view.scale)


def _list(view: View, lines: list[HtmlNode], total: int) -> list[HtmlNode]:
    """Return lines as a list, the rest of a long one behind the number of what is more."""
    first, rest = lines[:MOST_LISTED], lines[MOST_LISTED:]
    return [element("ul", *first, class_="lines"), *rest_of_list(view, rest, total - MOST_LISTED)]


def _item(view: View, row: StatusRow) -> HtmlNode:
    """Return a recommendation with its mark and its title, which leads to it."""
    mark = mark_picture(view, row.mark, row.basis)
    return element("span", mark, title_link(view, row, with_ref=True), class_="withmark")

"""A decision on closure as a line, and what an agency says of itself: both marked in words, not by a colour alone."""

from analysis.closure.decisions import DecisionRow
from analysis.closure.self_assessment import SelfAssessmentRow
from components.elements.html import HtmlNode, element
from components.session.view import View
from wording.answers.closure import (
    agency_status_phrase,
    decision_phrase,
    decision_reason,
    difference_phrase,
    proposal_phrase,
)


def decision_nodes(view: View, row: DecisionRow) -> list[HtmlNode]:
    """Return a decision with its reason and what it rests on; one that closes is a tag."""
    _ = view.translator
    words = decision_phrase(row, view.names, _)
    nodes: list[HtmlNode] = [element("strong", words, class_="tag" if row.closes else None), " "]
    language = "en" if isinstance(row.reason, str) else None
    nodes.append(element("span", decision_reason(row, _), lang=language))
    if isinstance(row.evidence, str):
        evidence = element("span", row.evidence, lang="en")
        nodes.append(element("div", _("Evidence: "), evidence, class_="muted small"))
    return nodes


def self_assessment_nodes(view: View, row: SelfAssessmentRow) -> list[HtmlNode]:
    """Return the lines of what an agency says of itself: its own status, and its proposal with the reason."""
    _ = view.translator
    lines: list[HtmlNode] = []
    if isinstance(row.agency_status, str):
        words = agency_status_phrase(row.agency_status, row.rated_in, view.scale, _)
        differs = difference_phrase(row, view.scale, _)
        lines.append(element("p", words, *([" · ", element("strong", differs)] if differs else [])))
    if row.proposes:
        reason = row.closure_reason if isinstance(row.closure_reason, str) else _("no reason given")
        language = "en" if isinstance(row.closure_reason, str) else None
        lines.append(element("p", f"{proposal_phrase(row, _)}: ", element("span", reason, lang=language)))
    return lines

"""The status of a row of the list, with the decision that closed the recommendation and the agency's own status."""

from analysis.closure.decisions import DecisionRow
from analysis.closure.self_assessment import SelfAssessmentRow
from analysis.status.latest_status import ListRow
from components.elements.html import HtmlNode, element
from components.marks.marks import mark_picture
from components.session.view import View
from components.text.filter_toggle import filter_toggle
from wording.answers.closure import agency_status_brief
from wording.format.lists import begin_sentence
from wording.format.statuses import mark_word, status_words
from wording.labels.decisions import decision_word


def status_cell(
    view: View, row: ListRow, decided: DecisionRow | None, agency: SelfAssessmentRow | None
) -> list[HtmlNode]:
    """Return the status of a recommendation, and below it what closed it and its agency's own status."""
    _, scale = view.translator, view.scale
    words = begin_sentence(status_words(row.mark, row.basis, scale, _))
    status = filter_toggle(view, "status", row.mark, words, label=mark_word(row.mark, scale, _))
    nodes: list[HtmlNode] = [element("span", mark_picture(view, row.mark, row.basis), status, class_="inline")]
    if decided is not None:
        nodes.append(element("div", element("strong", decision_word(decided.decision, _), class_="tag")))
    if agency is not None and isinstance(agency.agency_status, str):
        nodes.append(element("div", agency_status_brief(agency, scale, _), class_="muted small"))
    return nodes

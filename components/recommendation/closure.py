"""What was decided on a recommendation, what its agency says of itself, and who rated and decided for the office."""

from analysis.closure.decisions import DecisionRow, decisions
from analysis.closure.self_assessment import SelfAssessmentRow, self_assessments
from analysis.table_rows import rows_of
from components.elements.html import HtmlNode, element, part
from components.marks.closure_line import decision_nodes, self_assessment_nodes
from components.published.published_version import ask_store
from components.recommendation.which import RecommendationKey
from components.session.view import View
from components.text.page_header import section_heading
from model.actor import Role
from model.store_error import StoreError
from model.versions.version import AuditEntry
from wording.answers.closure import decided_later_sentence
from wording.answers.versions import rating_value
from wording.errors.store import store_fault
from wording.format.names import marked_name
from wording.format.timestamps import format_timestamp


def closure_part(view: View, key: RecommendationKey) -> HtmlNode | None:
    """Return the decisions on a recommendation, the latest first, and what its agency says; nothing without either."""
    made = key.rows(view.answer_of_all(decisions, as_at=view.as_at))
    later = len(key.rows(view.tracker.decisions)) - len(made)
    agency = key.rows(view.answer_of_all(self_assessments, as_at=view.as_at))
    nodes: list[HtmlNode] = [element("p", *decision_nodes(view, row)) for row in rows_of(made.iloc[::-1], DecisionRow)]
    nodes += [line for row in rows_of(agency, SelfAssessmentRow) for line in self_assessment_nodes(view, row)]
    if sentence := decided_later_sentence(later, view.as_at, view.translator):
        nodes.append(element("p", sentence, class_="muted"))
    return part("closure", element("div", *nodes, class_="prose")) if nodes else None


def who_rated_parts(view: View, review: str, ref: str, *, to: Role = Role.ADMINISTRATOR) -> list[HtmlNode]:
    """Return each rating and decision that the displayed version or one before it published, the newest first.

    Nothing where no round has published any, and to whoever may not do what a role may.
    """
    if view.loaded.version is None or not view.may(to):
        return []
    try:
        lines = _who_rated(view, review, ref, number=view.loaded.version.number)
    except StoreError as fault:
        return [part("who-rated", element("p", store_fault(fault, view.translator), class_="error", role="alert"))]
    if not lines:
        return []
    listed = element("ul", *(element("li", line) for line in lines), class_="lines")
    return [section_heading(view.translator("Who rated and decided")), part("who-rated", listed)]


def _who_rated(view: View, review: str, ref: str, *, number: int) -> tuple[str, ...]:
    """Return a line for each; the audit trail has all of a version's when it is published."""
    found = ask_store(lambda store: store.ratings_of(review, ref, version=number, actor=view.actor))
    return tuple(_line(view, each) for each in found)


def _line(view: View, entry: AuditEntry) -> str:
    _ = view.translator
    return _(
        "{status}: {who}, {moment}, published in version {version}",
        status=rating_value(entry, view.scale, _),
        who=marked_name(entry.who, _, verified=entry.verified),
        moment=format_timestamp(entry.at, _),
        version=entry.version,
    )

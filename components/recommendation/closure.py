"""What was decided on a recommendation, what its agency says of itself, and who rated and decided for the office."""

import pandas as pd
import streamlit as st

from analysis.closure.decisions import DecisionRow, decisions
from analysis.closure.self_assessment import SelfAssessmentRow, self_assessments
from analysis.table_rows import rows_of
from components.document.pieces import show, show_section_heading
from components.elements.html import HtmlNode, element, part
from components.identity.actor import current_actor, may
from components.marks.closure_line import decision_nodes, self_assessment_nodes
from components.published.published_version import ask_store
from components.recommendation.which import RecommendationKey
from components.session.view import View
from components.session.view_cache import cached_by_view
from model.actor import Role
from model.store_error import StoreError
from model.versions.version import AuditEntry
from wording.answers.closure import decided_later_sentence
from wording.answers.versions import rating_value
from wording.errors.store import store_fault
from wording.format.names import marked_name
from wording.format.timestamps import format_timestamp


def show_closure(view: View, key: RecommendationKey) -> None:
    """Show the decisions on a recommendation, the latest first, and what its agency says; nothing without either."""
    made = key.rows(view.answer_of_all(decisions, as_at=view.as_at))
    later = len(key.rows(view.tracker.decisions)) - len(made)
    show(_show_part(view, made, key.rows(view.answer_of_all(self_assessments, as_at=view.as_at)), later=later))


def _show_part(view: View, made: pd.DataFrame, agency: pd.DataFrame, *, later: int) -> HtmlNode | None:
    nodes: list[HtmlNode] = [element("p", *decision_nodes(view, row)) for row in rows_of(made.iloc[::-1], DecisionRow)]
    nodes += [line for row in rows_of(agency, SelfAssessmentRow) for line in self_assessment_nodes(view, row)]
    if sentence := decided_later_sentence(later, view.as_at, view.translator):
        nodes.append(element("p", sentence, class_="muted"))
    return part("closure", element("div", *nodes, class_="prose")) if nodes else None


def show_who_rated(view: View, review: str, ref: str, *, to: Role = Role.ADMINISTRATOR) -> None:
    """Show each rating and decision that the displayed version or one before it published, the newest first.

    Nothing where no round has published any, and to whoever may not do what a role may.
    """
    if view.loaded.version is None or not may(to):
        return
    try:
        lines = _who_rated(view, review, ref, number=view.loaded.version.number)
    except StoreError as fault:
        st.error(store_fault(fault, view.translator))
        return
    if lines:
        show_section_heading(view.translator("Who rated and decided"))
        show(part("who-rated", element("ul", *(element("li", line) for line in lines), class_="lines")))


@cached_by_view
def _who_rated(view: View, review: str, ref: str, *, number: int) -> tuple[str, ...]:
    """Return a line for each, cached: the audit trail has all of a version's when it is published."""
    actor = current_actor()
    found = ask_store(lambda store: store.ratings_of(review, ref, version=number, actor=actor))
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

"""The recommendation that the URL asks for: what was decided on it, and who rated it."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis.closure import DecisionRow, SelfAssessmentRow, decisions, self_assessments
from analysis.selection import Neighbours, Selection, neighbours
from analysis.status import list_at
from analysis.table_rows import rows_of
from components.choices.list_order import in_chosen_order
from components.document.document import NOT_FOUND, Document
from components.elements.html import HtmlNode, answer, element, part, section_heading
from components.marks.lines import decision_nodes, self_assessment_nodes
from components.marks.marks import href_of
from components.published.published_version import ask_store
from components.session.links import href
from components.session.view import View
from model.actor import Role
from model.store_error import StoreError
from model.versions.version import AuditEntry
from wording.answers.recommendation import decided_later_sentence
from wording.answers.versions import rating_value
from wording.errors import store_fault
from wording.format.dates import format_round, format_timestamp
from wording.format.names import marked_name


@dataclass(frozen=True, slots=True)
class RecommendationKey:
    """The key of a recommendation: its review and its ref."""

    review: str
    ref: str

    def rows(self, table: pd.DataFrame) -> pd.DataFrame:
        """Return the rows of a table about this recommendation."""
        return table[table["review"].eq(self.review) & table["ref"].eq(self.ref)]

    def row(self, table: pd.DataFrame) -> Any:
        """Return the first row of a table about this recommendation, columns as attributes, or None."""
        return next(self.rows(table).itertuples(index=False), None)

    def neighbours(self, view: View) -> Neighbours:
        """Return the previous and next recommendation in the filtered list, in its chosen order.

        Where the filter excludes this recommendation, the list is that of the whole tracker.
        """
        listing = view.answer(list_at, as_at=view.as_at)
        if self.rows(listing).empty:
            listing = view.answer_of_all(list_at, as_at=view.as_at)
        return neighbours(in_chosen_order(view, listing), review=self.review, ref=self.ref)

    def existed(self, view: View) -> bool:
        """Return whether its review had been published, or reported on, by the month of the view."""
        of_month = Selection(as_at=view.selection.as_at).apply(view.tracker)
        return not self.rows(of_month.recommendations).empty

    def filter_note_part(self, view: View) -> HtmlNode | None:
        """Return a note where the filter or its month excludes this recommendation, which is shown all the same."""
        if len(self.rows(view.chosen.recommendations)):
            return None
        _ = view.translator
        text = _("Recommendation {ref} is not among those chosen in the filter.", ref=self.ref)
        if not self.existed(view):
            month = format_round(view.as_at, _)
            text = _("The review of recommendation {ref} was published after {month}.", ref=self.ref, month=month)
        return part("not-chosen", element("p", text, class_="muted"))


def requested_recommendation(view: View) -> RecommendationKey | None:
    """Return the recommendation of `?ref=`, with `review=` (its name or slug) where the ref is not unique.

    None where the URL names none, or an ambiguous ref.
    """
    matches = _matches(view, *_requested_key(view))
    return matches[0] if len(matches) == 1 else None


def unknown_recommendation(view: View) -> Document:
    """Return that the URL names no recommendation, or an ambiguous ref, with links to the candidates or the list."""
    _ = view.translator
    ref, review = _requested_key(view)
    candidates = _matches(view, ref, review)
    if candidates:
        links = [element("li", element("a", each.review, href=href_of(view, each.review, ref))) for each in candidates]
        listed = part("unknown", element("p", _("Several reviews have one:")), element("ul", *links, class_="lines"))
        return Document([answer(_("Which recommendation {ref}?", ref=ref)), listed], status=NOT_FOUND)
    heading = answer(_("There is no recommendation {ref}.", ref=ref) if ref else _("No recommendation was asked for."))
    link = element("a", _("See all recommendations"), href=href("recommendations", view.query))
    missing = (
        _("The review “{review}” does not have it.", review=review) if review else _("This tracker does not have it.")
    )
    return Document([heading, part("unknown", element("p", missing, " ", link))], status=NOT_FOUND)


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


def _matches(view: View, ref: str, review: str) -> list[RecommendationKey]:
    table = view.tracker.recommendations
    matches = [RecommendationKey(str(each), ref) for each in table.loc[table["ref"].eq(ref), "review"]]
    names = {review, view.filter_options.review.get(review, review)}
    return [match for match in matches if match.review in names] if review else matches


def _requested_key(view: View) -> tuple[str, str]:
    ref, review = ("".join(view.parameter(name)[-1:]).strip() for name in ("ref", "review"))
    return ref, review


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

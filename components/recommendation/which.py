"""The recommendation that the URL asks for."""

from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from analysis.selection.neighbours import Neighbours, neighbours
from analysis.selection.selection import Selection
from analysis.status.latest_status import list_at
from components.choices.list_order import in_chosen_order
from components.document.pieces import show, show_answer
from components.elements.html import element, part
from components.marks.marks import href_of
from components.session.links import href
from components.session.view import View
from components.session.view_cache import cached_by_table, cached_by_view
from wording.format.dates import format_round


@dataclass(frozen=True, slots=True)
class RecommendationKey:
    """The key of a recommendation: its review and its ref.

    Rows looked up in a table are memoised: the same object is returned each time, so it can be a cache key.
    """

    review: str
    ref: str

    def rows(self, table: pd.DataFrame) -> pd.DataFrame:
        """Return the rows of a table about this recommendation."""
        return _rows(table, self)

    def row(self, table: pd.DataFrame) -> Any | None:
        """Return the first row of a table about this recommendation, columns as attributes, or None."""
        return _row(table, self)

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

    def show_filter_note(self, view: View) -> None:
        """Show a note where the filter or its month excludes this recommendation, which the page shows all the same."""
        if self.rows(view.chosen.recommendations).empty:
            _ = view.translator
            text = _("Recommendation {ref} is not among those chosen in the filter.", ref=self.ref)
            if not self.existed(view):
                month = format_round(view.as_at, _)
                text = _("The review of recommendation {ref} was published after {month}.", ref=self.ref, month=month)
            show(part("not-chosen", element("p", text, class_="muted")))


def requested_recommendation(view: View) -> RecommendationKey | None:
    """Return the recommendation of `?ref=`, with `review=` (its name or slug) where the ref is not unique.

    None where the URL names none, or an ambiguous ref.
    """
    matches = _matches(view, *_requested_key())
    return matches[0] if len(matches) == 1 else None


@cached_by_view
def _matches(view: View, ref: str, review: str) -> list[RecommendationKey]:
    table = view.tracker.recommendations
    matches = [RecommendationKey(str(each), ref) for each in table.loc[table["ref"].eq(ref), "review"]]
    names = {review, view.filter_options.review.get(review, review)}
    return [match for match in matches if match.review in names] if review else matches


def show_unknown_recommendation(view: View) -> None:
    """Show that the URL names no recommendation, or an ambiguous ref, with links to the candidates or the list."""
    _ = view.translator
    ref, review = _requested_key()
    candidates = _matches(view, ref, review)
    if candidates:
        show_answer(_("Which recommendation {ref}?", ref=ref))
        links = [element("li", element("a", each.review, href=href_of(view, each.review, ref))) for each in candidates]
        show(part("unknown", element("p", _("Several reviews have one:")), element("ul", *links, class_="lines")))
        return
    show_answer(_("There is no recommendation {ref}.", ref=ref) if ref else _("No recommendation was asked for."))
    link = element("a", _("See all recommendations"), href=href("recommendations", view.query))
    missing = (
        _("The review “{review}” does not have it.", review=review) if review else _("This tracker does not have it.")
    )
    show(part("unknown", element("p", missing, " ", link)))


def _requested_key() -> tuple[str, str]:
    return st.query_params.get("ref", "").strip(), st.query_params.get("review", "").strip()


@cached_by_table
def _rows(table: pd.DataFrame, key: RecommendationKey) -> pd.DataFrame:
    return table[table["review"].eq(key.review) & table["ref"].eq(key.ref)]


@cached_by_table
def _row(table: pd.DataFrame, key: RecommendationKey) -> Any | None:
    return next(key.rows(table).itertuples(index=False), None)

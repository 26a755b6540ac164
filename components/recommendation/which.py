"""Which recommendation an address asks for."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pandas as pd
import streamlit as st

from analysis.selection.neighbours import Neighbours, neighbours
from analysis.status.latest_status import listing_at
from components.choices.list_order import in_chosen_order
from components.elements.html import element, show
from components.marks.marks import href_of
from components.session.links import href
from components.session.view import View
from components.session.view_cache import IdentityKey, cached_by_view
from components.text.page_header import show_answer


@dataclass(frozen=True, slots=True)
class RecommendationKey:
    """One recommendation by its key.

    What it finds in a table is found once, and is the same object each time: so it can tell what is kept from others.
    """

    review: str
    ref: str

    def rows(self, table: pd.DataFrame) -> pd.DataFrame:
        """Return the rows of a table that belong to it."""
        return _rows(self, IdentityKey(table))

    def row(self, table: pd.DataFrame) -> Any | None:
        """Return its one row of a table with the columns as attributes, or None where the table has none."""
        return _row(self, IdentityKey(table))

    def neighbours(self, view: View) -> Neighbours:
        """Return what stands before and after it in the list it is read in: what is chosen, in the order chosen.

        Where what is chosen does not hold it, the list is the whole tracker's.
        """
        listing = view.ask(listing_at, as_at=view.as_at)
        if self.rows(listing).empty:
            listing = view.unfiltered().ask(listing_at, as_at=view.as_at)
        return neighbours(in_chosen_order(view, listing), review=self.review, ref=self.ref)

    def show_filter_note(self, view: View) -> None:
        """Say where the filter leaves it out: the page shows it all the same."""
        if self.rows(view.chosen.recommendations).empty:
            _ = view.translator
            text = _("Recommendation {ref} is not among those chosen in the filter.", ref=self.ref)
            show([element("p", text, class_="muted")], key="not-chosen")


def requested_recommendation(view: View) -> RecommendationKey | None:
    """Return the recommendation of `?ref=`, with `review=` where the ref is not unique.

    None where the address names none, or leaves open which of several is meant.
    """
    found = _asked(view, *_in_address())
    return found[0] if len(found) == 1 else None


@cached_by_view
def _asked(view: View, ref: str, review: str) -> list[RecommendationKey]:
    table = view.whole.recommendations
    found = [RecommendationKey(str(each), ref) for each in table.loc[table["ref"].eq(ref), "review"]]
    return [asked for asked in found if asked.review == review] if review else found


def show_unknown_recommendation(view: View) -> None:
    """Say that the address names no recommendation, or several, and offer what there is."""
    _ = view.translator
    ref, review = _in_address()
    possible = _asked(view, ref, review)
    if possible:
        show_answer(_("Which recommendation {ref}?", ref=ref))
        links = [element("li", element("a", each.review, href=href_of(view, each.review, ref))) for each in possible]
        show([element("p", _("Several reviews have one:")), element("ul", *links, class_="lines")], key="unknown")
        return
    show_answer(_("There is no recommendation {ref}.", ref=ref) if ref else _("No recommendation was asked for."))
    link = element("a", _("See all recommendations"), href=href("recommendations", view.query))
    missing = (
        _("The review “{review}” does not have it.", review=review) if review else _("This tracker does not have it.")
    )
    show([element("p", missing, " ", link)], key="unknown")


def _in_address() -> tuple[str, str]:
    return st.query_params.get("ref", "").strip(), st.query_params.get("review", "").strip()


@lru_cache(maxsize=128)
def _rows(asked: RecommendationKey, table: IdentityKey) -> pd.DataFrame:
    held: pd.DataFrame = table.value
    return held[held["review"].eq(asked.review) & held["ref"].eq(asked.ref)]


@lru_cache(maxsize=128)
def _row(asked: RecommendationKey, table: IdentityKey) -> Any | None:
    return next(asked.rows(table.value).itertuples(index=False), None)

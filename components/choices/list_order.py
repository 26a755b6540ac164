"""The order of the list of recommendations, which also gives the previous and next recommendation."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from analysis.attention.attention import needs_attention
from analysis.status.latest_status import worst_first
from components.session import url_state
from components.session.view import View
from components.session.view_cache import cached_by_view
from wording.catalogue import Translator


def in_chosen_order(view: View, listing: pd.DataFrame) -> pd.DataFrame:
    """Return a listing in the order of the query parameter, or the tracker's order."""
    return _ordered(view, listing, _chosen_order())


def show_order_choice(view: View) -> None:
    """Show the list's order as a choice."""
    labels = _labels(view.translator)
    st.selectbox(
        view.translator("Order by"),
        list(labels),
        key=url_state.bind_widget("sort", _chosen_order()),
        format_func=labels.__getitem__,
        on_change=_remember,
        width=280,
    )


def _remember() -> None:
    code = str(url_state.widget_value("sort"))
    url_state.remember("sort", [] if code == next(iter(ORDERS)) else [code])


def _chosen_order() -> str:
    requested = [code for code in url_state.current("sort") if code in ORDERS]
    url_state.set("sort", requested)
    return requested[0] if requested else next(iter(ORDERS))


@cached_by_view
def _ordered(view: View, listing: pd.DataFrame, order: str) -> pd.DataFrame:
    return ORDERS[order](view, listing)


def _labels(_: Translator) -> dict[str, str]:
    return {
        "number": _("Number"),
        "attention": _("Needs attention first"),
        "status": _("Status, worst first"),
        "still": _("Longest at the same status"),
        "theme": _("Theme"),
        "agency": _("Lead agency"),
        "title": _("Title"),
    }


def _by_attention(view: View, listing: pd.DataFrame) -> pd.DataFrame:
    attention = view.answer(needs_attention, as_at=view.as_at, today=view.today)[["review", "ref"]]
    position = {key: number for number, key in enumerate(attention.itertuples(index=False, name=None))}
    keys = listing[["review", "ref"]].itertuples(index=False, name=None)
    order = pd.Series([position.get(key, len(position)) for key in keys], index=listing.index)
    return listing.loc[order.sort_values(kind="stable").index]


def _by_column(field: str) -> Callable[[View, pd.DataFrame], pd.DataFrame]:
    return lambda _view, listing: listing.sort_values(field, kind="stable")


ORDERS: dict[str, Callable[[View, pd.DataFrame], pd.DataFrame]] = {
    "number": lambda _view, listing: listing,
    "attention": _by_attention,
    "status": lambda view, listing: worst_first(listing, scale=view.scale),
    "still": _by_column("moved_on"),
    "theme": _by_column("theme"),
    "agency": _by_column("lead_agency"),
    "title": _by_column("title"),
}
"""How the list can be ordered, by the value of the query parameter; the first is the default."""

"""The row of actions at the top of every page: copy the link, print, present, download."""

import streamlit as st

from components.choices.list_order import ListOrder, chosen_order
from components.document.pieces import show
from components.downloads.listing import offer_list
from components.elements.html import HtmlNode, element, part
from components.navigation import parameters_of
from components.session import url_state
from components.session.filter_query import query_of_same_day
from components.session.links import BACK, PRESENT, href
from components.session.view import View

_LIST = "recommendations"
_WITHOUT_FILTER = ("about", "access", "rating", "round", "upload", "versions")


def show_page_actions(view: View) -> None:
    """Show the actions; without a recommendation there is nothing to download or to present."""
    _ = view.translator
    page = url_state.current_page()
    if page == PRESENT:
        return
    with st.container(key="page-actions", horizontal=True, vertical_alignment="center", gap="small"):
        order = chosen_order() if page == _LIST else ListOrder.default()
        show(_links_part(view, _present_href(view, page, order), filtered=page not in _WITHOUT_FILTER))
        if not view.empty:
            with st.popover(_("Download"), type="tertiary"):
                _show_downloads(view, order)


def _links_part(view: View, present: str, *, filtered: bool) -> HtmlNode:
    _ = view.translator
    nodes: list[HtmlNode] = [
        *([element("button", _("Skip to the filter"), class_="link skip", focuses="filter")] if filtered else []),
        element("button", _("Copy link"), class_="link", copied=_("Link copied")),
        element("button", _("Print"), class_="link", prints="page"),
    ]
    if not view.empty:
        nodes.append(element("a", _("Present"), href=present))
    status = element("span", role="status", class_="away")
    return part("actions", element("div", *nodes, status, class_="actions"))


def _present_href(view: View, page: str, order: ListOrder) -> str:
    """Return the URL of a presentation of what this page shows, from its first slide, with the way back."""
    own = {name: values for name in parameters_of(page) if (values := url_state.current(name))}
    sort = {"sort": order.values} if order.values else {}
    return href(PRESENT, {**query_of_same_day(view, PRESENT), **sort, "slide": ["1"], BACK: [href(page, own)]})


def _show_downloads(view: View, order: ListOrder) -> None:
    """Show what every page gives, for the recommendations of its filter: their list, and a link to the papers."""
    _ = view.translator
    offer_list(view, order)
    papers = element("a", _("Papers about these recommendations"), href=href("reports", view.query))
    show(part("actions.papers", element("p", papers)))

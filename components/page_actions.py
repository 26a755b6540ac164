"""The row of actions at the top of every page: copy the link, print, present, download."""

from dataclasses import replace

from components.choices.list_order import ListOrder, chosen_order
from components.downloads import list_links
from components.elements import HtmlNode, element, part
from components.session.filter_query import query_of_same_day
from components.session.links import BACK, PART_PARAMETERS, PRESENT, RECOMMENDATIONS, href
from components.session.view import View

_WITHOUT_FILTER = ("about", "access", "edit", "rating", "round", "upload", "versions")


def page_actions_part(view: View) -> HtmlNode:
    """Return the actions; without a recommendation there is nothing to download or to present."""
    _ = view.translator
    order = chosen_order(view) if view.page == RECOMMENDATIONS else ListOrder.default()
    nodes: list[HtmlNode] = [
        element("button", _("Copy link"), class_="link", type="button", copied=_("Link copied")),
        element("button", _("Print"), class_="link", type="button", prints="page"),
    ]
    if view.page not in _WITHOUT_FILTER:
        skip = element("button", _("Skip to the filter"), class_="link skip", type="button", focuses="filter")
        nodes.insert(0, skip)
    if not view.empty:
        nodes += [element("a", _("Present"), href=_present_href(view, order)), _downloads(view, order)]
    status = element("span", role="status", class_="away")
    return part("page-actions", element("div", *nodes, status, class_="actions"))


def _present_href(view: View, order: ListOrder) -> str:
    """Return the URL of a presentation of what this page shows, from its first slide, with the way back."""
    back = href(view.page, view.requested)
    return href(PRESENT, {**query_of_same_day(view, PRESENT), **_listed(view, order), "slide": ["1"], BACK: [back]})


def _listed(view: View, order: ListOrder) -> dict[str, list[str]]:
    """Return the query parameters of the list that a page shows: its order, and its part."""
    own = {"sort": order.values, **{name: view.parameter(name) for name in PART_PARAMETERS}}
    return {name: values for name, values in own.items() if values}


def _downloads(view: View, order: ListOrder) -> HtmlNode:
    """Return what every page gives, for the recommendations of its filter: their list, and a link to the papers."""
    _ = view.translator
    papers = element("a", _("Papers about these recommendations"), href=href("reports", view.query))
    listed = replace(view, page=RECOMMENDATIONS, requested=_listed(view, order))
    content = element("div", *list_links(listed, order), element("p", papers))
    return element("details", element("summary", _("Download")), content, class_="popover")

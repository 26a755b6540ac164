"""Names that filter where they stand: a link to the same page with one filter more, or without it."""

import pandas as pd

from components.elements.html import HtmlNode, element
from components.session.filter_query import query_of_view
from components.session.links import href
from components.session.view import View
from wording.format.dates import format_round


def filter_toggle(view: View, parameter: str, name: object, *words: HtmlNode, label: str) -> HtmlNode:
    """Return words as a link that filters by a name, or takes the filter away where it is chosen.

    A name that no filter has, such as that of recommendations without a theme, stays plain words.
    """
    if not isinstance(name, str):
        return element("span", *words)
    _, query = view.translator, query_of_view(view)
    value = view.filter_options.slug(parameter, name)
    chosen = value in query.values(parameter)
    return element(
        "a",
        *words,
        href=query.toggled(parameter, value),
        title=_("Remove {name}", name=label) if chosen else _("Filter by {name}", name=label),
        aria_current="true" if chosen else None,
        class_="toggle",
        base=query.replaced({}),
    )


def mark_at_link(view: View, mark: str, month: pd.Timestamp, words: str) -> HtmlNode:
    """Return a mark's word as a link to what has it as at a round; a toggle where that is the month of the page."""
    if month == view.as_at:
        return filter_toggle(view, "status", mark, words, label=words)
    _, query = view.translator, query_of_view(view)
    chosen = {"status": [view.filter_options.slug("status", mark)], "as_at": [f"{month:%Y-%m}"]}
    title = _("{name}, as at {month}", name=words, month=format_round(month, _))
    return element("a", words, href=query.replaced(chosen), title=title, class_="toggle", base=query.replaced({}))


def list_link(view: View, parameter: str, name: object, label: str) -> HtmlNode:
    """Return the name as a link to the list of all that have it, as at the month of the page."""
    if not isinstance(name, str):
        return label
    month = {"as_at": view.query["as_at"]} if "as_at" in view.query else {}
    target = href("recommendations", {parameter: [view.filter_options.slug(parameter, name)], **month})
    return element("a", label, href=target, title=view.translator("Filter by {name}", name=label), class_="plain")


def round_link(view: View, month: pd.Timestamp, words: str) -> HtmlNode:
    """Return a round as a link to this page as at it; the month of the page stays plain words."""
    if month == view.as_at:
        return words
    query, code = query_of_view(view), f"{month:%Y-%m}"
    return element(
        "a",
        words,
        href=query.replaced({"as_at": [code]}),
        title=view.translator("As at {month}", month=format_round(month, view.translator)),
        class_="toggle",
        base=query.replaced({}),
    )

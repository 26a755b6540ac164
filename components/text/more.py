"""The rest of a long list, behind the number of what is more; nothing that is counted stands without a way to it."""

from collections.abc import Sequence

from components.elements.html import HtmlNode, element
from components.session.view import View
from components.text.filter_toggle import count_link

MOST_MORE = 400
"""The most of a rest that a page holds; above it the list of recommendations has them all."""


def rest_of_list(view: View, lines: Sequence[HtmlNode], total: int, *, class_: str = "lines") -> list[HtmlNode]:
    """Return lines behind "12 more"; `total` is how many are more, of which these lines are the first."""
    return rest_of(view, [element("ul", *lines, class_=class_)], total, shown=len(lines))


def rest_of(view: View, nodes: Sequence[HtmlNode], total: int, *, shown: int) -> list[HtmlNode]:
    """Return nodes behind "12 more", and a link to all recommendations if more are left; nothing where none is more."""
    if total <= 0:
        return []
    _ = view.translator
    summary = element("summary", _.plural("{n} more", "{n} more", total))
    return [element("details", summary, *nodes, *([all_in_list(view)] if total > shown else []), class_="rest")]


def all_in_list(view: View) -> HtmlNode:
    """Return a link to the list of all recommendations that match the filter."""
    _, n = view.translator, view.chosen.recommendation_count
    text = _.plural("{n} in the list of recommendations", "{n} in the list of recommendations", n)
    return element("p", count_link(view, n, text), class_="small")

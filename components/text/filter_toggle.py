"""Names that filter where they stand, numbers that open the list of what they count, and the rest of a long list."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from components.elements.html import HtmlNode, element
from components.session.filter_query import query_of_same_day, replaced, toggled
from components.session.links import RECOMMENDATIONS, href
from components.session.view import View
from wording.format.dates import format_round
from wording.format.statuses import standing_word
from wording.format.text import format_count

MOST_MORE = 400
"""The most of a rest that a page holds; above it the list of recommendations has them all."""


def filter_toggle(view: View, parameter: str, name: object, *words: HtmlNode, label: str) -> HtmlNode:
    """Return words as a link that filters by a name, or takes the filter away where it is chosen.

    A missing name filters by what has none; a name that no filter has, such as that of no status, stays plain words.
    """
    value = _slug(view, parameter, name)
    if value is None:
        return element("span", *words)
    _, query = view.translator, view.query
    chosen = value in query.get(parameter, ())
    return element(
        "a",
        *words,
        href=toggled(query, parameter, value),
        title=_("Remove {name}", name=label) if chosen else _("Filter by {name}", name=label),
        aria_current="true" if chosen else None,
        class_="toggle",
        base=replaced(query),
    )


def mark_at_link(view: View, mark: str, month: pd.Timestamp, words: str) -> HtmlNode:
    """Return a mark's word as a link to what has it as at a round; a toggle where that is the month of the page."""
    if month == view.as_at:
        return filter_toggle(view, "status", mark, words, label=words)
    _, query = view.translator, view.query
    chosen = {"status": [view.filter_options.slug("status", mark)], "as_at": [f"{month:%Y-%m}"]}
    title = _("{name}, as at {month}", name=words, month=format_round(month, _))
    return element("a", words, href=replaced(query, chosen), title=title, class_="toggle", base=replaced(query))


def list_link(view: View, parameter: str, name: object, label: str) -> HtmlNode:
    """Return the name as a link to the list of all that have it, as at the month of the page."""
    value = _slug(view, parameter, name)
    if value is None:
        return label
    month = {"as_at": view.query["as_at"]} if "as_at" in view.query else {}
    target = href(RECOMMENDATIONS, {**view.frame_query, parameter: [value], **month})
    return element("a", label, href=target, title=view.translator("Filter by {name}", name=label), class_="plain")


def round_link(view: View, month: pd.Timestamp, words: str) -> HtmlNode:
    """Return a round as a link to this page as at it; the month of the page stays plain words."""
    if month == view.as_at:
        return words
    query, code = view.query, f"{month:%Y-%m}"
    return element(
        "a",
        words,
        href=replaced(query, {"as_at": [code]}),
        title=view.translator("As at {month}", month=format_round(month, view.translator)),
        class_="toggle",
        base=replaced(query),
    )


def count_link(
    view: View, n: int, words: str = "", *, page: str = RECOMMENDATIONS, **changes: str | Sequence[str]
) -> HtmlNode:
    """Return a number, or words that begin with it, as a link to the list that has exactly so many rows.

    The list keeps the version, the day and the filters of this page, except for the parameters that change. Zero is no
    link.
    """
    words = words or format_count(n, view.translator)
    if not n:
        return words
    changed = {code: [values] if isinstance(values, str) else [*values] for code, values in changes.items()}
    query = {code: values for code, values in {**query_of_same_day(view, page), **changed}.items() if any(values)}
    return element("a", words, href=href(page, query), class_="count")


def with_links(sentence: str, *parts: tuple[str, HtmlNode]) -> list[HtmlNode]:
    """Return a sentence in which words, in their order, are replaced by links."""
    nodes: list[HtmlNode] = []
    for words, node in parts:
        before, found, after = sentence.partition(words)
        if found:
            nodes += [before, node]
            sentence = after
    return [node for node in (*nodes, sentence) if node]


def mark_slug(view: View, mark: str) -> str:
    """Return the slug of a mark."""
    return view.filter_options.slug("status", mark)


def name_slug(view: View, parameter: str, name: object) -> str:
    """Return the slug of a theme, of a lead agency or of a review; of a missing name that of what has none."""
    return view.filter_options.slug(parameter, name if isinstance(name, str) else "")


def counted_marks_links(view: View, marks: pd.Series, **changes: Any) -> list[HtmlNode]:
    """Return how many recommendations have each mark of a column, each number as a link to its list."""
    _, counts = view.translator, marks.value_counts()
    nodes: list[HtmlNode] = []
    for mark in view.scale.marks:
        if n := int(counts.get(mark, 0)):
            words = _("{n} {mark}", n=format_count(n, _), mark=standing_word(mark, view.scale, _))
            nodes += [" · ", count_link(view, n, words, status=mark_slug(view, mark), **changes)]
    return nodes[1:]


def rest_of_list(view: View, lines: Sequence[HtmlNode], total: int, *, class_: str = "lines") -> list[HtmlNode]:
    """Return lines behind "12 more"; `total` is how many are more, of which these lines are the first."""
    return rest_of(view, [element("ul", *lines, class_=class_)], total, shown=len(lines))


def rest_of(view: View, nodes: Sequence[HtmlNode], total: int, *, shown: int) -> list[HtmlNode]:
    """Return nodes behind "12 more", and a link to all recommendations if more are left; nothing where none is more."""
    if total <= 0:
        return []
    _ = view.translator
    summary = element("summary", _.plural("{n} more", "{n} more", total))
    return [element("details", summary, *nodes, *([_all_in_list(view)] if total > shown else []), class_="rest")]


def _slug(view: View, parameter: str, name: object) -> str | None:
    """Return the slug of a name, or of what has none; None where the filter does not have it."""
    options: dict[str, str] = getattr(view.filter_options, parameter)
    wanted = name if isinstance(name, str) else ""
    return next((slug for slug, option in options.items() if option == wanted), None)


def _all_in_list(view: View) -> HtmlNode:
    """Return a link to the list of all recommendations that match the filter."""
    _, n = view.translator, view.chosen.recommendation_count
    text = _.plural("{n} in the list of recommendations", "{n} in the list of recommendations", n)
    return element("p", count_link(view, n, text), class_="small")

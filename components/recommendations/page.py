"""Recommendations: the list, filtered, sorted and in parts."""

from collections.abc import Container

import pandas as pd

from analysis.attention.list_parts import CountedPart, in_part, list_parts
from analysis.promises.since import overdue_among
from analysis.status.latest_status import list_at
from analysis.updates.rounds import round_before
from components.choices.filter_bar import filter_bar_parts, no_match
from components.choices.list_order import chosen_order, has_targets, order_choice_part
from components.document.document import Document
from components.elements.html import HtmlNode, answer, element, part, subtitle_part
from components.recommendations.list import chosen_list_page, list_part
from components.session.filter_query import PAGE_OF_LIST, replaced
from components.session.view import View
from components.text.filter_toggle import counted_marks_links
from components.text.since import judged_later
from model.terms import OFFERED_PARTS, Movement, ShownPart
from wording.answers.list_parts import part_heading, part_words
from wording.format.numbers import format_count

_ONLY, _MARKS, _MONTHS = "only", ("was", "now"), ("since", "at")
"""The query parameters: a part or a movement, the marks at its months, and its months."""


def recommendations(view: View) -> Document:
    """Return the page."""
    if view.empty:
        return no_match(view)
    _, chosen = view.translator, _chosen_part(view)
    listing = _of_part(view, view.answer(list_at, as_at=view.as_at), part=chosen)
    number = chosen_list_page(view, len(listing))
    return Document(
        [
            answer(_.plural("{n} recommendation", "{n} recommendations", len(listing))),
            subtitle_part(
                element("span", *counted_marks_links(view, listing["mark"], **_part_query(view, chosen))),
                *judged_later(view),
            ),
            *filter_bar_parts(view),
            _parts_part(view, chosen=chosen),
            order_choice_part(view),
            list_part(view, listing),
        ],
        own={
            "sort": chosen_order(view).values,
            PAGE_OF_LIST: [str(number)] if number > 1 else [],
            **_part_query(view, chosen),
        },
    )


def _chosen_part(view: View) -> CountedPart:
    """Return the part in the URL; all where it names none. What the tracker does not have is left out."""
    parts, marks = {*ShownPart, *Movement}, view.filter_options.status
    only = _chosen(view, _ONLY, parts)
    was, now = (_chosen(view, code, marks) for code in _MARKS)
    since, at = (_chosen(view, code, view.filter_options.as_at) for code in _MONTHS)
    return CountedPart(only, marks.get(was, ""), marks.get(now, ""), _month(since), _month(at))


def _of_part(view: View, listing: pd.DataFrame, *, part: CountedPart) -> pd.DataFrame:
    """Return the recommendations of a part."""
    if part.is_everything:
        return listing
    return overdue_among(listing, view.answer(in_part, part=part, as_at=view.as_at, today=view.today))


def _parts_part(view: View, *, chosen: CountedPart) -> HtmlNode | None:
    """Show each part that is offered and has recommendations as a link with their number, and what else is chosen."""
    _ = view.translator
    counts = view.answer(list_parts, as_at=view.as_at, today=view.today)["part"].value_counts()
    shown = [part for part in OFFERED_PARTS if counts.get(part.value, 0) or part == chosen.only]
    if not has_targets(view):
        shown = [part for part in shown if part is not ShownPart.WITHOUT_TARGET]
    links = [_link(view, part, int(counts.get(part.value, 0)), chosen) for part in shown]
    nodes = [element("p", element("span", _("Show only:"), class_="muted"), *links, class_="links")] if links else []
    if not chosen.is_everything and chosen not in [CountedPart(part) for part in OFFERED_PARTS]:
        nodes.insert(0, _note(view, chosen))
    return part("parts", *nodes) if nodes else None


def _chosen(view: View, code: str, options: Container[str]) -> str:
    return "".join(value for value in view.parameter(code)[:1] if value in options)


def _month(code: str) -> pd.Timestamp | None:
    return pd.Timestamp(f"{code}-01") if code else None


def _part_query(view: View, part: CountedPart) -> dict[str, list[str]]:
    """Return the query parameters of a part, with empty ones for what it does not have."""
    marks = ([view.filter_options.slug("status", mark)] if mark else [] for mark in (part.was, part.now))
    months = ([] if month is None else [f"{month:%Y-%m}"] for month in (part.since, part.at))
    return {_ONLY: [part.only] if part.only else [], **dict(zip((*_MARKS, *_MONTHS), (*marks, *months), strict=True))}


def _note(view: View, part: CountedPart) -> HtmlNode:
    """Return the line that says which recommendations are shown, with a link to all."""
    _, query = view.translator, view.query
    at = part.at or view.as_at
    since = part.since or view.answer_of_all(round_before, as_at=at)
    words = part_words(part, view.scale, _, since=since, at=at)
    show_all = element("a", _("Show all"), href=replaced(query), base=replaced(query, _part_query(view, part)))
    return element("p", _("Only these recommendations are shown: {part}.", part=words), " ", show_all)


def _link(view: View, part: ShownPart, n: int, chosen: CountedPart) -> HtmlNode:
    _, query, is_chosen = view.translator, view.query, CountedPart(part) == chosen
    name = part_heading(part, _)
    return element(
        "a",
        f"{name} ({format_count(n, _)})",
        href=replaced(query, {} if is_chosen else {_ONLY: [part.value]}),
        title=_("Remove {name}", name=name) if is_chosen else _("Filter by {name}", name=name),
        aria_current="true" if is_chosen else None,
        class_="toggle",
        base=replaced(query, _part_query(view, chosen)),
    )

"""The part of the list that is shown alone, stored in the URL as `only`, and the links that choose it."""

import pandas as pd

from analysis.attention.list_parts import list_parts
from analysis.promises.since import overdue_among
from components.choices.list_order import has_targets
from components.elements.html import HtmlFragment, HtmlNode, element
from components.session import url_state
from components.session.filter_query import query_of_view
from components.session.view import View
from components.session.view_cache import cached_by_view, cached_piece
from model.terms import ShownPart
from wording.answers.list_parts import part_heading
from wording.format.numbers import format_count

_PARAMETER = "only"


def chosen_part() -> str:
    """Return the part in the URL; "" where the whole list is shown."""
    requested = [code for code in url_state.current(_PARAMETER)[:1] if code in set(ShownPart)]
    url_state.set(_PARAMETER, requested)
    return "".join(requested)


@cached_by_view
def of_part(view: View, listing: pd.DataFrame, *, part: str) -> pd.DataFrame:
    """Return the recommendations of a part; all for ""."""
    parts = view.answer(list_parts, as_at=view.as_at, today=view.today)
    return overdue_among(listing, parts[parts["part"].eq(part)]) if part else listing


@cached_piece
def show_parts(view: View, *, chosen: str) -> HtmlFragment | None:
    """Show each part that has recommendations as a link with their number; nothing where there is none."""
    _ = view.translator
    counts = view.answer(list_parts, as_at=view.as_at, today=view.today)["part"].value_counts()
    shown = [part for part in ShownPart if counts.get(part.value, 0) or part == chosen]
    if not has_targets(view):
        shown = [part for part in shown if part is not ShownPart.WITHOUT_TARGET]
    links = [_link(view, part, int(counts.get(part.value, 0)), chosen) for part in shown]
    if not links:
        return None
    label = element("span", _("Show only:"), class_="muted")
    return HtmlFragment([element("p", label, *links, class_="links")], key="parts")


def _link(view: View, part: ShownPart, n: int, chosen: str) -> HtmlNode:
    _, query, is_chosen = view.translator, query_of_view(view), part == chosen
    name = part_heading(part, _)
    return element(
        "a",
        f"{name} ({format_count(n, _)})",
        href=query.replaced({_PARAMETER: [] if is_chosen else [part.value]}),
        title=_("Remove {name}", name=name) if is_chosen else _("Filter by {name}", name=name),
        aria_current="true" if is_chosen else None,
        class_="toggle",
        base=query.replaced({_PARAMETER: [chosen] if chosen else []}),
    )

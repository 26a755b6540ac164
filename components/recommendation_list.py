"""The list of recommendations: searchable, sortable, a page of rows at a time."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from components import address
from components.kept import kept, shown
from components.links import href
from components.marks import mark_picture, recommendation_href, rows_of, title_of
from components.nodes import Node, Piece, element
from components.table_nodes import heading, table_region
from components.view import View
from model.terms import NameKind
from wording.catalogue import Translator
from wording.dates import format_round
from wording.marks import mark_word

ROWS = 60


def show_list(view: View, listing: pd.DataFrame, *, page: str = "recommendations") -> None:
    """Show the rows of analysis.listing in the order that is chosen; page by page above 60."""
    ordered = _ordered(view, listing, _chosen_order())
    kept_order = tuple(address.kept("sort"))
    _show_rows(view, ordered, _start(len(ordered)), page=page, sort=kept_order[0] if kept_order else None)


@kept
def _ordered(view: View, listing: pd.DataFrame, order: str) -> pd.DataFrame:
    return ORDERS[order](view, listing)


@shown
def _show_rows(view: View, ordered: pd.DataFrame, start: int, *, page: str, sort: str | None) -> Piece:
    drawn = ordered.iloc[start : start + ROWS]
    _ = view.translator
    columns = (_("Status"), _("Recommendation"), _("Theme"), _("Lead agency"), _("Same status since"))
    classes = (None, None, "wide", "wide", "wide")
    head = [heading(text, class_=class_) for text, class_ in zip(columns, classes, strict=True)]
    nodes = [table_region(_("Recommendations"), head, (_row(view, row) for row in rows_of(drawn)))]
    if len(ordered) > ROWS:
        nodes.append(_steps(view, page, start, len(ordered), sort))
    return Piece(nodes, key="list", scale=view.scale)


def order_choice(view: View) -> None:
    """Show by what the list is ordered."""
    names = _order_names(view.translator)
    st.selectbox(
        view.translator("Order by"),
        list(names),
        key=address.prime("sort", _chosen_order()),
        format_func=names.__getitem__,
        on_change=lambda: address.keep("sort", _unless_first(str(address.typed("sort")))),
        width=280,
    )


def _chosen_order() -> str:
    asked = [code for code in address.read("sort") if code in ORDERS]
    address.write("sort", asked)
    return asked[0] if asked else next(iter(ORDERS))


def _unless_first(code: str) -> list[str]:
    return [] if code == next(iter(ORDERS)) else [code]


def _order_names(_: Translator) -> dict[str, str]:
    return {
        "number": _("number"),
        "status": _("status, worst first"),
        "still": _("longest at the same status"),
        "theme": _("theme"),
        "agency": _("lead agency"),
        "title": _("title"),
    }


def _by_rank(view: View, listing: pd.DataFrame) -> pd.DataFrame:
    rank = listing["mark"].map(view.scale.rank).fillna(len(view.scale.names))
    return listing.loc[rank.sort_values(kind="stable").index]


def _by_column(field: str) -> Callable[[View, pd.DataFrame], pd.DataFrame]:
    return lambda _view, listing: listing.sort_values(field, kind="stable")


ORDERS: dict[str, Callable[[View, pd.DataFrame], pd.DataFrame]] = {
    "number": lambda _view, listing: listing,
    "status": _by_rank,
    "still": _by_column("moved_on"),
    "theme": _by_column("theme"),
    "agency": _by_column("lead_agency"),
    "title": _by_column("title"),
}
"""How the list can be ordered, by its code in the address; the first is the tracker's own order."""


def _row(view: View, row: Any) -> Node:
    _, names = view.translator, view.names
    word = mark_word(row.mark, view.scale, _)
    title = element("a", title_of(view, row), href=recommendation_href(view, row))
    moved = "" if pd.isna(row.moved_on) else format_round(row.moved_on, _, short=True)
    theme, agency = names.full(NameKind.THEME, row.theme, _), names.short(NameKind.AGENCY, row.lead_agency, _)
    under = element("span", " · ".join(word for word in (theme, agency, moved) if word), class_="under muted small")
    status = element("span", mark_picture(view, row.mark, row.basis), word, class_="withmark")
    return element(
        "tr",
        element("td", status, class_="nowrap"),
        element("th", element("b", str(row.ref), class_="ref"), title, under, scope="row", class_="title"),
        element("td", theme, class_="wide"),
        element("td", agency, class_="wide"),
        element("td", moved, class_="wide nowrap"),
    )


def _start(total: int) -> int:
    asked = [text for text in address.read("page") if text.isdecimal() and 1 < int(text) <= -(-total // ROWS)]
    address.write("page", asked)
    return (int(asked[0]) - 1) * ROWS if asked else 0


def _steps(view: View, page: str, start: int, total: int, sort: str | None) -> Node:
    _ = view.translator
    number = start // ROWS + 1
    last = -(-total // ROWS)
    links: list[Node] = [element("span", _("Page {n} of {last}", n=number, last=last), class_="muted")]
    kept = dict(view.query) | ({"sort": [sort]} if sort else {})
    if number > 1:
        links.append(element("a", _("Previous page"), href=href(page, {**kept, "page": str(number - 1)})))
    if number < last:
        links.append(element("a", _("Next page"), href=href(page, {**kept, "page": str(number + 1)})))
    return element("nav", *links, class_="steps", aria_label=_("Pages of the list"))

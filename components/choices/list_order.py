"""The order of the list of recommendations, which also gives the previous and next recommendation."""

from collections.abc import Callable
from functools import partial

import pandas as pd

from analysis.promises import next_promise, targets_at
from analysis.reasons import needs_attention
from analysis.search import relevance
from analysis.table_rows import rows_of
from components.choices.controls import ListOrder, select_form
from components.elements import HtmlNode
from components.marks.marks import title_of
from components.session.view import View
from model.terms import NameKind
from model.tracker.rows import natural_order
from wording.sentences import labels

_DEFAULT, _BEST = "number", "best"


def chosen_order(view: View) -> ListOrder:
    """Return the order of the query parameter: `title`, or `-title` from the other end.

    Without one it is by number; of a search the best first.
    """
    return ListOrder.requested(view, ORDERS, default=_default_code(view))


def in_chosen_order(view: View, listing: pd.DataFrame) -> pd.DataFrame:
    """Return a listing in the order of the query parameter."""
    return in_order(view, listing, chosen_order(view))


def in_order(view: View, listing: pd.DataFrame, order: ListOrder) -> pd.DataFrame:
    """Return a listing in an order; equal rows are by number, and those without a value come last either way."""
    by_number = listing.loc[_number(view, listing).sort_values(kind="stable").index]
    values = ORDERS[order.code](view, by_number)
    return by_number.loc[values.sort_values(kind="stable", ascending=not order.reverse, na_position="last").index]


def order_choice(view: View) -> HtmlNode:
    """Return the list's order as a choice, for a phone, where the list has no headings, and for what is no column."""
    _, default = view.translator, _default_code(view)
    best = {_BEST: _("Best match first")} if default == _BEST else {}
    orders = best | labels("list-order", _)
    return select_form(view, "sort", _("Order by"), orders, chosen=chosen_order(view).code, default=default)


def _default_code(view: View) -> str:
    return _BEST if view.selection.text else _DEFAULT


def _number(_view: View, listing: pd.DataFrame) -> pd.Series:
    """Return the place of each row by number, 2 before 10; several reviews follow each other."""
    reviews = {review: place for place, review in enumerate(dict.fromkeys(listing["review"]))}
    keys = [
        (reviews[review], natural_order(ref)) for review, ref in zip(listing["review"], listing["ref"], strict=True)
    ]
    places = {row: place for place, row in enumerate(sorted(range(len(keys)), key=keys.__getitem__))}
    return pd.Series([places[row] for row in range(len(keys))], index=listing.index, dtype="int64")


def _attention(view: View, listing: pd.DataFrame) -> pd.Series:
    attention = needs_attention(view.chosen, as_at=view.as_at, today=view.today)
    return _looked_up(listing, attention.assign(place=range(len(attention))), "place")


def _slips(view: View, listing: pd.DataFrame) -> pd.Series:
    """Return the slips of each target as numbers below 0, most slips first; missing where there is none."""
    slips = _looked_up(listing, targets_at(view.chosen, as_at=view.as_at, today=view.today), "slips")
    return -slips.where(slips.gt(0))


def _looked_up(listing: pd.DataFrame, table: pd.DataFrame, column: str) -> pd.Series:
    """Return a column of another table for the rows of a listing; missing where it has none."""
    merged = listing[["review", "ref"]].merge(table[["review", "ref", column]], how="left", on=["review", "ref"])
    return merged[column].set_axis(listing.index)


def _name(view: View, listing: pd.DataFrame, *, field: str, kind: NameKind) -> pd.Series:
    """Return the names as they are read, in small letters."""
    name_of = view.names.full if kind is NameKind.THEME else view.names.short
    return listing[field].map(lambda name: name_of(kind, name, view.translator).casefold(), na_action="ignore")


def _title(view: View, listing: pd.DataFrame) -> pd.Series:
    titles = [title_of(view, row).casefold() for row in rows_of(listing)]
    return pd.Series(titles, index=listing.index, dtype="str")


def _best(view: View, listing: pd.DataFrame) -> pd.Series:
    ranked = view.chosen.recommendations[["review", "ref"]].assign(place=relevance(view.chosen, view.selection.text))
    return _looked_up(listing, ranked, "place")


# The values the list is sorted by, from small to large, by the value of the query parameter.
ORDERS: dict[str, Callable[[View, pd.DataFrame], pd.Series]] = {
    _DEFAULT: _number,
    _BEST: _best,
    "attention": _attention,
    "status": lambda view, listing: listing["mark"].map(
        {mark: place for place, mark in enumerate(view.scale.furthest_behind)}
    ),
    "still": lambda _view, listing: listing["status_since"],
    "promise": lambda view, listing: _looked_up(
        listing, next_promise(view.chosen, as_at=view.as_at, today=view.today), "due"
    ),
    "target": lambda view, listing: _looked_up(
        listing, targets_at(view.chosen, as_at=view.as_at, today=view.today), "target"
    ),
    "slips": _slips,
    "theme": partial(_name, field="theme", kind=NameKind.THEME),
    "agency": partial(_name, field="lead_agency", kind=NameKind.AGENCY),
    "title": _title,
}

"""The list of recommendations that a page shows: its order, its part, and the occasion that it is about.

The order also gives the previous and next recommendation. A part is what is outstanding, late or changed, or what a
number counted. The occasion of a meeting pack, a paper or a calendar is a slug of its month and with whom, in the URL.
"""

from collections.abc import Callable, Iterable
from functools import partial

import pandas as pd

from analysis.attention import CountedPart, in_part
from analysis.promises import next_promise, occasions, targets_at
from analysis.reasons import needs_attention
from analysis.rounds import round_before
from analysis.search import relevance
from analysis.table_rows import rows_about, rows_of
from components.choices.controls import ListOrder, select_form
from components.elements import HtmlNode, element, part
from components.marks.lines import title_of
from components.session.links import MEETING, PART_PARAMETERS, href, numbered, replace_href, slug
from components.session.view import View
from components.texts import chosen_link, has_targets
from model.terms import LISTED_PARTS, OPEN_TIMINGS, Movement, NameKind, ShownPart, TableRow, natural_order
from wording.answers.recommendation import occasion_name, part_heading, part_text
from wording.catalogue import labels
from wording.formatting import format_count

_DEFAULT, _BEST = "number", "best"


def chosen_order(view: View) -> ListOrder:
    """Return the order of the query parameter: `title`, or `-title` from the other end.

    Without one it is by number; of a search the best first.
    """
    return ListOrder.requested(view, ORDERS, default=_default_code(view))


def in_order(view: View, listing: pd.DataFrame, order: ListOrder | None = None) -> pd.DataFrame:
    """Return a listing in an order, by default that of the query parameter.

    Equal rows are by number, and those without a value come last either way.
    """
    order = order or chosen_order(view)
    by_number = listing.loc[_number(view, listing).sort_values(kind="stable").index]
    values = ORDERS[order.code](view, by_number)
    return by_number.loc[values.sort_values(kind="stable", ascending=not order.reverse, na_position="last").index]


def order_choice(view: View) -> HtmlNode:
    """Return the list's order as a choice, for a phone, where the list has no headings, and for what is no column."""
    _, default = view.translator, _default_code(view)
    orders = ({_BEST: _("Best match first")} if default == _BEST else {}) | labels("list-order", _)
    return select_form(view, "sort", _("Order by"), orders, chosen=chosen_order(view).code, default=default)


def _default_code(view: View) -> str:
    return _BEST if view.selection.text else _DEFAULT


def _number(_view: View, listing: pd.DataFrame) -> pd.Series:
    """Return the place of each row by number, 2 before 10; several reviews follow each other."""
    keys = [*zip(pd.factorize(listing["review"])[0], map(natural_order, listing["ref"]), strict=True)]
    order = sorted(range(len(keys)), key=keys.__getitem__)
    return pd.Series(range(len(keys)), index=listing.index[order], dtype="int64").reindex(listing.index)


def _attention(view: View, listing: pd.DataFrame) -> pd.Series:
    attention = needs_attention(view.chosen, as_at=view.as_at, today=view.today)
    return _looked_up(listing, attention.assign(place=range(len(attention))), "place")


def _slips(view: View, listing: pd.DataFrame) -> pd.Series:
    """Return the slips of each target as numbers below 0, most slips first; missing where there is none."""
    slips = _answered(view, listing, question=targets_at, column="slips")
    return -slips.where(slips.gt(0))


def _looked_up(listing: pd.DataFrame, table: pd.DataFrame, column: str) -> pd.Series:
    """Return a column of another table for the rows of a listing; missing where it has none."""
    merged = listing[["review", "ref"]].merge(table[["review", "ref", column]], how="left", on=["review", "ref"])
    return merged[column].set_axis(listing.index)


def _answered(view: View, listing: pd.DataFrame, *, question: Callable[..., pd.DataFrame], column: str) -> pd.Series:
    """Return a column of what is answered about the chosen recommendations."""
    return _looked_up(listing, question(view.chosen, as_at=view.as_at, today=view.today), column)


def _name(view: View, listing: pd.DataFrame, *, field: str, kind: NameKind) -> pd.Series:
    """Return the names as they are read, in small letters."""
    name_of = view.names.full if kind is NameKind.THEME else view.names.short
    return listing[field].map(lambda name: name_of(kind, name, view.translator).casefold(), na_action="ignore")


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
    "promise": partial(_answered, question=next_promise, column="due"),
    "target": partial(_answered, question=targets_at, column="target"),
    "slips": _slips,
    "theme": partial(_name, field="theme", kind=NameKind.THEME),
    "agency": partial(_name, field="lead_agency", kind=NameKind.AGENCY),
    "title": lambda view, listing: pd.Series(
        [title_of(view, row).casefold() for row in rows_of(listing)], index=listing.index, dtype="str"
    ),
}


# The parts that are offered above the matrix, too.
QUICK_PARTS = (ShownPart.OUTSTANDING, ShownPart.LATE, ShownPart.MOVED)


def chosen_part(view: View) -> CountedPart:
    """Return the part in the URL; all where it names none. What the tracker does not have is left out."""
    only, *marks, since, at = ("".join(view.parameter(name)[:1]) for name in PART_PARAMETERS)
    was, now = (view.filter_options["status"].get(mark, "") for mark in marks)
    months = (pd.Timestamp(f"{each}-01") if each in view.filter_options["as_at"] else None for each in (since, at))
    return CountedPart(only if only in {*ShownPart, *Movement} else "", was, now, *months)


def part_query(view: View, chosen: CountedPart) -> dict[str, list[str]]:
    """Return the query parameters of a part, with empty ones for what it does not have."""
    slugs = (view.slug("status", mark) if mark else "" for mark in (chosen.was, chosen.now))
    months = ("" if month is None else f"{month:%Y-%m}" for month in (chosen.since, chosen.at))
    values = (chosen.only, *slugs, *months)
    return {name: [value] if value else [] for name, value in zip(PART_PARAMETERS, values, strict=True)}


def judged_view(view: View, chosen: CountedPart) -> View:
    """Return the view as at which a part is judged: what is late as on the Overview, today."""
    return view.now if chosen.only == ShownPart.LATE and chosen.at is None else view


def of_part(view: View, listing: pd.DataFrame, chosen: CountedPart) -> pd.DataFrame:
    """Return the recommendations of a part."""
    return listing if chosen.is_everything else rows_about(listing, _rows_of_part(view, chosen))


def _rows_of_part(view: View, chosen: CountedPart) -> pd.DataFrame:
    judged = judged_view(view, chosen)
    return in_part(judged.chosen, part=chosen, as_at=judged.as_at, today=judged.today)


def parts_part(view: View, chosen: CountedPart, *, options: Iterable[ShownPart] = LISTED_PARTS) -> HtmlNode | None:
    """Show each part that is offered and has recommendations as a link with their number, and what else is chosen."""
    _, links = view.translator, list[HtmlNode]()
    for each in options:
        alone, name = CountedPart(each), part_heading(each, _)
        n = len(_rows_of_part(view, alone))
        if (n or each == chosen.only) and (each != ShownPart.WITHOUT_TARGET or has_targets(view)):
            target = _part_href(view, CountedPart() if alone == chosen else alone)
            words = f"{name} ({format_count(n, _)})"
            links.append(chosen_link(view, target, words, name=name, is_chosen=alone == chosen))
    nodes = [element("p", element("span", _("Show only:"), class_="muted"), *links, class_="links")] if links else []
    if not chosen.is_everything and chosen not in [CountedPart(each) for each in options]:
        at = chosen.at or view.as_at
        words = part_text(chosen, view.scale, _, since=chosen.since or round_before(view.unfiltered, as_at=at), at=at)
        show_all = element("a", _("Show all"), href=_part_href(view, CountedPart()))
        nodes.insert(0, element("p", _("Only these recommendations are shown: {part}.", part=words), " ", show_all))
    return part("parts", *nodes) if nodes else None


def _part_href(view: View, chosen: CountedPart) -> str:
    return replace_href(view.filter_query, part_query(view, chosen))


OCCASION = "occasion"


def meeting_href(view: View, occasion: str | None = None) -> str:
    """Return the URL of the meeting pack about an occasion, by its key, or about everything that matches the filter."""
    codes = [code for code, row in occasions_by_code(view).items() if row.occasion == occasion]
    return href(MEETING, {**({OCCASION: codes[0]} if codes else {}), **view.query_on(MEETING)})


def occasions_by_code(view: View) -> dict[str, TableRow]:
    """Return the occasions of the whole tracker by slug, such as `2025-01-detective-superintendent`."""
    rows = list(rows_of(occasions(view.unfiltered, as_at=view.as_at, today=view.today)))
    keys = (row.occasion.partition("/") for row in rows)
    return numbered((f"{key[0]}-{slug(key[2] or 'nobody')}", row) for key, row in zip(keys, rows, strict=True))


def chosen_occasion(view: View, code: str) -> str | None:
    """Return the key of the occasion that a query parameter names; None for everything or an unknown occasion."""
    by_code = _open_occasions(view)
    return next((str(by_code[each].occasion) for each in view.parameter(code)[:1] if each in by_code), None)


def occasion_choice(view: View, code: str, *, label: str) -> HtmlNode | None:
    """Return the choice of everything or an open occasion, in the query parameter `code`; None where none is open."""
    _, by_code = view.translator, _open_occasions(view)
    if not by_code:
        return None
    labels = {"": _("All that is chosen")} | {each: occasion_name(row, view.names, _) for each, row in by_code.items()}
    return select_form(view, code, label, labels, chosen="".join(view.parameter(code)[:1]))


def _open_occasions(view: View) -> dict[str, TableRow]:
    """Return the occasions by slug that are not done and concern a recommendation that matches the filter."""
    table = occasions(view.chosen, as_at=view.as_at, today=view.today)
    open_keys = set(table.loc[table["timing"].isin(OPEN_TIMINGS), "occasion"])
    return {code: row for code, row in occasions_by_code(view).items() if row.occasion in open_keys}

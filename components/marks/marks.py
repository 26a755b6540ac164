"""The mark of a recommendation: the same small shape, letter or number, and colour on every page."""

from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter

import pandas as pd

from analysis.status import all_inferred
from components.elements import HtmlNode, element, part
from components.session.links import RECOMMENDATION, RECOMMENDATIONS, href
from components.session.view import View
from components.texts import LocalisedText, list_link, localised
from model.terms import NOT_RATED, Basis, RefRow, TableRow
from wording import formatting


def mark_link(view: View, row: TableRow, *, number: bool = False, when: str = "", tab_stop: bool = True) -> HtmlNode:
    """Return the mark of a row (review, ref, title, title_cy, mark, basis) as a link with a spoken label.

    It shows the letter of the status, or with `number` the ref, where marks of other recommendations are next to it.
    `when` begins the label of a mark for one of several rounds; without `tab_stop` the Tab key skips the link.
    """
    ref, title = named_ref(view, row), title_of(view, row)
    spoken = formatting.spoken_mark(ref, row.mark, row.basis, title, view.scale, view.translator)
    spoken = f"{when}. {spoken}" if when else spoken
    text = str(row.ref) if number else formatting.mark_letter(row.mark, view.scale, view.translator)
    link = {"href": href_of(view, row.review, row.ref), "aria_label": spoken, "title": True}
    return _mark(view, "a", text, row.mark, row.basis, **link, tabindex=None if tab_stop else "-1")


def mark_picture(view: View, mark: str, basis: object = None, *, label: str | None = None) -> HtmlNode:
    """Return a mark without a link: an image with a label, or decoration next to the same words."""
    spoken = {"role": "img", "aria_label": label, "title": True} if label else {"aria_hidden": "true"}
    return _mark(view, "span", formatting.mark_letter(mark, view.scale, view.translator), mark, basis, **spoken)


def spoken_basis(view: View, basis: object) -> object:
    """Return a basis that a status has in words; None where all are inferred, which a page says once."""
    return None if all_inferred(view.chosen, as_at=view.as_at) else basis


def title_link(view: View, row: RefRow, *, with_ref: bool = False) -> HtmlNode:
    """Return a recommendation's title as a link to its page."""
    title = named_title(view, row) if with_ref else localised(view, row, "title")
    return title.node("a", class_="plain", href=href_of(view, row.review, row.ref))


def marked_line(view: View, row: RefRow, mark: str, basis: object, *details: HtmlNode) -> HtmlNode:
    """Return a recommendation as a line of a list: its mark, its title as a link, and details below it."""
    content = element("div", title_link(view, row, with_ref=True), *details)
    return element("li", element("div", mark_picture(view, mark, basis), content, class_="withmark"))


def numbered_marks(view: View, rows: Iterable[TableRow]) -> list[HtmlNode]:
    """Return the marks of recommendations with their refs; where reviews share refs, each review's name comes first."""
    return by_review(view, ((str(row.review), mark_link(view, row, number=True)) for row in rows))


def by_review(view: View, marks: Iterable[tuple[str, HtmlNode]]) -> list[HtmlNode]:
    """Return marks, each given with its review, with the review's name before them where reviews share refs.

    A name stays on one line with its first mark.
    """
    nodes: list[HtmlNode] = []
    for review, of_review in groupby(marks, key=itemgetter(0)):
        first, *rest = (mark for _review, mark in of_review)
        if view.tracker.has_shared_refs:
            first = element("span", element("span", review, class_="muted small review"), first, class_="named")
        nodes += [first, *rest]
    return nodes


def named_ref(view: View, row: RefRow) -> str:
    """Return a row's ref, with its review where reviews share refs."""
    return formatting.reviewed_ref(row.review, row.ref, named=view.tracker.has_shared_refs)


def named_title(view: View, row: RefRow) -> LocalisedText:
    """Return a recommendation's ref and its title."""
    title = localised(view, row, "title")
    return LocalisedText(f"{named_ref(view, row)} {title.text}".strip(), title.language)


def title_of(view: View, row: RefRow) -> str:
    """Return a recommendation's title in the reader's language, or in English where there is no Welsh."""
    return localised(view, row, "title").text


def href_of(view: View, review: str, ref: str, *, month: pd.Timestamp | None = None) -> str:
    """Return the URL of a recommendation's page, with its review where the tracker has several.

    It is as at `month`, or as at the month of this page.
    """
    review_query = {"review": review} if view.has_reviews else {}
    query = {code: values for code, values in view.query.items() if code != "review"}
    as_at = {"as_at": [f"{month:%Y-%m}"]} if month is not None else {}
    return href(RECOMMENDATION, {"ref": ref, **review_query, **query, **as_at, **list_query(view)})


def list_query(view: View) -> dict[str, list[str]]:
    """Return the order and the page of the list, on the list and on the pages that it leads to."""
    if view.page not in (RECOMMENDATION, RECOMMENDATIONS):
        return {}
    return {name: view.parameter(name) for name in ("sort", "page") if view.parameter(name)}


def edit_links(view: View, words: str, **query: str) -> list[HtmlNode]:
    """Return a link to the page on which an editor changes or adds a recommendation; nothing for others."""
    return [element("a", words, href=href("edit", {**view.query, **query}))] if view.may_edit else []


def as_at_link(view: View, row: RefRow, month: pd.Timestamp, words: str = "") -> HtmlNode:
    """Return a round, or words for it, as a link to a recommendation as at it; the month of the page stays words."""
    name = formatting.format_round(month, view.translator)
    if month == view.as_at:
        return words or name
    title = view.translator("As at {month}", month=name)
    target = href_of(view, str(row.review), str(row.ref), month=month)
    return element("a", words or name, href=target, title=title, class_="toggle")


def key_part(view: View) -> HtmlNode:
    """Show the scale worst first, then the two marks that are no status, then the mark of an inferred status."""
    _, rows = view.translator, list[tuple[HtmlNode, HtmlNode, str]]()
    for mark in view.scale.marks:
        name = list_link(view, "status", mark, formatting.begin_sentence(formatting.written_word(mark, view.scale, _)))
        rows.append((mark_picture(view, mark), name, formatting.mark_meaning(mark, view.scale, _)))
    inferred = mark_picture(view, view.scale.names[-1], Basis.INFERRED)
    rows.append((inferred, _("A dashed edge"), _("The status is inferred from words; it was not published.")))
    lines = (
        element("li", picture, element("span", element("strong", name), " ", meaning), class_="withmark")
        for picture, name, meaning in rows
    )
    return part("key", element("ul", *lines, class_="lines"), scale=view.scale)


def _mark(view: View, tag: str, text: str, mark: str, basis: object, **attributes: object) -> HtmlNode:
    """Return an element with the class and the shape of a mark; a mark for not reported has no shape."""
    size = "" if len(text) < 3 else " long" if len(text) < 4 else " pill"
    shape: dict[str, str | None] = {"shape": "ring" if mark == NOT_RATED else None}
    kind = " hollow"
    if mark in view.scale.rank:
        kind, shape = " inferred" if basis == Basis.INFERRED else "", {"shape": view.scale.shape(mark), "ink": mark}
    return element(tag, text, class_=f"mark{size}{kind}", mark=shape, **attributes)

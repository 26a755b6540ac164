"""The mark of a recommendation: the same small shape, letter or number, and colour on every page."""

from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter

import pandas as pd

from analysis.status import all_inferred
from components.elements import HtmlNode, element, part
from components.session.links import RECOMMENDATION, RECOMMENDATIONS, href
from components.session.view import View
from components.texts import list_link, localised
from model.access import Role
from model.terms import NOT_RATED, Basis
from model.tracker.rows import RefRow, TableRow
from wording.formatting import format_round, mark_letter, mark_meaning, reviewed_ref, spoken_mark, written_word


def mark_link(view: View, row: TableRow, *, number: bool = False, when: str = "", tab_stop: bool = True) -> HtmlNode:
    """Return the mark of a row (review, ref, title, title_cy, mark, basis) as a link with a spoken label.

    It shows the letter of the status, or with `number` the ref, where marks of other recommendations are next to it.
    `when` begins the label of a mark for one of several rounds; without `tab_stop` the Tab key skips the link.
    """
    spoken = spoken_mark(named_ref(view, row), row.mark, row.basis, title_of(view, row), view.scale, view.translator)
    spoken = f"{when}. {spoken}" if when else spoken
    text = str(row.ref) if number else mark_letter(row.mark, view.scale, view.translator)
    attributes = _mark_attributes(view, row.mark, row.basis, text=text)
    tabindex = None if tab_stop else "-1"
    target = href_of(view, row.review, row.ref)
    return element("a", text, **attributes, href=target, aria_label=spoken, title=True, tabindex=tabindex)


def mark_picture(view: View, mark: str, basis: object = None, *, label: str | None = None) -> HtmlNode:
    """Return a mark without a link: an image with a label, or decoration next to the same words."""
    text = mark_letter(mark, view.scale, view.translator)
    spoken = {"role": "img", "aria_label": label, "title": True} if label else {"aria_hidden": "true"}
    return element("span", text, **_mark_attributes(view, mark, basis, text=text), **spoken)


def spoken_basis(view: View, basis: object) -> object:
    """Return a basis that a status has in words; None where all are inferred, which a page says once."""
    return None if all_inferred(view.chosen, as_at=view.as_at) else basis


def title_link(view: View, row: RefRow, *, with_ref: bool = False) -> HtmlNode:
    """Return a recommendation's title as a link to its page."""
    title = localised(view, row, "title")
    text = f"{named_ref(view, row)} {title.text}" if with_ref else title.text
    return element("a", text, class_="plain", href=href_of(view, row.review, row.ref), lang=title.language)


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
    return reviewed_ref(row.review, row.ref, named=view.tracker.has_shared_refs)


def title_of(view: View, row: RefRow) -> str:
    """Return a recommendation's title in the reader's language, or in English where there is no Welsh."""
    return localised(view, row, "title").text


def href_of(view: View, review: str, ref: str, *, month: pd.Timestamp | None = None) -> str:
    """Return the URL of a recommendation's page, with its review where the tracker has several.

    It is as at `month`, or as at the month of this page.
    """
    review_query = {"review": review} if len(view.filter_options["review"]) > 1 else {}
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
    if view.loaded.version is None or not view.may(Role.EDITOR):
        return []
    return [element("a", words, href=href("edit", {**view.query, **query}))]


def as_at_link(view: View, row: RefRow, month: pd.Timestamp, words: str = "") -> HtmlNode:
    """Return a round, or words for it, as a link to a recommendation as at it; the month of the page stays words."""
    name = format_round(month, view.translator)
    if month == view.as_at:
        return words or name
    title = view.translator("As at {month}", month=name)
    target = href_of(view, str(row.review), str(row.ref), month=month)
    return element("a", words or name, href=target, title=title, class_="toggle")


def key_part(view: View) -> HtmlNode:
    """Show the scale worst first, then the two marks that are no status, then the mark of an inferred status."""
    _ = view.translator

    def line(picture: HtmlNode, name: HtmlNode, meaning: str) -> HtmlNode:
        words = element("span", element("strong", name), " ", meaning)
        return element("li", picture, words, class_="withmark")

    lines = []
    for mark in view.scale.marks:
        word = written_word(mark, view.scale, _)
        name = list_link(view, "status", mark, word[:1].upper() + word[1:])
        lines.append(line(mark_picture(view, mark), name, mark_meaning(mark, view.scale, _)))
    inferred = mark_picture(view, view.scale.names[-1], Basis.INFERRED)
    meaning = _("The status is inferred from words; it was not published.")
    lines.append(line(inferred, _("A dashed edge"), meaning))
    return part("key", element("ul", *lines, class_="lines"), scale=view.scale)


def _mark_attributes(view: View, mark: str, basis: object, *, text: str) -> dict[str, object]:
    """Return the class and the shape of a mark as attributes; a mark for not reported has no shape."""
    classes = ["mark"]
    if len(text) > 2:
        classes.append("long" if len(text) < 4 else "pill")
    if mark not in view.scale.rank:
        shape = "ring" if mark == NOT_RATED else None
        return {"class_": " ".join([*classes, "hollow"]), "mark": {"shape": shape}}
    if basis == Basis.INFERRED:
        classes.append("inferred")
    return {"class_": " ".join(classes), "mark": {"shape": view.scale.shape(mark), "ink": mark}}

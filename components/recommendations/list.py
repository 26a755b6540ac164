"""The list of recommendations: searchable, sortable, a page of rows at a time."""

from typing import Any

import pandas as pd

from components.choices.list_order import in_chosen_order
from components.elements.html import HtmlFragment, HtmlNode, element
from components.elements.table import heading, table_region
from components.marks.marks import mark_picture, recommendation_href, rows_of
from components.session import url_state
from components.session.links import href
from components.session.view import View
from components.session.view_cache import cached_piece
from components.text.localised_text import localised
from model.terms import NameKind
from wording.format.dates import format_round
from wording.format.lists import begin_sentence
from wording.format.statuses import status_words

ROWS = 60


def show_list(view: View, listing: pd.DataFrame) -> None:
    """Show the rows of analysis.status.latest_status in the order that is chosen; page by page above 60."""
    ordered = in_chosen_order(view, listing)
    _show_rows(view, ordered, _start(len(ordered)), sort=next(iter(url_state.kept("sort")), None))


@cached_piece
def _show_rows(view: View, ordered: pd.DataFrame, start: int, *, sort: str | None) -> HtmlFragment:
    drawn = ordered.iloc[start : start + ROWS]
    _ = view.translator
    columns = (_("Status"), _("Recommendation"), _("Theme"), _("Lead agency"), _("Same status since"))
    classes = (None, None, "wide", "wide", "wide")
    head = [heading(text, class_=class_) for text, class_ in zip(columns, classes, strict=True)]
    nodes = [table_region(_("Recommendations"), head, (_row(view, row) for row in rows_of(drawn)))]
    if len(ordered) > ROWS:
        nodes.append(_steps(view, start, len(ordered), sort))
    return HtmlFragment(nodes, key="list", scale=view.scale)


def _row(view: View, row: Any) -> HtmlNode:
    _, names = view.translator, view.names
    said = localised(view, row, "title")
    title = element("a", said.text, href=recommendation_href(view, row), lang=said.language)
    moved = "" if pd.isna(row.moved_on) else format_round(row.moved_on, _, short=True)
    theme, agency = names.full(NameKind.THEME, row.theme, _), names.short(NameKind.AGENCY, row.lead_agency, _)
    review = str(row.review) if len(view.choices.review) > 1 else ""
    under = element("span", " · ".join(word for word in (theme, agency, moved) if word), class_="under muted small")
    words = status_words(row.mark, row.basis, view.scale, _)
    status = element("span", mark_picture(view, row.mark, row.basis), begin_sentence(words), class_="inline")
    return element(
        "tr",
        element("td", status, class_="nowrap"),
        element(
            "th",
            element("b", str(row.ref), class_="ref"),
            " ",
            title,
            *_of_review(review),
            under,
            scope="row",
            class_="title",
        ),
        element("td", theme, class_="wide"),
        element("td", agency, class_="wide"),
        element("td", moved, class_="wide nowrap"),
    )


def _of_review(review: str) -> list[HtmlNode]:
    """Return the review's name where the tracker has several, for then a ref alone says too little."""
    return [element("span", f" · {review}", class_="muted")] if review else []


def _start(total: int) -> int:
    pages = {str(number) for number in range(2, -(-total // ROWS) + 1)}
    asked = [text for text in url_state.read("page") if text in pages]
    url_state.write("page", asked)
    return (int(asked[0]) - 1) * ROWS if asked else 0


def _steps(view: View, start: int, total: int, sort: str | None) -> HtmlNode:
    _ = view.translator
    number = start // ROWS + 1
    last = -(-total // ROWS)
    links: list[HtmlNode] = [element("span", _("Page {n} of {last}", n=number, last=last), class_="muted")]
    kept = dict(view.query) | ({"sort": [sort]} if sort else {})
    if number > 1:
        links.append(element("a", _("Previous page"), href=href("recommendations", {**kept, "page": str(number - 1)})))
    if number < last:
        links.append(element("a", _("Next page"), href=href("recommendations", {**kept, "page": str(number + 1)})))
    return element("nav", *links, class_="steps", aria_label=_("Pages of the list"))

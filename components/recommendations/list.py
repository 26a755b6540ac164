"""The list of recommendations as a sorted table with pages."""

import pandas as pd

from analysis.status.latest_status import ListRow
from analysis.table_rows import rows_of
from components.choices.list_order import in_chosen_order
from components.elements.html import HtmlFragment, HtmlNode, element
from components.elements.table import heading, table_region
from components.marks.marks import mark_picture, recommendation_href
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
    """Show the rows of analysis.status.latest_status in the chosen order, 60 on a page."""
    ordered = in_chosen_order(view, listing)
    _show_rows(view, ordered, _first_row(len(ordered)), sort=next(iter(url_state.remembered("sort")), None))


@cached_piece
def _show_rows(view: View, ordered: pd.DataFrame, start: int, *, sort: str | None) -> HtmlFragment:
    drawn = ordered.iloc[start : start + ROWS]
    _ = view.translator
    columns = (_("Status"), _("Recommendation"), _("Theme"), _("Lead agency"), _("Same status since"))
    classes = (None, None, "wide", "wide", "wide")
    headings = [heading(text, class_=class_) for text, class_ in zip(columns, classes, strict=True)]
    nodes = [table_region(_("Recommendations"), headings, (_row(view, row) for row in rows_of(drawn, ListRow)))]
    if len(ordered) > ROWS:
        nodes.append(_page_links(view, start, len(ordered), sort))
    return HtmlFragment(nodes, key="list", scale=view.scale)


def _row(view: View, row: ListRow) -> HtmlNode:
    _, names = view.translator, view.names
    title_text = localised(view, row, "title")
    title = element("a", title_text.text, href=recommendation_href(view, row), lang=title_text.language)
    moved = "" if pd.isna(row.moved_on) else format_round(row.moved_on, _, short=True)
    theme, agency = names.full(NameKind.THEME, row.theme, _), names.short(NameKind.AGENCY, row.lead_agency, _)
    review = str(row.review) if len(view.filter_options.review) > 1 else ""
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
    """Return the review's name as nodes; none for an empty name, of a tracker with one review."""
    return [element("span", f" · {review}", class_="muted")] if review else []


def _first_row(total: int) -> int:
    pages = {str(number) for number in range(2, -(-total // ROWS) + 1)}
    requested = [text for text in url_state.current("page") if text in pages]
    url_state.set("page", requested)
    return (int(requested[0]) - 1) * ROWS if requested else 0


def _page_links(view: View, start: int, total: int, sort: str | None) -> HtmlNode:
    _ = view.translator
    number = start // ROWS + 1
    last = -(-total // ROWS)
    links: list[HtmlNode] = [element("span", _("Page {n} of {last}", n=number, last=last), class_="muted")]
    query = dict(view.query) | ({"sort": [sort]} if sort else {})
    if number > 1:
        links.append(element("a", _("Previous page"), href=href("recommendations", {**query, "page": str(number - 1)})))
    if number < last:
        links.append(element("a", _("Next page"), href=href("recommendations", {**query, "page": str(number + 1)})))
    return element("nav", *links, class_="steps", aria_label=_("Pages of the list"))

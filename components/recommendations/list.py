"""The list of recommendations as a table that its headings sort, with pages."""

import pandas as pd

from analysis.closure.decisions import DecisionRow, closure_at
from analysis.closure.self_assessment import SelfAssessmentRow, self_assessments
from analysis.promises.next_promise import NextPromiseRow, next_promise
from analysis.selection.found_text import found_places
from analysis.table_rows import rows_of
from analysis.targets.targets_at import TargetNowRow, targets_at
from analysis.updates.latest_words import LatestWordsRow, latest_words
from components.choices.list_order import ListOrder, chosen_order, has_targets, in_chosen_order
from components.elements.block_table import column_heading
from components.elements.html import HtmlFragment, HtmlNode, element
from components.elements.table import table_region
from components.recommendations.rows import RowFacts, list_rows
from components.session import url_state
from components.session.filter_query import PAGE_OF_LIST, base_of_page, query_of_url
from components.session.view import View
from components.session.view_cache import cached_piece

ROWS = 60


def show_list(view: View, listing: pd.DataFrame) -> None:
    """Show the rows of analysis.status.latest_status in the chosen order, 60 on a page."""
    ordered = in_chosen_order(view, listing)
    _show_rows(view, ordered, _first_row(len(ordered)), order=chosen_order(), base=base_of_page())


@cached_piece
def _show_rows(view: View, ordered: pd.DataFrame, start: int, *, order: ListOrder, base: str) -> HtmlFragment:
    drawn = ordered.iloc[start : start + ROWS]
    rows = list_rows(view, drawn, _facts(view, drawn))
    class_ = "list blocks dated" if has_targets(view) else "list blocks"
    nodes = [table_region(view.translator("Recommendations"), _headings(view, order, base), rows, class_=class_)]
    if len(ordered) > ROWS:
        nodes.append(_page_links(view, start, len(ordered), order, base))
    return HtmlFragment(nodes, key="list", scale=view.scale)


def _facts(view: View, drawn: pd.DataFrame) -> RowFacts:
    words = view.answer(latest_words, as_at=view.as_at)
    closure, agencies = (view.answer(question, as_at=view.as_at) for question in (closure_at, self_assessments))
    promised = view.answer(next_promise, as_at=view.as_at, today=view.today)
    return RowFacts(
        words={(row.review, row.ref): row for row in rows_of(words, LatestWordsRow)},
        promises={(row.review, row.ref): row for row in rows_of(promised, NextPromiseRow)},
        targets=_targets(view),
        decisions={(row.review, row.ref): row for row in rows_of(closure[closure["closes"]], DecisionRow)},
        agencies={(row.review, row.ref): row for row in rows_of(agencies, SelfAssessmentRow)},
        found=found_places(view.chosen, drawn, text=view.selection.text),
    )


def _targets(view: View) -> dict[tuple[str, str], TargetNowRow]:
    """Return the target of each recommendation; none where the tracker has no target at all."""
    if not has_targets(view):
        return {}
    targets = view.answer(targets_at, as_at=view.as_at, today=view.today)
    return {(row.review, row.ref): row for row in rows_of(targets, TargetNowRow)}


def _headings(view: View, order: ListOrder, base: str) -> list[HtmlNode]:
    _ = view.translator
    columns = (
        ("status", _("Status")),
        ("number", _("Number")),
        ("title", _("Recommendation")),
        ("theme", _("Theme")),
        ("agency", _("Lead agency")),
        ("", _("Latest words")),
        ("still", _("Same status since")),
        ("promise", _("Next promise")),
        *([("target", _("Target date"))] if has_targets(view) else []),
    )
    return [_heading(order, code, label, base) for code, label in columns]


def _heading(order: ListOrder, code: str, label: str, base: str) -> HtmlNode:
    """Return the heading of a column: a link that sorts by it, with an arrow where it does."""
    if not code:
        return column_heading(label)
    is_sorted = code == order.code
    direction = "descending" if order.reverse else "ascending"
    arrow = element("span", " ▼" if order.reverse else " ▲", aria_hidden="true")
    link = element("a", label, *([arrow] if is_sorted else []), href=_list_href(base, order.after_press(code)))
    return column_heading(link, aria_sort=direction if is_sorted else None)


def _first_row(total: int) -> int:
    pages = {str(number) for number in range(2, -(-total // ROWS) + 1)}
    requested = [text for text in url_state.current("page") if text in pages]
    url_state.set("page", requested)
    return (int(requested[0]) - 1) * ROWS if requested else 0


def _page_links(view: View, start: int, total: int, order: ListOrder, base: str) -> HtmlNode:
    """Return links to the first, previous, next and last page, and which rows of how many this page has."""
    _ = view.translator
    number, last = start // ROWS + 1, -(-total // ROWS)
    rows = _("{first} to {last} of {all}", first=start + 1, last=min(start + ROWS, total), all=total)
    links: list[HtmlNode] = [
        element("span", f"{_('Page {n} of {last}', n=number, last=last)} ({rows})", class_="muted")
    ]
    targets = ((_("First page"), 1), (_("Previous page"), number - 1), (_("Next page"), number + 1))
    for text, target in (*targets, (_("Last page"), last)):
        if 1 <= target <= last and target != number:
            links.append(element("a", text, href=_list_href(base, order.values, page=target)))
    return element("nav", *links, class_="steps", aria_label=_("Pages of the list"))


def _list_href(base: str, sort: list[str], *, page: int = 1) -> str:
    """Return the URL of a page of the list in an order, of the part that is shown; the first page has no number."""
    return query_of_url(base).replaced({"sort": sort, PAGE_OF_LIST: [str(page)] if page > 1 else []})

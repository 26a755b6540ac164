"""Movement between two rounds, as a grid of counts from and to each mark, and as a list."""

from typing import NamedTuple

import pandas as pd

from analysis.movement.movement import MovementRow
from analysis.table_rows import rows_of
from components.elements.html import HtmlNode, element, part
from components.elements.table import heading, table_region
from components.marks.marks import mark_picture, title_link
from components.session.view import View
from components.text.filter_toggle import MOST_MORE, count_link, mark_slug, rest_of_list
from model.terms import STANDSTILLS, Movement
from wording.answers.movement import from_to, movement_heading
from wording.format.dates import format_round
from wording.format.numbers import format_count
from wording.format.statuses import mark_word, status_words

MOST_LISTED = 20
MOST_WITH_ROOM = 7
LOWEST, TALLEST, BY_AGENCY = 500, 660, 60
"""The least height of the chart of statuses in pixels: for few agencies, for several, and what each of those adds."""


def movement_grid_part(view: View, grid: pd.DataFrame, *, start: pd.Timestamp, end: pd.Timestamp) -> HtmlNode:
    """Show the counts of analysis.movement.movement, from_mark by to_mark; marks without a count are omitted."""
    _ = view.translator
    before = [mark for mark in dict.fromkeys(grid["from_mark"]) if grid.loc[grid["from_mark"].eq(mark), "count"].sum()]
    after = [mark for mark in dict.fromkeys(grid["to_mark"]) if grid.loc[grid["to_mark"].eq(mark), "count"].sum()]
    counts = {
        (str(before), str(after)): int(count)
        for before, after, count in grid[["from_mark", "to_mark", "count"]].itertuples(index=False, name=None)
    }
    caption = _("From each status in {start} to each in {end}", start=format_round(start, _), end=format_round(end, _))
    corner = _("{month} ↓ to {end} →", month=format_round(start, _, short=True), end=format_round(end, _, short=True))
    columns = [heading(corner), *(heading(*_mark_and_word(view, mark), number=True) for mark in after)]
    rows = [
        element(
            "tr",
            element("th", *_mark_and_word(view, mark), scope="row"),
            *(
                element("td", *_count(view, mark, to, counts.get((mark, to), 0), _months(start, end)), class_="number")
                for to in after
            ),
        )
        for mark in before
    ]
    table = table_region(caption, columns, rows, class_="list figures grid")
    return part("grid", table, scale=view.scale)


def movement_list_part(view: View, moves: pd.DataFrame, *, start: pd.Timestamp | None, end: pd.Timestamp) -> HtmlNode:
    """Show the recommendations of the grid by movement, backward movements first."""
    nodes: list[HtmlNode] = []
    for movement in Movement:
        rows = moves[moves["movement"].eq(movement)]
        if len(rows):
            words = f"{movement_heading(movement, view.translator)} ({format_count(len(rows), view.translator)})"
            title = count_link(view, len(rows), words, only=movement.value, **_months(start, end))
            lines = [_line(view, row) for row in rows_of(rows.head(MOST_LISTED + MOST_MORE), MovementRow)]
            listed: list[HtmlNode] = [element("ul", *lines[:MOST_LISTED], class_="lines")]
            listed += rest_of_list(view, lines[MOST_LISTED:], len(rows) - MOST_LISTED)
            if movement in STANDSTILLS:
                listed = [element("details", element("summary", view.translator("Show which")), *listed)]
            nodes.append(element("section", element("h3", title), *listed))
    return part("moves", element("div", *nodes, class_="groups"), scale=view.scale)


def _line(view: View, row: MovementRow) -> HtmlNode:
    movement_words = from_to(row.from_mark, row.to_mark, view.scale, view.translator)
    is_unchanged = row.movement in STANDSTILLS
    words = status_words(row.to_mark, row.basis, view.scale, view.translator) if is_unchanged else movement_words
    text = element("div", title_link(view, row, with_ref=True), element("div", words, class_="muted small"))
    return element("li", element("div", mark_picture(view, row.to_mark, row.basis), text, class_="withmark"))


def _mark_and_word(view: View, mark: str) -> tuple[HtmlNode, HtmlNode]:
    return mark_picture(view, mark), f" {mark_word(mark, view.scale, view.translator)}"


def _months(start: pd.Timestamp | None, end: pd.Timestamp) -> dict[str, str]:
    """Return the months of a movement as query parameters of the list."""
    return {**({} if start is None else {"since": f"{start:%Y-%m}"}), "at": f"{end:%Y-%m}"}


def _count(view: View, before: str, after: str, n: int, months: dict[str, str]) -> tuple[HtmlNode, ...]:
    """Return the content of a cell: its count, with “unchanged” below it on the diagonal; empty for zero."""
    if not n:
        return ("",)
    number = count_link(view, n, was=mark_slug(view, before), now=mark_slug(view, after), **months)
    if before == after:
        return number, element("span", " ", view.translator("unchanged"), class_="muted small")
    return (element("b", number),)


class _Room(NamedTuple):
    """Whether a section fits below the chart of coverage, and the least height of the chart of statuses beside both."""

    below_coverage: bool
    chart_height: int


def room_for_movement(coverage: pd.DataFrame) -> _Room:
    """Return the room that a chart of coverage leaves: of many agencies it is taller than the chart of statuses."""
    agencies = coverage["lead_agency"].nunique(dropna=False)
    if agencies > MOST_WITH_ROOM:
        return _Room(below_coverage=False, chart_height=0)
    return _Room(below_coverage=True, chart_height=min(LOWEST + BY_AGENCY * max(agencies - 3, 0), TALLEST))

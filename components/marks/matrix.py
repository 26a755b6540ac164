"""The matrix: the mark of every recommendation in every round, grouped by theme."""

from dataclasses import dataclass

import pandas as pd

from analysis.status import GridMark, StatusGrid, StatusRow, status_grid, worst_first
from analysis.table_rows import rows_of
from components.elements import HtmlNode, element, heading, part, table_region
from components.marks.group_sections import group_name
from components.marks.marks import mark_link, mark_picture, title_link
from components.session.view import View
from components.texts import count_link, filter_toggle, round_link
from model.terms import NOT_EXPECTED, Basis
from wording.format.dates import format_round
from wording.format.statuses import mark_word
from wording.format.text import format_count

MOST_ROWS = 60


@dataclass(slots=True)
class MatrixCell:
    """The mark of a recommendation in one round, with its title."""

    review: str
    ref: str
    title: object
    title_cy: object
    mark: str
    basis: object


def matrix_part(view: View, standing: pd.DataFrame, *, key: str) -> HtmlNode:
    """Show a table of the marks by round, in the order of themes; above 60 rows, the 60 worst."""
    drawn = _worst(view, standing)
    grid = status_grid(view.chosen, as_at=view.as_at)
    _ = view.translator
    caption = _("Status of every recommendation, round by round")
    rounds = [round_link(view, month, format_round(month, _, short=True)) for month in grid.rounds]
    headings = [heading(_("Recommendation")), *(heading(each) for each in rounds)]
    bodies = (_theme_rows(view, theme, rows, grid) for theme, rows in _by_theme(view, drawn))
    nodes = [table_region(caption, headings, *bodies, class_="matrix", from_end=True)]
    nodes.append(_legend(view, grid, set(standing["mark"])))
    if len(drawn) < len(standing):
        words = _("Of {all}, the {drawn} worst are shown.", drawn=len(drawn), all=format_count(len(standing), _))
        nodes.insert(0, element("p", count_link(view, len(standing), words)))
    return part(key, *nodes, scale=view.scale)


def _legend(view: View, grid: StatusGrid, latest: set[str]) -> HtmlNode:
    """Return the legend of the reported marks, on one line; those of the latest round filter by it."""
    _ = view.translator
    drawn = [mark for code, mark in enumerate(grid.marks) if (grid.reported == code).any()]
    words = [element("span", mark_picture(view, mark), " ", _word(view, mark, mark in latest)) for mark in drawn]
    inferred = grid.reported_on_basis(Basis.INFERRED)
    if len(inferred):
        picture = mark_picture(view, grid.marks[inferred[0]], Basis.INFERRED)
        words.append(element("span", picture, f" {_('dashed edge: inferred')}"))
    if (grid.reported == len(grid.marks)).any():
        words.append(element("span", _("blank: no report was due")))
    return element("p", *words, class_="key muted small")


def _word(view: View, mark: str, is_latest: bool) -> HtmlNode:
    word = mark_word(mark, view.scale, view.translator)
    return filter_toggle(view, "status", mark, word, label=word) if is_latest else word


def _worst(view: View, standing: pd.DataFrame) -> pd.DataFrame:
    if len(standing) <= MOST_ROWS:
        return standing
    worst = worst_first(standing, scale=view.scale).index[:MOST_ROWS]
    return standing.loc[standing.index.isin(worst)]


def _by_theme(view: View, drawn: pd.DataFrame) -> list[tuple[HtmlNode, pd.DataFrame]]:
    """Return the rows by theme, each with its name as a filter; with several reviews, by theme of each review."""
    order = {theme: number for number, theme in enumerate(view.tracker.themes)}
    reviews = drawn.groupby("review", sort=False)
    groups = [rows.groupby(rows["theme"].map(order), dropna=False) for _review, rows in reviews]
    return [(_group_name(view, rows), rows) for themes in groups for _order, rows in themes]


def _group_name(view: View, rows: pd.DataFrame) -> HtmlNode:
    theme = group_name(view, "theme", rows["theme"].iloc[0])
    review = f"{rows['review'].iloc[0]} · " if len(view.filter_options.review) > 1 else ""
    return element("span", review, theme)


def _theme_rows(view: View, theme: HtmlNode, rows: pd.DataFrame, grid: StatusGrid) -> list[HtmlNode]:
    """Return the rows of a theme; the index of a `status_at` table has the rows of its grid."""
    head = element("tr", element("th", theme, scope="rowgroup", colspan=str(len(grid.rounds) + 1)))
    listed = zip(rows_of(rows, StatusRow), rows.index, strict=True)
    return [head, *(_row(view, row, grid.row(number)) for row, number in listed)]


def _row(view: View, row: StatusRow, marks: list[GridMark]) -> HtmlNode:
    name = element("th", element("b", str(row.ref), class_="ref"), " ", title_link(view, row), scope="row")
    return element("tr", name, *(_cell(view, row, mark, latest=mark is marks[-1]) for mark in marks))


def _cell(view: View, row: StatusRow, mark: GridMark, *, latest: bool) -> HtmlNode:
    """Return the mark of a round; blank where nothing was reported that was not expected either.

    All marks of a row open the same page, so the Tab key stops only at the latest.
    """
    if mark.mark == NOT_EXPECTED:
        return element("td")
    month = format_round(mark.round, view.translator)
    cell = MatrixCell(row.review, row.ref, row.title, row.title_cy, mark.mark, mark.basis)
    return element("td", mark_link(view, cell, when=month, tab_stop=latest))

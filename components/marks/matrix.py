"""The matrix: the mark of every recommendation in every round, in groups."""

from collections.abc import Callable

import pandas as pd

from analysis.promises import targets_at
from analysis.status import GridMark, StatusGrid, status_grid, worst_first
from analysis.table_rows import rows_of
from components.choices.controls import choice_links
from components.elements import HtmlNode, element, heading, part, table_region
from components.marks.group_sections import group_name
from components.marks.marks import mark_link, mark_picture, title_link, title_of
from components.session.view import View
from components.texts import count_link, filter_toggle, has_targets, round_link
from model.terms import NOT_EXPECTED, Basis
from model.tracker.rows import TableRow
from wording.catalogue import labels
from wording.formatting import begin_sentence, format_count, format_round, mark_letter, mark_word

# The query parameter with what the matrix is grouped by.
GROUP = "group"
MOST_ROWS, MOST_LETTERS = 60, 2
# The latest rounds that a phone, a narrow and a wide window show at first.
SHOWN_ROUNDS = (3, 6, 12)


def matrix_part(view: View, standing: pd.DataFrame, *, key: str) -> HtmlNode:
    """Show a table of the marks by round, in groups; above 60 rows, the 60 worst.

    A phone has the latest three rounds, a narrow window six, a wide one twelve, and all are one press away.
    """
    worst = worst_first(standing, scale=view.scale).index[:MOST_ROWS] if len(standing) > MOST_ROWS else standing.index
    drawn = standing.loc[standing.index.isin(worst)]
    grid = status_grid(view.chosen, as_at=view.as_at)
    _ = view.translator
    caption = _("Status of every recommendation, round by round")
    headings = [
        heading(round_link(view, month, format_round(month, _, short=True)), class_=_age(grid, number))
        for number, month in enumerate(grid.rounds)
    ]
    by = next((code for code in view.parameter(GROUP) if code in _GROUPS), "theme")
    bodies = (_group_rows(view, name, rows, grid) for name, rows in _GROUPS[by](view, drawn))
    is_narrow = all(len(mark_letter(mark, view.scale, _)) <= MOST_LETTERS for mark in view.scale.marks)
    class_ = "matrix rounds fits" if is_narrow else "matrix rounds"
    named = {"theme": _("Theme"), "agency": _("Lead agency"), "status": _("Status")}
    groups = named | ({"target": _("Target date")} if has_targets(view) else {}) | {"number": _("Number")}
    age, of_all = _age(grid, 0), None
    if len(drawn) < len(standing):
        words = _("Of {all}, the {drawn} worst are shown.", drawn=len(drawn), all=format_count(len(standing), _))
        of_all = element("p", count_link(view, len(standing), words))
    return part(
        key,
        of_all,
        choice_links(view, GROUP, _("Group by"), groups, chosen=by),
        element("details", element("summary", _("Earlier rounds")), class_=f"earlier {age}") if age else None,
        table_region(caption, [heading(_("Recommendation")), *headings], *bodies, class_=class_, from_end=True),
        _legend(view, grid, set(standing["mark"])),
        scale=view.scale,
    )


def _age(grid: StatusGrid, number: int) -> str | None:
    """Return the class of a round: after how many later ones it stands."""
    later = len(grid.rounds) - 1 - number
    return next((f"older-{most}" for most in reversed(SHOWN_ROUNDS) if later >= most), None)


def _legend(view: View, grid: StatusGrid, latest: set[str]) -> HtmlNode:
    """Return the legend of the reported marks, on one line; those of the latest round filter by it."""
    _, words = view.translator, []
    for mark in [mark for code, mark in enumerate(grid.marks) if (grid.reported == code).any()]:
        name = mark_word(mark, view.scale, _)
        named = filter_toggle(view, "status", mark, name, label=name) if mark in latest else name
        words.append(element("span", mark_picture(view, mark), " ", named))
    inferred = grid.reported_on_basis(Basis.INFERRED)
    if len(inferred):
        picture = mark_picture(view, grid.marks[inferred[0]], Basis.INFERRED)
        words.append(element("span", picture, f" {_('dashed edge: inferred')}"))
    if (grid.reported == len(grid.marks)).any():
        words.append(element("span", _("blank: no report was due")))
    return element("p", *words, class_="key muted small")


_Groups = list[tuple[HtmlNode | None, pd.DataFrame]]


def _by_theme(view: View, drawn: pd.DataFrame) -> _Groups:
    """Return the rows by theme, each with its name as a filter; with several reviews, by theme of each review."""
    order = {theme: number for number, theme in enumerate(view.tracker.themes)}
    groups: _Groups = []
    for review, of_review in drawn.groupby("review", sort=False):
        for _order, rows in of_review.groupby(of_review["theme"].map(order), dropna=False):
            before = f"{review} · " if view.has_reviews else ""
            groups.append((element("span", before, group_name(view, "theme", rows["theme"].iloc[0])), rows))
    return groups


def _by_status(view: View, drawn: pd.DataFrame) -> _Groups:
    by_mark, groups = {str(mark): rows for mark, rows in drawn.groupby("mark")}, _Groups()
    for mark in [mark for mark in view.scale.furthest_behind if mark in by_mark]:
        word = begin_sentence(mark_word(mark, view.scale, view.translator))
        groups.append((element("span", filter_toggle(view, "status", mark, word, label=word)), by_mark[mark]))
    return groups


def _by_target(view: View, drawn: pd.DataFrame) -> _Groups:
    """Return the rows by how they stand to their target dates, the earliest target first."""
    now = view.now
    targets = targets_at(now.chosen, as_at=now.as_at, today=now.today)[["review", "ref", "timing", "target"]]
    dated = drawn.reset_index(names="row").merge(targets, on=["review", "ref"], how="left").set_index("row")
    dated = dated.sort_values("target", kind="stable", na_position="last")
    return [
        (element("span", name), drawn.loc[dated.index[dated["timing"].eq(timing)]])
        for timing, name in labels("target-timing", view.translator).items()
        if dated["timing"].eq(timing).any()
    ]


# How the matrix is grouped, by the value of the query parameter.
_GROUPS: dict[str, Callable[[View, pd.DataFrame], _Groups]] = {
    "theme": _by_theme,
    "agency": lambda view, drawn: [
        (element("span", group_name(view, "lead_agency", name)), rows)
        for name, rows in drawn.groupby("lead_agency", sort=False, dropna=False)
    ],
    "status": _by_status,
    "target": _by_target,
    "number": lambda _view, drawn: [(None, drawn)],
}


def _group_rows(view: View, name: HtmlNode | None, rows: pd.DataFrame, grid: StatusGrid) -> list[HtmlNode]:
    """Return the rows of a group; the index of a `status_at` table has the rows of its grid."""
    width = str(len(grid.rounds) + 1)
    heads = [element("tr", element("th", name, scope="rowgroup", colspan=width))] if name is not None else []
    return [*heads, *(_row(view, row, grid, number) for row, number in zip(rows_of(rows), rows.index, strict=True))]


def _row(view: View, row: TableRow, grid: StatusGrid, number: int) -> HtmlNode:
    """Return a recommendation: its title on one line, which has all of it as a tooltip, and its marks."""
    marks = grid.row(number)
    ref = element("b", str(row.ref), class_="ref")
    title = element("div", ref, " ", title_link(view, row), title=title_of(view, row))
    cells = (_cell(view, row, mark, _age(grid, place), latest=mark is marks[-1]) for place, mark in enumerate(marks))
    return element("tr", element("th", title, scope="row"), *cells)


def _cell(view: View, row: TableRow, mark: GridMark, age: str | None, *, latest: bool) -> HtmlNode:
    """Return the mark of a round; blank where nothing was reported that was not expected either.

    All marks of a row open the same page, so the Tab key stops only at the latest.
    """
    if mark.mark == NOT_EXPECTED:
        return element("td", class_=age)
    month = format_round(mark.round, view.translator)
    cell = row._replace(mark=mark.mark, basis=mark.basis)
    return element("td", mark_link(view, cell, when=month, tab_stop=latest), class_=age)

"""Overview: the status of every recommendation, what moved, and the matrix: all marks in every round, in groups."""

from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from analysis.promises import promises, targets_at
from analysis.rounds import rounds
from analysis.status import count_by_round, counts_at, marks_by_round, status_at, worst_first
from analysis.table_rows import KEY, rows_about, rows_by_recommendation, rows_of
from components import elements, texts
from components.choices.controls import choice_links
from components.choices.filter_bar import filter_bar_parts
from components.choices.listing import QUICK_PARTS, chosen_part, of_part, parts_part
from components.document.document import Document
from components.elements import HtmlNode, answer, columns, element, heading, part, section
from components.figures import status_over_time_part
from components.footer import subject_part
from components.groups import GROUPS, MOST_MARKS, brief_groups_parts, group_bar, group_name, group_title
from components.marks.lines import Key, mark_link, mark_picture, numbered_marks, promise_note, title_link, title_of
from components.present import changed_section, counts_part, late_section, question_section, subtitle_of_data_part
from components.session.links import MONITORING, href
from components.session.view import View
from model.terms import NOT_EXPECTED, Basis, TableRow, Timing
from wording.answers.headline import headline
from wording.catalogue import labels
from wording.formatting import begin_sentence, format_count, format_date, format_round, mark_letter, mark_word

# The most rounds of a matrix that has something beside it on any wide screen.
MOST_BESIDE = 4
# The occasions that are shown, and the promises of each before the rest stands behind its number.
MOST_DATES, MOST_PROMISES = 3, 6
# The query parameter with what the matrix is grouped by.
GROUP = "group"
MOST_ROWS, MOST_LETTERS = 60, 2
# The latest rounds that a phone, a narrow and a wide window show at first.
SHOWN_ROUNDS = (3, 6, 12)
# The marks of each recommendation by round, and the class of each round: after how many later ones it stands.
_Cells = Mapping[Key, Sequence[TableRow]]
_Ages = Mapping[pd.Timestamp, str | None]


def overview(view: View) -> Document:
    """Return the page: the briefing, and below it the matrix, the chart, the groups and what is promised."""
    _, standing = view.translator, status_at(view.chosen, as_at=view.as_at)
    counts = counts_at(view.chosen, as_at=view.as_at)
    chosen = chosen_part(view)
    matrix = _matrix_part(view, of_part(view, standing, chosen))
    left = section(_("Every recommendation, round by round"), parts_part(view, chosen, options=QUICK_PARTS), matrix)
    by_round = status_over_time_part(view, count_by_round(view.chosen, as_at=view.as_at))
    over_time = section(_("Status over time"), by_round)
    promised = promises(view.chosen, as_at=view.as_at, today=view.today)
    groups = _groups_parts(view, standing)
    # what changed beside what is late and what to ask about; one column where one of the two is empty
    sides = [changed_section(view)], [late_section(view), question_section(view)]
    briefing = [[node for each in side if each for node in section(*each)] for side in sides if any(side)]
    # a matrix of many rounds has the whole width, unless the screen is very wide
    is_narrow = len(rounds(view.chosen, as_at=view.as_at)) <= MOST_BESIDE
    beside = columns([3, 2], left, [*over_time, *groups] if is_narrow else [columns([1, 1], over_time, groups)])
    return Document(
        subject_part(view),
        answer(headline(counts, view.scale, _)),
        subtitle_of_data_part(view, standing),
        *filter_bar_parts(view),
        columns([1] * len(briefing), *briefing),
        counts_part(view, counts),
        beside if is_narrow else element("div", beside, class_="matrix-first"),
        *section(_("Promised next"), _promised_next_part(view, promised, standing)),
    )


def _groups_parts(view: View, standing: pd.DataFrame) -> list[HtmlNode]:
    """Return a section for each kind of group; reviews only where the tracker has several."""
    _, parts = view.translator, list[HtmlNode]()
    if view.has_reviews:
        ordered = worst_first(standing, scale=view.scale)
        longest = int(standing["review"].value_counts().max())
        members = {name: ordered[ordered["review"].eq(name)] for name in standing["review"].unique()}
        lines = (_review(view, name, rows, longest=longest) for name, rows in members.items())
        parts += section(_("By review"), part("by-review", element("ul", *lines, class_="lines"), scale=view.scale))
    for group, title in zip(GROUPS, (_("By theme"), _("By lead agency")), strict=True):
        parts += section(title, *brief_groups_parts(view, group))
    return parts


def _review(view: View, name: str, members: pd.DataFrame, *, longest: int) -> HtmlNode:
    """Return a review: its name as a filter, its title, its counts and its marks."""
    title = group_title(view, "review", name)
    full = element("span", f" · {title}", class_="muted") if title != name else None
    named = element("div", texts.filter_toggle(view, "review", name, name, label=title), full)
    review, n = view.slug("review", name), len(members)
    total = view.translator.plural("{n} recommendation", "{n} recommendations", n)
    link = texts.count_link(view, n, total, review=review)
    counts = element("div", link, ": ", *texts.counted_marks_links(view, members["mark"], review=review))
    if longest > MOST_MARKS:
        marks = group_bar(view, members, "review", name, longest=longest)
    else:
        marks = [mark_link(view, row, number=True) for row in rows_of(members)]
    return element("li", named, counts, element("div", *marks, class_="marks"))


def _promised_next_part(view: View, promises: pd.DataFrame, standing: pd.DataFrame) -> HtmlNode:
    """Show the overdue promises and the next occasions (`analysis.promises`) with their recommendations."""
    _, dated = view.translator, promises[promises["timing"].isin([Timing.OVERDUE, Timing.DUE])]
    occasions = list(dated.groupby(["due", "due_last", "with"], sort=False, dropna=False))[:MOST_DATES]
    lines = [_occasion(view, rows, standing) for _key, rows in occasions]
    nodes = [element("ul", *lines, class_="lines across")] if lines else []
    if undated := int(promises["timing"].eq(Timing.UNDATED).sum()):
        text = _.plural("{n} promise has no date.", "{n} promises have no date.", undated)
        link = texts.count_link(view, undated, text, page=MONITORING, timing=Timing.UNDATED.value)
        nodes.append(element("p", link, class_="small"))
    nodes = nodes or [element("p", _("Nothing is promised."), class_="muted")]
    link = element("a", _("All monitoring promises"), href=href("monitoring", view.query))
    nodes.append(element("p", link, class_="small"))
    return part("promised", *nodes, scale=view.scale)


def _occasion(view: View, rows: pd.DataFrame, standing: pd.DataFrame) -> HtmlNode:
    _, first = view.translator, next(iter(rows_of(rows)))
    words = [element("strong", format_date(first.due, first.due_last, first.due_precision, first.due_words, _))]
    if isinstance(first.with_whom, str):
        words.append(f", {_('with {role}', role=texts.role_or_agency(view, first.with_whom))}")
    if overdue := promise_note(view, first):
        words.append(f" · {overdue}")
    about = standing[standing["ref"].isin(rows["ref"])]
    marks = {(row.review, row.ref): numbered_marks(view, [row]) for row in rows_of(about)}
    named = ((marks.get((row.review, row.ref)), texts.localised(view, row, "activity")) for row in rows_of(rows))
    promised = [element("div", *mark, text.node(), class_="withmark small") for mark, text in named if mark]
    more = texts.rest_of(view, promised[MOST_PROMISES:], len(promised) - MOST_PROMISES, shown=len(promised))
    return element("li", element("div", *words), *promised[:MOST_PROMISES], *more)


def _matrix_part(view: View, standing: pd.DataFrame) -> HtmlNode:
    """Show a table of the marks by round, in groups; above 60 rows, the 60 worst.

    A phone has the latest three rounds, a narrow window six, a wide one twelve, and all are one press away.
    """
    worst = worst_first(standing, scale=view.scale).index[:MOST_ROWS]
    drawn = standing.loc[standing.index.isin(worst)]
    _, ages, marks = view.translator, _ages(view), marks_by_round(view.chosen, as_at=view.as_at)
    cells = rows_by_recommendation(rows_about(marks, drawn))
    links = ((texts.round_link(view, month, format_round(month, _, short=True)), age) for month, age in ages.items())
    headings = [heading(_("Recommendation")), *(heading(link, class_=age) for link, age in links)]
    by = next((code for code in view.parameter(GROUP) if code in _GROUPS), "theme")
    bodies = (_group_rows(view, name, rows, cells, ages) for name, rows in _GROUPS[by](view, drawn))
    is_narrow = all(len(mark_letter(mark, view.scale, _)) <= MOST_LETTERS for mark in view.scale.marks)
    class_ = "matrix rounds fits" if is_narrow else "matrix rounds"
    target = {"target": _("Target date")} if texts.has_targets(view) else {}
    groups = {"theme": _("Theme"), "agency": _("Lead agency"), "status": _("Status"), **target, "number": _("Number")}
    age, of_all = next(iter(ages.values()), None), None
    if len(drawn) < len(standing):
        words = _("Of {all}, the {drawn} worst are shown.", drawn=len(drawn), all=format_count(len(standing), _))
        of_all = element("p", texts.count_link(view, len(standing), words))
    choice = choice_links(view, GROUP, _("Group by"), groups, chosen=by)
    earlier = element("details", element("summary", _("Earlier rounds")), class_=f"earlier {age}") if age else None
    caption = _("Status of every recommendation, round by round")
    table = elements.table_region(caption, headings, *bodies, class_=class_, newest=True)
    legend = _legend(view, marks, set(standing["mark"]))
    return part("matrix", of_all, choice, earlier, table, legend, scale=view.scale)


def _ages(view: View) -> _Ages:
    months = rounds(view.chosen, as_at=view.as_at)
    ages: dict[pd.Timestamp, str | None] = dict.fromkeys(months)
    for most in SHOWN_ROUNDS:
        ages |= dict.fromkeys(months[:-most], f"older-{most}")
    return ages


def _legend(view: View, marks: pd.DataFrame, latest: set[str]) -> HtmlNode:
    """Return the legend of the reported marks, on one line; those of the latest round filter by it."""
    _, words, reported = view.translator, [], set(marks["mark"])
    for mark in [mark for mark in view.scale.marks if mark in reported]:
        name = mark_word(mark, view.scale, _)
        named = texts.filter_toggle(view, "status", mark, name, label=name) if mark in latest else name
        words.append(element("span", mark_picture(view, mark), " ", named))
    inferred = marks.loc[marks["basis"].eq(Basis.INFERRED), "mark"]
    if len(inferred):
        picture = mark_picture(view, inferred.iloc[0], Basis.INFERRED)
        words.append(element("span", picture, f" {_('dashed edge: inferred')}"))
    if NOT_EXPECTED in reported:
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
        groups.append((element("span", texts.filter_toggle(view, "status", mark, word, label=word)), by_mark[mark]))
    return groups


def _by_target(view: View, drawn: pd.DataFrame) -> _Groups:
    """Return the rows by how they stand to their target dates, the earliest target first."""
    _, now = view.translator, view.now
    targets = targets_at(now.chosen, as_at=now.as_at, today=now.today)[[*KEY, "timing", "target"]]
    dated = drawn.merge(targets, on=KEY, how="left").sort_values("target", kind="stable", na_position="last")
    named = ((name, dated[dated["timing"].eq(timing)]) for timing, name in labels("target-timing", _).items())
    return [(element("span", name), rows) for name, rows in named if len(rows)]


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


def _group_rows(view: View, name: HtmlNode | None, rows: pd.DataFrame, cells: _Cells, ages: _Ages) -> list[HtmlNode]:
    """Return the rows of a group, each with its marks by round."""
    width = str(len(ages) + 1)
    drawn = [element("tr", element("th", name, scope="rowgroup", colspan=width))] if name is not None else []
    for row in rows_of(rows):
        marks, ref = cells.get((row.review, row.ref), []), element("b", str(row.ref), class_="ref")
        # one line, which has all of the title as a tooltip
        title = element("div", ref, " ", title_link(view, row), title=title_of(view, row))
        nodes = (_cell(view, row, mark, ages[mark.round], latest=mark is marks[-1]) for mark in marks)
        drawn.append(element("tr", element("th", title, scope="row"), *nodes))
    return drawn


def _cell(view: View, row: TableRow, mark: TableRow, age: str | None, *, latest: bool) -> HtmlNode:
    """Return the mark of a round; blank where nothing was reported that was not expected either.

    All marks of a row open the same page, so the Tab key stops only at the latest.
    """
    if mark.mark == NOT_EXPECTED:
        return element("td", class_=age)
    month = format_round(mark.round, view.translator)
    cell = row._replace(mark=mark.mark, basis=mark.basis)
    return element("td", mark_link(view, cell, when=month, tab_stop=latest), class_=age)

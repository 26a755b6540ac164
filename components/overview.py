"""Overview: the status of every recommendation, and what moved."""

import pandas as pd

from analysis.counts import count_by_round, counts_at
from analysis.promises import promises
from analysis.status import status_at, status_grid, worst_first
from analysis.table_rows import rows_of
from components.briefing import changed_section, counts_part, late_section, question_section, subtitle_of_data_part
from components.choices.filter_bar import filter_bar_parts
from components.choices.listing import QUICK_PARTS, chosen_part, of_part, parts_part
from components.document.document import Document
from components.elements import HtmlNode, answer, columns, element, part, section_heading
from components.figures import status_over_time_part
from components.footer import subject_part
from components.marks.group_sections import GROUPS, MOST_MARKS, brief_groups_parts, group_bar, group_title
from components.marks.lines import promise_note
from components.marks.marks import mark_link, numbered_marks
from components.marks.matrix import matrix_part
from components.session.links import MONITORING, href
from components.session.view import View
from components.texts import count_link, counted_marks_links, filter_toggle, localised, rest_of, role_or_agency
from model.terms import Timing
from wording.answers.headline import headline
from wording.formatting import format_date

# The most rounds of a matrix that has something beside it on any wide screen.
MOST_BESIDE = 4
# The occasions that are shown, and the promises of each before the rest stands behind its number.
MOST_DATES, MOST_PROMISES = 3, 6


def overview(view: View) -> Document:
    """Return the page: the briefing, and below it the matrix, the chart, the groups and what is promised."""
    _ = view.translator
    standing = status_at(view.chosen, as_at=view.as_at)
    counts = counts_at(view.chosen, as_at=view.as_at)
    chosen = chosen_part(view)
    left = [
        section_heading(_("Every recommendation, round by round")),
        parts_part(view, chosen, options=QUICK_PARTS),
        matrix_part(view, of_part(view, standing, chosen), key="matrix"),
    ]
    over_time = [
        section_heading(_("Status over time")),
        status_over_time_part(view, count_by_round(view.chosen, as_at=view.as_at)),
    ]
    groups = _groups_parts(view, standing)
    # a matrix of many rounds has the whole width, unless the screen is very wide
    is_narrow = len(status_grid(view.chosen, as_at=view.as_at).rounds) <= MOST_BESIDE
    beside = columns([3, 2], left, [*over_time, *groups] if is_narrow else [columns([1, 1], over_time, groups)])
    return Document(
        [
            subject_part(view),
            answer(headline(counts, view.scale, _)),
            subtitle_of_data_part(view, standing),
            *filter_bar_parts(view),
            _briefing(view),
            counts_part(view, counts),
            beside if is_narrow else element("div", beside, class_="matrix-first"),
            section_heading(_("Promised next")),
            _promised_next_part(view, promises(view.chosen, as_at=view.as_at, today=view.today), standing),
        ]
    )


def _briefing(view: View) -> HtmlNode:
    """Return what changed beside what is late and what to ask about; one column where one of the two is empty."""
    sides = [changed_section(view)], [late_section(view), question_section(view)]
    shown = (filter(None, side) for side in sides)
    nodes = [[node for each in side for node in (section_heading(each.title), each.content)] for side in shown]
    filled = [side for side in nodes if side]
    return columns([1] * len(filled), *filled)


def _groups_parts(view: View, standing: pd.DataFrame) -> list[HtmlNode]:
    """Return a section for each kind of group; reviews only where the tracker has several."""
    _ = view.translator
    parts = [section_heading(_("By review")), _reviews_part(view, standing)] if view.has_reviews else []
    for group, title in zip(GROUPS, (_("By theme"), _("By lead agency")), strict=True):
        parts += [section_heading(title), *brief_groups_parts(view, group)]
    return parts


def _reviews_part(view: View, standing: pd.DataFrame) -> HtmlNode:
    """Show each review, in the order of the tracker: its name as a filter, its title, its counts and its marks."""
    ordered = worst_first(standing, scale=view.scale)
    longest = int(standing["review"].value_counts().max())
    members = {name: ordered[ordered["review"].eq(name)] for name in standing["review"].unique()}
    lines = [_review(view, name, rows, longest=longest) for name, rows in members.items()]
    return part("by-review", element("ul", *lines, class_="lines"), scale=view.scale)


def _review(view: View, name: str, members: pd.DataFrame, *, longest: int) -> HtmlNode:
    title = group_title(view, "review", name)
    full = element("span", f" · {title}", class_="muted") if title != name else None
    named = element("div", filter_toggle(view, "review", name, name, label=title), full)
    review, n = view.slug("review", name), len(members)
    total = view.translator.plural("{n} recommendation", "{n} recommendations", n)
    counts = count_link(view, n, total, review=review), ": ", *counted_marks_links(view, members["mark"], review=review)
    if longest > MOST_MARKS:
        marks = group_bar(view, members, "review", name, longest=longest)
    else:
        marks = [mark_link(view, row, number=True) for row in rows_of(members)]
    return element("li", named, element("div", *counts), element("div", *marks, class_="marks"))


def _promised_next_part(view: View, promises: pd.DataFrame, standing: pd.DataFrame) -> HtmlNode:
    """Show the overdue promises and the next occasions (`analysis.promises`) with their recommendations."""
    _ = view.translator
    dated = promises[promises["timing"].isin([Timing.OVERDUE, Timing.DUE])]
    occasions = list(dated.groupby(["due", "due_last", "with"], sort=False, dropna=False))[:MOST_DATES]
    lines = [_occasion(view, rows, standing) for _key, rows in occasions]
    nodes = [element("ul", *lines, class_="lines across")] if lines else []
    if undated := int(promises["timing"].eq(Timing.UNDATED).sum()):
        text = _.plural("{n} promise has no date.", "{n} promises have no date.", undated)
        link = count_link(view, undated, text, page=MONITORING, timing=Timing.UNDATED.value)
        nodes.append(element("p", link, class_="small"))
    nodes = nodes or [element("p", _("Nothing is promised."), class_="muted")]
    link = element("a", _("All monitoring promises"), href=href("monitoring", view.query))
    nodes.append(element("p", link, class_="small"))
    return part("promised", *nodes, scale=view.scale)


def _occasion(view: View, rows: pd.DataFrame, standing: pd.DataFrame) -> HtmlNode:
    _ = view.translator
    first = next(iter(rows_of(rows)))
    words = [element("strong", format_date(first.due, first.due_last, first.due_precision, first.due_words, _))]
    if isinstance(first.with_whom, str):
        words.append(f", {_('with {role}', role=role_or_agency(view, first.with_whom))}")
    if overdue := promise_note(view, first):
        words.append(f" · {overdue}")
    about = standing[standing["ref"].isin(rows["ref"])]
    marks = {(row.review, row.ref): numbered_marks(view, [row]) for row in rows_of(about)}
    promised = [
        element("div", *marks[row.review, row.ref], localised(view, row, "activity").node(), class_="withmark small")
        for row in rows_of(rows)
        if (row.review, row.ref) in marks
    ]
    more = rest_of(view, promised[MOST_PROMISES:], len(promised) - MOST_PROMISES, shown=len(promised))
    return element("li", element("div", *words), *promised[:MOST_PROMISES], *more)

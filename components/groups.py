"""The pages Themes and Agencies, and groups on other pages: each now, over time, and its recommendations."""

from collections.abc import Mapping
from functools import partial

import pandas as pd

from analysis.attention import groups_by_outstanding
from analysis.promises import targets_by_group
from analysis.status import Group, count_by_group_and_round, status_at, worst_first
from analysis.table_rows import rows_of
from charts.status_over_time import draw_small_multiples
from components import elements
from components.choices.controls import ListOrder, sorting_heading
from components.choices.filter_bar import filter_bar_parts
from components.document.document import Document
from components.elements import HtmlNode, answer, element, heading, part, section, subtitle_part
from components.figures import Chart, chart_part, count_columns, with_round_labels
from components.marks.lines import mark_picture, numbered_marks, title_link
from components.session.links import href
from components.session.view import View
from components.texts import count_link, filter_toggle, judged_later, listed, localised, with_links
from model.terms import Basis, NameKind, ShownPart, TableRow
from wording.answers.alt_texts import small_multiples_alt
from wording.answers.recommendation import MOST_GROUPS, group_part, group_sentence
from wording.formatting import begin_sentence, format_count, format_share, mark_letter, status_words

MOST_CHARTS = 12
# The least width of the charts over time beside the groups as they are now, in pixels.
WIDE = 480
MOST_MARKS = 60
GROUPS: tuple[Group, Group] = ("theme", "lead_agency")
# The query parameter that filters by each kind of group.
QUERY_PARAMETERS = {"theme": "theme", "lead_agency": "lead", "review": "review"}
GROUP_KINDS = {"theme": NameKind.THEME, "lead_agency": NameKind.AGENCY}


def group_page(view: View, *, group: Group) -> Document:
    """Return the page Themes, or Agencies."""
    _ = view.translator
    title = _("Every theme") if group == "theme" else _("Every lead agency")
    rule = _("Outstanding is what is neither complete nor closed. Most outstanding first, which is no verdict.")
    return Document(
        answer(outstanding_by_group(view, group)),
        subtitle_part(rule, *judged_later(view)),
        *filter_bar_parts(view),
        *section(title, group_table_part(view, group)),
        *section(_("Over time"), group_chart_part(view, group)),
        *section(_("The recommendations behind each"), group_lists_part(view, group)),
    )


def counted_groups(view: View, group: Group) -> pd.DataFrame:
    """Return the groups, the most outstanding first."""
    return groups_by_outstanding(view.chosen, group=group, as_at=view.as_at)


def outstanding_by_group(view: View, group: Group) -> str:
    """Return how many recommendations are outstanding, and of which groups; or that no status means complete."""
    if not view.scale.complete:
        return view.translator("No status is known to mean complete, so nothing is said to be outstanding.")
    return group_sentence(counted_groups(view, group), view.names, view.translator, kind=GROUP_KINDS[group])


def brief_groups_parts(view: View, group: Group) -> list[HtmlNode]:
    """Return how many are outstanding in which group, each number as a link, and each group as a row of marks.

    Above 60 recommendations a stacked bar of counts replaces the marks; each segment opens the list of what it counts.
    """
    _, groups, kind = view.translator, counted_groups(view, group), GROUP_KINDS[group]
    outstanding, total = int(groups["outstanding"].sum()), int(groups["recommendations"].sum())
    only = ShownPart.OUTSTANDING.value
    of_all = _("{n} of {total}", n=format_count(outstanding, _), total=format_count(total, _))
    parts = [(of_all, count_link(view, outstanding, of_all, only=only))]
    for row in rows_of(groups[groups["outstanding"].gt(0)].head(MOST_GROUPS)):
        words = group_part(row.group, row.outstanding, row.recommendations, view.names, _, kind=kind)
        parts.append((words, count_link(view, row.outstanding, words, only=only, **_chosen(view, group, row.group))))
    sentence = element("p", *with_links(outstanding_by_group(view, group), *parts), class_="prose")
    marks = _marks_by_group(view, group)
    rows = [[group_name(view, group, name), *marks[_key(name)]] for name in groups["group"]]
    now = part(f"{group}-now", elements.definitions(rows, class_="rows"), scale=view.scale)
    return [part(f"{group}-sentence", sentence), now]


def group_table_part(view: View, group: Group) -> HtmlNode:
    """Show the numbers of each group and its marks, a row each; every heading sorts, first is most outstanding."""
    _, now, labels = view.translator, view.now, _column_labels(view, group)
    order, marks = ListOrder.requested(view, _ORDERED, default="outstanding"), _marks_by_group(view, group)
    targets = targets_by_group(now.chosen, group=group, as_at=now.as_at, today=now.today)
    table = counted_groups(view, group).merge(targets, on="group", how="left")
    table = table.assign(share=table["complete"] / table["recommendations"])
    # a name sorts from A, a number from the most
    names = table["group"].map(lambda each: group_label(view, group, each).casefold())
    values = names if order.code == "group" else -table[order.code]
    rows = table.loc[values.sort_values(kind="stable", ascending=not order.reverse, na_position="last").index]
    numbers = {code: label for code, label in labels.items() if code not in ("group", "marks")}
    look = {"first": "descending", "class_": "number"}
    by_number = (sorting_heading(view, order, code, label, **look) for code, label in numbers.items())
    drawn = (element("tr", *(_group_cell(view, group, row, code, marks) for code in labels)) for row in rows_of(rows))
    headings = [sorting_heading(view, order, "group", labels["group"]), *by_number, heading(labels["marks"])]
    region = elements.table_region(_("Numbers by group"), headings, drawn, class_="list numbers")
    return part("numbers", region, scale=view.scale)


_ORDERED = ("group", "recommendations", "complete", "share", "closed", "outstanding", "late", "slips", "stalled")


def _column_labels(view: View, group: Group) -> dict[str, str]:
    _, ranked = view.translator, counted_groups(view, group)
    targets = targets_by_group(view.chosen, group=group, as_at=view.as_at, today=view.today)
    dated = {"late": _("Past target"), "slips": _("Slips")} if targets["with_target"].any() else {}
    named = {"group": _("Theme") if group == "theme" else _("Lead agency"), "recommendations": _("All")}
    complete = {"complete": _("Complete"), "share": _("Complete, %")}
    closed = {"closed": _("Closed, not complete")} if ranked["closed"].any() else {}
    last = {"stalled": _("Stalled"), "marks": _("Marks")}
    return {**named, **complete, **closed, "outstanding": _("Outstanding"), **dated, **last}


def _group_cell(view: View, group: Group, row: TableRow, code: str, marks: Mapping[str, list[HtmlNode]]) -> HtmlNode:
    if code == "group":
        return element("th", group_name(view, group, row.group), scope="row")
    if code == "marks":
        return element("td", element("div", *marks[_key(row.group)], class_="marks"), class_="of-group")
    if code == "share":
        return element("td", format_share(row.complete, row.recommendations, view.translator), class_="number")
    if code == "slips":
        return element("td", format_count(row.slips, view.translator), class_="number")
    only = {"recommendations": "", "closed": ShownPart.CLOSED_INCOMPLETE.value}.get(code, code)
    n = int(getattr(row, code))
    return element("td", count_link(view, n, only=only, **_chosen(view, group, row.group)), class_="number")


def _chosen(view: View, group: Group, name: object) -> dict[str, str]:
    """Return the query parameter that filters by a group."""
    return {QUERY_PARAMETERS[group]: view.slug(QUERY_PARAMETERS[group], name)}


def _marks_by_group(view: View, group: Group) -> dict[str, list[HtmlNode]]:
    """Return the marks of each group by its name, worst first; bars of counts above 60 recommendations.

    Where reviews share refs, marks stand review by review.
    """
    standing = worst_first(status_at(view.chosen, as_at=view.as_at), scale=view.scale)
    if view.tracker.has_shared_refs:
        order = {review: number for number, review in enumerate(view.filter_options["review"].values())}
        standing = standing.sort_values("review", kind="stable", key=lambda reviews: reviews.map(order))
    tables = standing.groupby(standing[group].fillna(""))
    if len(standing) > MOST_MARKS:
        longest = int(tables.size().max())
        return {name: group_bar(view, members, group, name or None, longest=longest) for name, members in tables}
    return {name: numbered_marks(view, rows_of(members)) for name, members in tables}


def _key(name: object) -> str:
    """Return what a group is known by: its name, or "" for what has none."""
    return name if isinstance(name, str) else ""


def group_chart_part(view: View, group: Group) -> HtmlNode:
    """Return a chart of statuses by round for each group, the most outstanding first; at most twelve groups."""
    _, order = view.translator, list(counted_groups(view, group)["group"])[:MOST_CHARTS]
    counts = count_by_group_and_round(view.chosen, group=group, as_at=view.as_at)
    rank = {name: number for number, name in enumerate(order)}
    ordered = counts[counts["group"].isin(order)].sort_values("group", kind="stable", key=lambda names: names.map(rank))
    labels = [group_label(view, group, name) for name in ordered["group"]]
    table = with_round_labels(view, ordered).assign(group_label=labels)
    title, name = _("Status over time by lead agency"), _("Lead agency")
    if group == "theme":
        title, name = _("Status over time by theme"), _("Theme")
    draw = partial(draw_small_multiples, table, columns=2)
    wide = partial(draw, columns=2 if len(order) == 4 else 3, width=WIDE)
    alt = small_multiples_alt(ordered, view.scale, _, names=view.names, kind=GROUP_KINDS[group])
    shown, columns = table[table["count"] > 0], {"group_label": name, **count_columns(_)}
    chart = Chart(title, draw, alt, shown, columns, group=QUERY_PARAMETERS[group], draw_wide=wide)
    return chart_part(view, chart, key=f"{group}-over-time")


def group_lists_part(view: View, group: Group) -> HtmlNode:
    """Show the recommendations of each group, worst first, under its name."""
    standing = worst_first(status_at(view.chosen, as_at=view.as_at), scale=view.scale)
    nodes: list[HtmlNode] = []

    def line(row: TableRow) -> HtmlNode:
        words = begin_sentence(status_words(row.mark, row.basis, view.scale, view.translator))
        mark = mark_picture(view, row.mark, row.basis, label=words)
        return element("li", element("span", mark, title_link(view, row, with_ref=True), class_="withmark"))

    for name in counted_groups(view, group)["group"]:
        rows = standing[standing[group].isna() if pd.isna(name) else standing[group] == name]
        title = element("h3", group_name(view, group, name))
        nodes.append(element("section", title, *listed(view, rows_of(rows), line)))
    return part("lists", element("div", *nodes, class_="flow"), scale=view.scale)


def group_bar(view: View, members: pd.DataFrame, group: Group, name: object, *, longest: int) -> list[HtmlNode]:
    """Return a stacked bar with a segment for each mark, best first; bars share one scale, that of the longest."""
    by_mark = dict(iter(members.groupby("mark")["basis"]))
    segments = [_segment(view, group, name, mark, by_mark[mark]) for mark in view.scale.stack if mark in by_mark]
    rest = longest - len(members)
    return [element("div", *segments, element("span", grow=rest) if rest else None, class_="bar")]


def group_name(view: View, group: Group, name: object) -> HtmlNode:
    """Return a group's label as a link that filters by it, or takes the filter away; its tooltip has the full name."""
    label, full = group_label(view, group, name), group_title(view, group, name)
    return filter_toggle(view, QUERY_PARAMETERS[group], name, label, label=full)


def group_label(view: View, group: str, name: object) -> str:
    """Return a theme's name, an agency's short name or a review's, in the reader's language."""
    if group == "review":
        return str(name)
    name_of = view.names.short if group == "lead_agency" else view.names.full
    return name_of(GROUP_KINDS[group], name, view.translator)


def group_title(view: View, group: Group, name: object) -> str:
    """Return the full name of a theme or an agency, or the title of a review."""
    if group != "review":
        return view.names.full(GROUP_KINDS[group], name, view.translator)
    reviews = view.tracker.reviews
    titles = [localised(view, row, "title").text for row in rows_of(reviews[reviews["review"].eq(str(name))])]
    return next((title for title in titles if title), str(name))


def _segment(view: View, group: Group, name: object, mark: str, bases: "pd.Series[str]") -> HtmlNode:
    """Return a segment of a bar, a link to the list of what it counts; it is inferred where all its statuses are."""
    _, n = view.translator, len(bases)
    basis = Basis.INFERRED if bases.eq(Basis.INFERRED).all() else None
    label = f"{group_label(view, group, name)}: {n} {status_words(mark, basis, view.scale, _)}"
    text = f"{n} {mark_letter(mark, view.scale, _)}"
    look = {"class_": "piece" if mark in view.scale.rank else "piece hollow", "mark": {"ink": mark}, "grow": n}
    listed = {**view.query, "status": view.slug("status", mark), **_chosen(view, group, name)}
    return element("a", text, **look, href=href("recommendations", listed), aria_label=label, title=True)

"""A row of marks for each theme or agency: its recommendations, worst first."""

import pandas as pd

from analysis.status.counts import Group
from analysis.status.latest_status import StatusRow, worst_first
from analysis.table_rows import rows_of
from components.elements.html import HtmlNode, element, part
from components.marks.marks import numbered_marks
from components.session.links import href
from components.session.view import View
from components.text.filter_toggle import filter_toggle
from components.text.texts import localised
from model.terms import Basis, NameKind
from model.tracker.rows import ReviewRow
from wording.format.statuses import mark_letter, status_words

MOST_MARKS = 60
GROUPS: tuple[Group, Group] = ("theme", "lead_agency")
QUERY_PARAMETERS = {"theme": "theme", "lead_agency": "lead", "review": "review"}
"""The query parameter that filters by each kind of group."""
GROUP_KINDS = {"theme": NameKind.THEME, "lead_agency": NameKind.AGENCY}


def mark_rows_part(view: View, standing: pd.DataFrame, ranked: pd.DataFrame, *, group: Group, key: str) -> HtmlNode:
    """Show a row of marks for each group, in the order of a ranking from analysis.attention.groups.

    Above 60 recommendations a stacked bar of counts replaces the marks; each segment opens the list of what it counts.
    """
    as_bars = len(standing) > MOST_MARKS
    ordered = worst_first(standing, scale=view.scale)
    longest = int(ranked["recommendations"].max()) if len(ranked) else 0
    rows: list[HtmlNode] = []
    for name in ranked["group"]:
        members = ordered[ordered[group].isna() if pd.isna(name) else ordered[group] == name]
        marks = group_bar(view, members, group, name, longest=longest) if as_bars else group_marks(view, members)
        rows += [element("dt", group_name(view, group, name)), element("dd", *marks)]
    return part(key, element("dl", *rows, class_="rows"), scale=view.scale)


def group_marks(view: View, members: pd.DataFrame) -> list[HtmlNode]:
    """Return the marks of a group, worst first; where reviews share refs, review by review."""
    if view.tracker.has_shared_refs:
        order = {review: number for number, review in enumerate(view.filter_options.review.values())}
        members = members.sort_values("review", kind="stable", key=lambda reviews: reviews.map(order))
    return numbered_marks(view, rows_of(members, StatusRow))


def group_bar(view: View, members: pd.DataFrame, group: Group, name: object, *, longest: int) -> list[HtmlNode]:
    """Return a stacked bar with a segment for each mark, best first; bars share one scale, that of the longest."""
    by_mark = dict(iter(members.groupby("mark")["basis"]))
    segments = [_segment(view, group, name, mark, by_mark[mark]) for mark in view.scale.stack if mark in by_mark]
    rest = longest - len(members)
    return [element("div", *segments, *([element("span", grow=rest)] if rest else []), class_="bar")]


def group_name(view: View, group: Group, name: object) -> HtmlNode:
    """Return a group's label as a link that filters by it, or takes the filter away; its tooltip has the full name."""
    label, full = group_label(view, group, name), group_title(view, group, name)
    return filter_toggle(view, QUERY_PARAMETERS[group], name, label, label=full)


def group_label(view: View, group: str, name: object) -> str:
    """Return a theme's name, an agency's short name or a review's, in the reader's language."""
    if group == "review":
        return str(name)
    if group == "lead_agency":
        return view.names.short(NameKind.AGENCY, name, view.translator)
    return view.names.full(GROUP_KINDS[group], name, view.translator)


def group_title(view: View, group: Group, name: object) -> str:
    """Return the full name of a theme or an agency, or the title of a review."""
    if group != "review":
        return view.names.full(GROUP_KINDS[group], name, view.translator)
    reviews = view.tracker.reviews
    named = reviews[reviews["review"].eq(str(name))]
    titles = [localised(view, row, "title").text for row in rows_of(named, ReviewRow)]
    return next((title for title in titles if title), str(name))


def _segment(view: View, group: Group, name: object, mark: str, bases: "pd.Series[str]") -> HtmlNode:
    """Return a segment of a bar, a link to the list of what it counts; it is inferred where all its statuses are."""
    _, n = view.translator, len(bases)
    basis = Basis.INFERRED if bases.eq(Basis.INFERRED).all() else None
    label = f"{group_label(view, group, name)}: {n} {status_words(mark, basis, view.scale, _)}"
    text = f"{n} {mark_letter(mark, view.scale, _)}"
    hollow = "" if mark in view.scale.rank else " hollow"
    field = QUERY_PARAMETERS[group]
    chosen = {"status": mark, field: name if isinstance(name, str) else ""}
    query = view.query | {code: [view.filter_options.slug(code, each)] for code, each in chosen.items()}
    return element(
        "a",
        text,
        class_=f"piece{hollow}",
        mark={"ink": mark},
        grow=n,
        href=href("recommendations", query),
        aria_label=label,
        title=True,
    )

"""The recommendations by review, by theme and by lead agency."""

import pandas as pd

from analysis.status.latest_status import StatusRow, worst_first
from analysis.table_rows import rows_of
from components.elements.html import HtmlNode, element, part
from components.marks.group_marks import GROUPS, MOST_MARKS, group_bar, group_title
from components.marks.group_sections import brief_groups_parts
from components.marks.marks import mark_link
from components.session.view import View
from components.text.filter_toggle import count_link, counted_marks_links, filter_toggle, name_slug
from components.text.page_header import section_heading


def groups_parts(view: View, standing: pd.DataFrame) -> list[HtmlNode]:
    """Return a section for each kind of group; reviews only where the tracker has several."""
    _ = view.translator
    parts = by_review_parts(view, standing)
    for group, title in zip(GROUPS, (_("By theme"), _("By lead agency")), strict=True):
        parts += [section_heading(title), *brief_groups_parts(view, group)]
    return parts


def by_review_parts(view: View, standing: pd.DataFrame) -> list[HtmlNode]:
    """Return a section with each review of the tracker; nothing where it has one."""
    if len(view.filter_options.review) <= 1:
        return []
    return [section_heading(view.translator("By review")), _reviews_part(view, standing)]


def _reviews_part(view: View, standing: pd.DataFrame) -> HtmlNode:
    """Show each review, in the order of the tracker: its name as a filter, its title, its counts and its marks."""
    ordered = worst_first(standing, scale=view.scale)
    longest = int(standing["review"].value_counts().max())
    lines = [
        _review(view, name, ordered[ordered["review"].eq(name)], longest=longest)
        for name in standing["review"].unique()
    ]
    return part("by-review", element("ul", *lines, class_="lines"), scale=view.scale)


def _review(view: View, name: str, members: pd.DataFrame, *, longest: int) -> HtmlNode:
    title = group_title(view, "review", name)
    words: list[HtmlNode] = [filter_toggle(view, "review", name, name, label=title)]
    if title != name:
        words.append(element("span", f" · {title}", class_="muted"))
    review, n = name_slug(view, "review", name), len(members)
    total = view.translator.plural("{n} recommendation", "{n} recommendations", n)
    counts = [count_link(view, n, total, review=review), ": "]
    counts += counted_marks_links(view, members["mark"], review=review)
    if longest > MOST_MARKS:
        marks = group_bar(view, members, "review", name, longest=longest)
    else:
        marks = [mark_link(view, row, number=True) for row in rows_of(members, StatusRow)]
    return element("li", element("div", *words), element("div", *counts), element("div", *marks, class_="marks"))

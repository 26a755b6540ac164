"""The pages Themes and Agencies: each group now, over time, and the recommendations behind it."""

from analysis.status.counts import Group
from components.choices.empty_states import no_match
from components.choices.filter_bar import filter_bar_parts
from components.document.document import Document
from components.elements.html import HtmlNode, columns
from components.marks.group_sections import (
    counted_groups,
    group_lists_part,
    group_table_part,
    group_targets_part,
    groups_now_part,
    groups_over_time_part,
)
from components.session.view import View
from components.text.answers import outstanding_by_group
from components.text.data_date import judged_later
from components.text.page_header import answer, section_heading, subtitle_part
from model.terms import NameKind


def themes(view: View) -> Document:
    """Return the page Themes."""
    if view.empty:
        return no_match(view)
    groups, _ = counted_groups(view, "theme"), view.translator
    heading = answer(outstanding_by_group(view, groups, kind=NameKind.THEME))
    return Document([heading, *_sections(view, "theme", _("Every theme"))])


def agencies(view: View) -> Document:
    """Return the page Agencies."""
    if view.empty:
        return no_match(view)
    groups, _ = counted_groups(view, "lead_agency"), view.translator
    heading = answer(outstanding_by_group(view, groups, kind=NameKind.AGENCY))
    return Document([heading, *_sections(view, "lead_agency", _("Every lead agency"))])


def _sections(view: View, group: Group, title: str) -> list[HtmlNode | None]:
    _ = view.translator
    rule = _("Outstanding is what is neither complete nor closed. Most outstanding first, which is no verdict.")
    now = [
        section_heading(title),
        groups_now_part(view, group),
        group_table_part(view, group),
        group_targets_part(view, group),
    ]
    return [
        subtitle_part(rule, *judged_later(view)),
        *filter_bar_parts(view),
        columns([2, 3], now, [section_heading(_("Over time")), groups_over_time_part(view, group)]),
        section_heading(_("The recommendations behind each")),
        group_lists_part(view, group),
    ]

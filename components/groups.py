"""The pages Themes and Agencies: each group now, over time, and the recommendations behind it."""

from analysis.counts import Group
from components.choices.filter_bar import filter_bar_parts
from components.document.document import Document
from components.elements import answer, section_heading, subtitle_part
from components.marks.group_sections import group_chart_part, group_lists_part, group_table_part, outstanding_by_group
from components.session.view import View
from components.texts import judged_later


def themes(view: View) -> Document:
    """Return the page Themes."""
    return _groups(view, "theme", view.translator("Every theme"))


def agencies(view: View) -> Document:
    """Return the page Agencies."""
    return _groups(view, "lead_agency", view.translator("Every lead agency"))


def _groups(view: View, group: Group, title: str) -> Document:
    _ = view.translator
    rule = _("Outstanding is what is neither complete nor closed. Most outstanding first, which is no verdict.")
    return Document(
        [
            answer(outstanding_by_group(view, group)),
            subtitle_part(rule, *judged_later(view)),
            *filter_bar_parts(view),
            section_heading(title),
            group_table_part(view, group),
            section_heading(_("Over time")),
            group_chart_part(view, group),
            section_heading(_("The recommendations behind each")),
            group_lists_part(view, group),
        ]
    )

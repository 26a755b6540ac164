"""The recommendations by review, by theme and by lead agency."""

import pandas as pd

from components.marks.group_marks import GROUPS
from components.marks.group_sections import show_groups_briefly
from components.overview.by_review import show_by_review
from components.session.view import View
from components.text.page_header import show_section_heading


def show_groups(view: View, standing: pd.DataFrame) -> None:
    """Show a section for each kind of group; reviews only where the tracker has several."""
    _ = view.translator
    show_by_review(view, standing)
    for group, title in zip(GROUPS, (_("By theme"), _("By lead agency")), strict=True):
        show_section_heading(title)
        show_groups_briefly(view, group)

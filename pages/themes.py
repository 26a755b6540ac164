"""Themes: how much is outstanding in each."""

import streamlit as st

from components.choices.empty_states import show_no_match
from components.choices.filter_bar import show_filter_bar
from components.document.pieces import show, show_answer, show_section_heading, show_subtitle
from components.marks.group_sections import (
    counted_groups,
    group_lists_part,
    group_table_part,
    group_targets_part,
    show_groups_now,
    show_groups_over_time,
)
from components.session.view import current_view
from components.text.answers import outstanding_by_group
from components.text.data_date import judged_later
from model.terms import NameKind

view = current_view()
_ = view.translator
if view.empty:
    show_no_match(view)
    st.stop()

show_answer(outstanding_by_group(view, counted_groups(view, "theme"), kind=NameKind.THEME))
show_subtitle(
    _("Outstanding is what is neither complete nor closed. Most outstanding first, which is no verdict."),
    *judged_later(view),
)
show_filter_bar(view)

now, over_time = st.columns([2, 3], gap="large")
with now:
    show_section_heading(_("Every theme"))
    show_groups_now(view, "theme")
    show(group_table_part(view, "theme"))
    show(group_targets_part(view, "theme"))
with over_time:
    show_section_heading(_("Over time"))
    show_groups_over_time(view, "theme")
show_section_heading(_("The recommendations behind each"))
show(group_lists_part(view, "theme"))

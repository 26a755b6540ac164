"""Themes: which are furthest from done."""

import streamlit as st

from components.choices.empty_states import no_match
from components.choices.filter_bar import filter_bar
from components.marks.group_sections import (
    ranked_groups,
    show_group_lists,
    show_group_table,
    show_groups_now,
    show_groups_over_time,
)
from components.session.view import current_view
from components.text.answers import furthest_behind
from components.text.page_header import answer, quiet_line, section
from model.terms import NameKind

view = current_view()
_ = view.translator
if view.empty:
    no_match(view)
    st.stop()

answer(furthest_behind(view, ranked_groups(view, "theme"), kind=NameKind.THEME))
quiet_line(_("Compared by the share at the worst status, then at the next; equal shares are level."))
filter_bar(view)

section(_("Every theme"))
marks, numbers = st.columns(2, gap="large")
with marks:
    show_groups_now(view, "theme")
with numbers:
    show_group_table(view, "theme")
section(_("Over time"))
show_groups_over_time(view, "theme")
section(_("The recommendations behind each"))
show_group_lists(view, "theme")

"""Reports: papers about what matches the filter, to preview and to download."""

import streamlit as st

from components.choices.empty_states import show_no_match
from components.choices.filter_bar import show_filter_bar
from components.document.pieces import show_section_heading
from components.papers.choice import read_paper_choice, show_paper_choice
from components.papers.download import offer_chosen_paper
from components.papers.header import show_paper_header
from components.papers.preview import show_preview
from components.session.view import current_view

view = current_view()
_ = view.translator
if view.empty:
    show_no_match(view)
    st.stop()

choice = read_paper_choice(view)
show_paper_header(view, choice)
show_filter_bar(view)

left, right = st.columns([2, 3], gap="large")
with left:
    show_section_heading(_("Choose"))
    show_paper_choice(view, choice)
    offer_chosen_paper(view, choice)
with right:
    show_section_heading(_("What it will hold"))
    show_preview(view, choice)

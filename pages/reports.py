"""Reports: papers of what is chosen, to look at and to take away."""

import streamlit as st

from components.choices.empty_states import no_match
from components.choices.filter_bar import filter_bar
from components.papers.choice import choose_report, report_wish
from components.papers.download import offer_report
from components.papers.header import report_head
from components.papers.preview import show_preview
from components.session.view import current_view
from components.text.page_header import section

view = current_view()
_ = view.translator
if view.empty:
    no_match(view)
    st.stop()

wish = report_wish(view)
report_head(view, wish)
filter_bar(view)

choice, preview = st.columns([2, 3], gap="large")
with choice:
    section(_("Choose"))
    choose_report(view, wish)
    offer_report(view, wish)
with preview:
    section(_("What it will hold"))
    show_preview(view, wish)

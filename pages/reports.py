"""Reports: papers of what is chosen, to look at and to take away."""

import streamlit as st

from components.filters import filter_bar
from components.head import section
from components.reports_choice import choose_report, report_wish
from components.reports_download import offer_report
from components.reports_head import report_head
from components.reports_preview import show_preview
from components.trouble import no_match
from components.view import current_view

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

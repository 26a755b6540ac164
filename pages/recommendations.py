"""Recommendations: the list to search, sort and open."""

import streamlit as st

from analysis.status.latest_status import listing_at
from components.choices.empty_states import no_match
from components.choices.filter_bar import filter_bar, search_box
from components.choices.list_order import order_choice
from components.recommendations.list import show_list
from components.session.view import current_view
from components.text.answers import counted_marks
from components.text.page_header import answer, quiet_line

view = current_view()
_ = view.translator
if view.empty:
    no_match(view)
    search_box(view)
    st.stop()

listing = view.ask(listing_at, as_at=view.as_at)
answer(_.plural("{n} recommendation", "{n} recommendations", len(listing)))
quiet_line(counted_marks(view, listing))
filter_bar(view)
with st.container(horizontal=True, vertical_alignment="bottom"):
    search_box(view)
    order_choice(view)
show_list(view, listing)

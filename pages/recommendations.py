"""Recommendations: the list to search, sort and open."""

import streamlit as st

from analysis.listing import listing_at
from components.filters import filter_bar, search_box
from components.head import answer, quiet_line
from components.list_order import order_choice
from components.recommendation_list import show_list
from components.sentences import counted_marks
from components.trouble import no_match
from components.view import current_view

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

"""Recommendations: the list to search and sort."""

import streamlit as st

from analysis.status.latest_status import list_at
from components.choices.empty_states import show_no_match
from components.choices.filter_bar import show_filter_bar
from components.choices.list_order import show_order_choice
from components.document.pieces import show, show_answer, show_subtitle
from components.recommendations.list import show_list
from components.recommendations.list_part import chosen_part, marks_of_part, of_part, parts_part
from components.session.view import current_view
from components.text.data_date import judged_later

view = current_view()
_ = view.translator
if view.empty:
    show_no_match(view)
    st.stop()

part = chosen_part(view)
listing = of_part(view, view.answer(list_at, as_at=view.as_at), part=part)
show_answer(_.plural("{n} recommendation", "{n} recommendations", len(listing)))
show_subtitle(marks_of_part(view, listing, part=part), *judged_later(view))
show_filter_bar(view)
show(parts_part(view, chosen=part))
show_order_choice(view)
show_list(view, listing)

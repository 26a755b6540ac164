"""Present: the answer, the counts, the matrix, then one recommendation at a time, for a meeting room."""

import streamlit as st

from analysis.status.latest_status import list_at
from components.choices.empty_states import show_no_match
from components.choices.list_order import in_chosen_order
from components.present.slide import show_slide
from components.present.slides import requested_slide
from components.present.steps import show_large_type, show_steps
from components.session.view import current_view

view = current_view()
if view.empty:
    show_no_match(view)
    st.stop()

slide = requested_slide(in_chosen_order(view, view.answer(list_at, as_at=view.as_at)))
show_large_type()
with st.container(key="presentation"):
    show_steps(view, slide)
    show_slide(view, slide)

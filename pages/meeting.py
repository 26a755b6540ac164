"""Meeting: the background and questions for an occasion, or for what matches the filter; linked from Monitoring."""

import streamlit as st

from analysis.status.latest_status import list_at
from components.choices.empty_states import show_no_match
from components.choices.filter_bar import show_filter_bar
from components.choices.occasion import requested_meeting
from components.document.pieces import show
from components.meeting.header import offer_pack, show_meeting_answer, show_meeting_subtitle, show_unknown_occasion
from components.meeting.pack import pack_part
from components.session.view import current_view

view = current_view()
meeting = requested_meeting(view)
if meeting.unknown:
    show_unknown_occasion(view)
    st.stop()
listing = meeting.filter_listing(view, view.answer(list_at, as_at=view.as_at))
if listing.empty:
    show_no_match(view)
    st.stop()

show_meeting_answer(view, meeting, listing)
show_meeting_subtitle(view, listing)
show_filter_bar(view)
offer_pack(view, meeting)
show(pack_part(view, listing))

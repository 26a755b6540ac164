"""Meeting: what to know and what to ask, of an occasion or of what is chosen; reached from Monitoring."""

import streamlit as st

from analysis.status.latest_status import listing_at
from components.choices.empty_states import no_match
from components.choices.filter_bar import filter_bar
from components.choices.occasion import meeting_asked
from components.meeting.header import meeting_answer, meeting_quiet, offer_pack, unknown_occasion
from components.meeting.pack import show_pack
from components.session.view import current_view

view = current_view()
meeting = meeting_asked(view)
if meeting.unknown:
    unknown_occasion(view)
    st.stop()
listing = meeting.of(view, view.ask(listing_at, as_at=view.as_at))
if listing.empty:
    no_match(view)
    st.stop()

meeting_answer(view, meeting, listing)
meeting_quiet(view, listing)
filter_bar(view)
offer_pack(view, meeting)
show_pack(view, listing)

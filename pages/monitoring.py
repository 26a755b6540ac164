"""Monitoring: what the overseer promised to do, by when and with whom."""

import streamlit as st

from analysis.promises.occasions import occasions
from analysis.promises.promises import promises
from analysis.status.latest_status import status_at
from analysis.texts.prose_dates import dates_in_prose
from components.choices.empty_states import show_no_match
from components.choices.filter_bar import show_filter_bar
from components.document.pieces import show, show_answer, show_section_heading
from components.downloads.calendar import offer_calendar
from components.marks.response_lines import show_responses
from components.monitoring.closures import show_closures
from components.monitoring.counts import promise_counts_part, show_monitoring_subtitle
from components.monitoring.grouping import show_grouping_choice
from components.monitoring.meetings import meetings_part
from components.monitoring.promises import deadlines_part, promise_list_part
from components.monitoring.timeline import timeline_part
from components.monitoring.timing_filter import chosen_timing, of_timing, timing_note_part
from components.session.view import current_view
from components.text.answers import monitoring_answer

view = current_view()
_ = view.translator
if view.empty:
    show_no_match(view)
    st.stop()

promised = view.answer(promises, as_at=view.as_at, today=view.today)
dates = view.answer(dates_in_prose, as_at=view.as_at)
standing = view.answer(status_at, as_at=view.as_at)
meetings = view.answer(occasions, as_at=view.as_at, today=view.today)

show_answer(monitoring_answer(view, promised))
show_monitoring_subtitle(view, promised)
show_filter_bar(view)
timing = chosen_timing()
show(promise_counts_part(view, promised, chosen=timing))
show(timing_note_part(view, timing))
by = show_grouping_choice(view)

shown = of_timing(view, promised, timing=timing)

show_section_heading(_("When each falls due"))
show(timeline_part(view, shown, dates, standing, by=by))
offer_calendar(view, promised, dates)

show_responses(view)
left, right = st.columns([3, 2], gap="large")
with left:
    show_section_heading(_("The meetings"))
    show(meetings_part(view, of_timing(view, meetings, timing=timing), shown, standing))
with right:
    show_section_heading(_("Dates found in the texts"))
    show(deadlines_part(view, dates, standing))
show_section_heading(_("Every promise"))
show(promise_list_part(view, shown, standing, by=by))
show_closures(view, standing)

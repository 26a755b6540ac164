"""Overview: the status of every recommendation, and what moved."""

import streamlit as st

from analysis.movement.movement import latest_movement, latest_rounds
from analysis.promises.promises import promises
from analysis.status.counts import count_by_round, counts_at
from analysis.status.latest_status import status_at
from components.choices.empty_states import show_no_match
from components.choices.filter_bar import show_filter_bar
from components.document.pieces import show, show_answer, show_section_heading
from components.figures.status_over_time import show_status_over_time
from components.marks.count_figures import counts_part
from components.marks.matrix import is_taller_than_charts, matrix_part
from components.marks.moved import movement_part, show_overview_subtitle
from components.marks.response_lines import show_open_responses
from components.overview.attention import attention_part
from components.overview.groups import show_groups
from components.overview.promised_next import promised_next_part
from components.session.view import current_view
from components.text.answers import headline_of

view = current_view()
_ = view.translator
if view.empty:
    show_no_match(view)
    st.stop()

standing = view.answer(status_at, as_at=view.as_at)
counts = view.answer(counts_at, as_at=view.as_at)
between = before, _end = view.answer(latest_rounds, as_at=view.as_at)
moves = view.answer(latest_movement, as_at=view.as_at)

show_answer(headline_of(view, counts))
show_overview_subtitle(view, moves, between, standing=standing)
show_filter_bar(view)
show(counts_part(view, counts, since=before))
show(movement_part(view, moves, since=before))

left, right = st.columns([3, 2], gap="large")
with left:
    show_section_heading(_("Every recommendation, round by round"))
    show(matrix_part(view, standing, key="matrix"))
with right:
    show_section_heading(_("Status over time"))
    show_status_over_time(view, view.answer(count_by_round, as_at=view.as_at))
    show_groups(view, standing)
with right if is_taller_than_charts(standing) else left:
    show_section_heading(_("Needs attention"))
    show(attention_part(view))

show_section_heading(_("Promised next"))
show_open_responses(view)
show(promised_next_part(view, view.answer(promises, as_at=view.as_at, today=view.today), standing))

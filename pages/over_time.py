"""Over time: how statuses moved from round to round, and who reported."""

import streamlit as st

from analysis.movement.movement import grid_between, movement_between
from analysis.status.counts import count_by_round
from analysis.status.coverage import coverage_by_agency
from analysis.updates.rounds import rounds
from components.choices.empty_states import show_no_match
from components.choices.filter_bar import show_filter_bar
from components.choices.round_pair import chosen_rounds, show_round_choice
from components.document.pieces import show, show_answer, show_paragraphs, show_section_heading, show_subtitle
from components.figures.status_over_time import show_measure_choice, show_status_over_time
from components.over_time.coverage import show_coverage
from components.over_time.movement_grid import movement_grid_part, movement_list_part
from components.over_time.room import room_for_movement
from components.over_time.targets import show_targets_over_time
from components.session.view import current_view
from components.text.answers import moved_between
from components.text.data_date import judged_later

view = current_view()
_ = view.translator
if view.empty:
    show_no_match(view)
    st.stop()
months = view.answer_of_all(rounds, as_at=view.as_at)
start, end = chosen_rounds(months)
moves = view.answer(movement_between, start=start, end=end)
show_answer(moved_between(view, moves, (start, end)))
show_subtitle(
    _("Rounds stand at equal spacing. A recommendation keeps its status until it is rated again."), *judged_later(view)
)
show_filter_bar(view)

coverage = view.answer(coverage_by_agency, as_at=view.as_at)
room = room_for_movement(coverage)
status, reported = st.columns([3, 2], gap="large")
with status:
    show_section_heading(_("Status over time"))
    share = show_measure_choice(view) == "share"
    counts = view.answer(count_by_round, as_at=view.as_at)
    show_status_over_time(view, counts, share=share, least_height=room.chart_height)
with reported:
    show_section_heading(_("Who reported in which round"))
    show_coverage(view, coverage)
with reported if room.below_coverage else status:
    show_section_heading(_("Movement between two rounds"))
    if start is None:
        show_paragraphs(_("There are not yet two rounds to compare."), key="too-few")
        st.stop()
    show_round_choice(view, months)
    show(movement_grid_part(view, view.answer(grid_between, start=start, end=end), start=start, end=end))
show_targets_over_time(view)
show_section_heading(_("Recommendations by movement"))
show(movement_list_part(view, moves, start=start, end=end))

"""Over time: how statuses moved from round to round, and who reported."""

import streamlit as st

from analysis.movement.movement import grid_between, movement_between
from analysis.status.counts import count_by_round
from analysis.status.coverage import coverage_by_agency
from analysis.updates.rounds import rounds
from components.choices.empty_states import no_match
from components.choices.filter_bar import filter_bar
from components.choices.round_pair import choose_two_rounds, two_rounds
from components.figures.status_over_time import choose_measure, show_status_over_time
from components.over_time.coverage import show_coverage
from components.over_time.movement_grid import show_movement_grid, show_movement_list
from components.session.view import current_view
from components.text.answers import moved_since
from components.text.page_header import answer, paragraphs, quiet_line, section

view = current_view()
_ = view.translator
if view.empty:
    no_match(view)
    st.stop()
months = view.unfiltered().ask(rounds, as_at=view.as_at)
start, end = two_rounds(months)
moves = view.ask(movement_between, start=start, end=end)
answer(moved_since(view, moves, start))
quiet_line(_("Rounds stand at equal spacing. A recommendation keeps its status until it is rated again."))
filter_bar(view)

status, coverage = st.columns([3, 2], gap="large")
with status:
    section(_("Status over time"))
    share = choose_measure(view) == "share"
    show_status_over_time(view, view.ask(count_by_round, as_at=view.as_at), share=share)
with coverage:
    section(_("Who reported in which round"))
    show_coverage(view, view.ask(coverage_by_agency, as_at=view.as_at))
section(_("Movement between two rounds"))
if start is None:
    paragraphs(_("There are not yet two rounds to compare."), key="too-few")
    st.stop()
choose_two_rounds(view, months)
show_movement_grid(view, view.ask(grid_between, start=start, end=end), start=start, end=end)
show_movement_list(view, moves)

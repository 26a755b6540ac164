"""Round: ask each lead agency for an update, in a workbook of its own, and collect what comes."""

import streamlit as st

from components.choices.controls import press_result
from components.document.pieces import require_role, show_section_heading
from components.round.received_answers import show_answers
from components.round.returns import offer_reminders, offer_returns, show_addresses, show_recipients, show_round_header
from components.round.start import RESULT, show_close_form, show_due_form, show_reopen_form, show_start_form
from components.round.state import round_state
from components.round.take_in import show_collection, show_typed_answer
from components.session.view import current_view
from model.access import Role

view = current_view()
_ = view.translator
require_role(Role.EDITOR, _)
state = round_state(view)
if state is None:
    st.stop()

show_round_header(view, state)
press_result(RESULT, _)
if state.latest is not None:
    show_section_heading(_("Returns"))
    show_recipients(view, state)
if state.is_open:
    show_due_form(view, state)
    offer_returns(view, state)
    show_addresses(view, state)
    show_section_heading(_("Reminders"))
    offer_reminders(view, state)
    show_section_heading(_("Collect what came back"))
    show_collection(view, state)
if state.latest is not None:
    show_section_heading(_("What agencies answered"))
    show_answers(view, state)
if state.is_open:
    show_section_heading(_("Type in an update"))
    show_typed_answer(view, state)
    show_section_heading(_("Close the round"))
    show_close_form(view, state)
else:
    if state.latest is not None:
        show_section_heading(_("Open the round again"))
        show_reopen_form(view, state)
    show_section_heading(_("Start a round"))
    show_start_form(view, state)

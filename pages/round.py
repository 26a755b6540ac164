"""Round: ask each lead agency for an update, in a workbook of its own, and collect what comes."""

from components.choices.controls import press_result
from components.document.pieces import require_role, show_section_heading
from components.round import answers, returns, start
from model.access import Role

view = require_role(Role.EDITOR)
_ = view.translator
state = returns.round_state(view)

returns.show_round_header(view, state)
press_result(returns.RESULT, _)
if state.latest is not None:
    show_section_heading(_("Returns"))
    returns.show_recipients(view, state)
if state.is_open:
    start.show_due_form(view, state)
    format_ = returns.offer_returns(view, state)
    returns.show_addresses(view, state, format_)
    show_section_heading(_("Reminders"))
    returns.offer_reminders(view, state, format_)
    show_section_heading(_("Collect what came back"))
    answers.show_collection(view)
if state.latest is not None:
    show_section_heading(_("What agencies answered"))
    answers.show_answers(view, state)
if state.is_open:
    show_section_heading(_("Type in an update"))
    answers.show_typed_answer(view, state)
    show_section_heading(_("Close the round"))
    start.show_close_form(view, state)
else:
    if state.latest is not None:
        show_section_heading(_("Open the round again"))
        start.show_reopen_form(view, state)
    show_section_heading(_("Start a round"))
    start.show_start_form(view, state)

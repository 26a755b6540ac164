"""Trial: a round on the sample with made-up answers, to see one before it is started."""

import streamlit as st

from components.rating.decisions import show_closure_fields, show_target_fields
from components.rating.editor import show_answer_of, show_promise_fields, show_rating_fields
from components.rating.overview import show_rating_table
from components.round.recipients import show_recipients
from components.session.view import current_view
from components.shell.entrance import require_role
from components.text.page_header import show_section_heading
from components.trial.collect import show_trial_collection
from components.trial.header import show_trial_header
from components.trial.returns import offer_trial_returns
from components.trial.trial_round import trial_round
from model.actor import Role

view = current_view()
_ = view.translator
require_role(Role.EDITOR, _)
trial = trial_round(view)

show_trial_header(view, trial)
show_section_heading(_("Returns"))
show_recipients(trial.view, trial.state)
offer_trial_returns(view, trial)
show_section_heading(_("Collect what came back"))
show_trial_collection(view, trial)
show_section_heading(_("What was answered, beside what was said last"))
left, right = st.columns([3, 2], gap="large")
with left:
    show_answer_of(trial.view, trial.rating)
with right:
    show_rating_fields(trial.view, trial.rating)
    show_target_fields(trial.view, trial.rating)
    show_closure_fields(trial.view, trial.rating)
show_promise_fields(trial.view, trial.rating)
show_section_heading(_("All recommendations of the round"))
show_rating_table(trial.view, trial.rating)

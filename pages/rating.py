"""Rating: the office rates what agencies answered in a round, decides on closures, and publishes the round."""

import streamlit as st

from components import rating
from components.choices.draft_fields import keep_typed_words, show_unsaved
from components.document.pieces import require_role, show, show_section_heading
from components.elements import part
from components.marks.lines import who_rated_parts
from model.access import Role

view = require_role(Role.EDITOR)
_ = view.translator
state = rating.rating_state(view)

rating.show_rating_header(view, state)
show_unsaved(view)
left, right = st.columns([3, 2], gap="large")
with left:
    rating.show_answer_of(view, state)
    rating.show_words_field(view, state)
with right:
    rating.show_answer_type(view, state)
    rating.show_rating_fields(view, state)
    rating.show_target_fields(view, state)
    rating.show_closure_fields(view, state)
    rating.show_next_link(view, state)
    if who_rated := who_rated_parts(view, state.chosen.review, state.chosen.ref):
        show(part("ratings", *who_rated))
rating.show_promise_fields(view, state)
keep_typed_words()
show_section_heading(_("All recommendations of the round"))
rating.show_rating_table(view, state)
show_section_heading(_("Publish the round"))
rating.offer_publishing(view, state)

"""Edit: change one recommendation or add one, and publish what was changed as one version."""

import streamlit as st

from components.choices.draft_fields import keep_typed_words, show_unsaved
from components.document.pieces import require_role, show_section_heading
from components.edit.fields import (
    show_decision_fields,
    show_edit_header,
    show_note_fields,
    show_promise_fields,
    show_recommendation_fields,
    show_review_fields,
    show_target_fields,
    show_update_fields,
)
from components.edit.publishing import offer_publishing, show_changes, show_result
from components.edit.state import edit_state
from components.session.view import current_view
from model.access import Role

view = current_view()
_ = view.translator
require_role(Role.EDITOR, _)
state = edit_state(view)
if state is None:
    st.stop()

show_edit_header(view, state)
show_result(view)
show_unsaved(view)
left, right = st.columns(2, gap="large")
with left:
    show_section_heading(_("The recommendation"))
    show_recommendation_fields(view, state)
    show_section_heading(_("Decision"))
    show_decision_fields(view, state)
    show_note_fields(view, state)
with right:
    show_section_heading(_("Status and update"))
    show_update_fields(view, state)
    show_section_heading(_("Target date"))
    show_target_fields(view, state)
    show_section_heading(_("Monitoring promises"))
    show_promise_fields(view, state)
with st.expander(_("Add a review")):
    show_review_fields(view, state)
keep_typed_words()
show_section_heading(_("What is changed and not published"))
show_changes(view, state)
show_section_heading(_("Publish the changes"))
offer_publishing(view, state)

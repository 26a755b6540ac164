"""Edit: change one recommendation or add one, and publish what was changed as one version."""

import streamlit as st

from components.choices.draft_fields import keep_typed_words, show_unsaved
from components.document.pieces import require_role, show_section_heading
from components.edit import changes, fields
from model.access import Role

view = require_role(Role.EDITOR)
_ = view.translator
state = changes.edit_state(view)

fields.show_edit_header(view, state)
changes.show_result(view)
show_unsaved(view)
left, right = st.columns(2, gap="large")
with left:
    show_section_heading(_("The recommendation"))
    fields.show_recommendation_fields(view, state)
    show_section_heading(_("Decision"))
    fields.show_decision_fields(view, state)
    fields.show_note_fields(view, state)
with right:
    show_section_heading(_("Status and update"))
    fields.show_update_fields(view, state)
    show_section_heading(_("Target date"))
    fields.show_target_fields(view, state)
    show_section_heading(_("Monitoring promises"))
    fields.show_promise_fields(view, state)
with st.expander(_("Add a review")):
    fields.show_review_fields(view, state)
keep_typed_words()
show_section_heading(_("What is changed and not published"))
changes.show_changes(view, state)
show_section_heading(_("Publish the changes"))
changes.offer_publishing(view, state)

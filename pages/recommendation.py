"""Recommendation: everything about one recommendation."""

import streamlit as st

from analysis.movement.movement import latest_movement
from analysis.movement.stalled import stalled
from analysis.promises.promises import promises
from analysis.status.latest_status import list_at, status_at
from analysis.status.matrix import marks_by_round
from analysis.targets.history import target_history
from analysis.targets.targets_at import targets_at
from analysis.texts.prose_dates import dates_in_prose
from analysis.texts.update_story import story
from components.choices.filter_bar import show_filter_bar
from components.document.pieces import show, show_section_heading
from components.marks.update_story import story_part
from components.recommendation.closure import show_closure, show_who_rated
from components.recommendation.facts import facts_part, promises_part, show_dates_in_text, show_links
from components.recommendation.header import current_status_part, recommendation_text_part, show_recommendation_header
from components.recommendation.target_history import show_target_history
from components.recommendation.which import requested_recommendation, show_unknown_recommendation
from components.session.view import current_view

view = current_view()
_ = view.translator
key = requested_recommendation(view)
if key is None:
    show_unknown_recommendation(view)
    st.stop()

standing = view.answer_of_all(status_at, as_at=view.as_at)
row = key.row(view.answer_of_all(list_at, as_at=view.as_at))

show_recommendation_header(view, row, key.neighbours(view))
if key.existed(view):
    show(current_status_part(view, row, key.row(view.answer_of_all(latest_movement, as_at=view.as_at))))
show_closure(view, key)
show_filter_bar(view)
key.show_filter_note(view)

left, right = st.columns([3, 2], gap="large")
with left:
    show(recommendation_text_part(view, key.row(view.tracker.recommendations)))
    show_section_heading(_("What has been reported"))
    updates = view.answer_of_all(story, review=key.review, ref=key.ref, as_at=view.as_at)
    show(story_part(view, updates, key.rows(view.answer_of_all(marks_by_round, as_at=view.as_at))))
with right:
    show_section_heading(_("Facts"))
    signs = key.rows(view.answer_of_all(stalled, as_at=view.as_at))
    target = key.row(view.answer_of_all(targets_at, as_at=view.as_at, today=view.today))
    show(facts_part(view, key.row(view.tracker.recommendations), row, signs, target))
    show_target_history(view, key.rows(view.answer_of_all(target_history, as_at=view.as_at)))
    show_section_heading(_("Monitoring promises"))
    show(promises_part(view, key.rows(view.answer_of_all(promises, as_at=view.as_at, today=view.today))))
    show_dates_in_text(view, key.rows(view.answer_of_all(dates_in_prose, as_at=view.as_at)))
    show_links(view, row, standing)
    show_who_rated(view, key.review, key.ref)

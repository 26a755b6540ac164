"""Recommendation: everything about one recommendation."""

from analysis.movement.movement import latest_movement
from analysis.movement.stalled import stalled
from analysis.promises.promises import promises
from analysis.status.latest_status import list_at, status_at
from analysis.status.matrix import marks_by_round
from analysis.targets.history import target_history
from analysis.targets.targets_at import targets_at
from analysis.texts.prose_dates import dates_in_prose
from analysis.texts.update_story import story
from components.choices.filter_bar import filter_bar_parts
from components.document.document import Document
from components.elements.html import columns
from components.marks.marks import list_query
from components.marks.update_story import story_part
from components.recommendation.closure import closure_part, who_rated_parts
from components.recommendation.facts import dates_in_text_parts, facts_part, links_parts, promises_part
from components.recommendation.header import (
    crumbs_part,
    current_status_part,
    recommendation_heading,
    recommendation_text_part,
    recommendation_title,
)
from components.recommendation.target_history import target_history_parts
from components.recommendation.which import requested_recommendation, unknown_recommendation
from components.session.view import View
from components.text.page_header import section_heading


def recommendation(view: View) -> Document:
    """Return the page."""
    _, key = view.translator, requested_recommendation(view)
    if key is None:
        return unknown_recommendation(view)
    standing = view.answer_of_all(status_at, as_at=view.as_at)
    row, of_tracker = key.row(view.answer_of_all(list_at, as_at=view.as_at)), key.row(view.tracker.recommendations)
    moved = key.row(view.answer_of_all(latest_movement, as_at=view.as_at))
    updates = view.answer_of_all(story, review=key.review, ref=key.ref, as_at=view.as_at)
    signs = key.rows(view.answer_of_all(stalled, as_at=view.as_at))
    target = key.row(view.answer_of_all(targets_at, as_at=view.as_at, today=view.today))
    left = [
        recommendation_text_part(view, of_tracker),
        section_heading(_("What has been reported")),
        story_part(view, updates, key.rows(view.answer_of_all(marks_by_round, as_at=view.as_at))),
    ]
    right = [
        section_heading(_("Facts")),
        facts_part(view, of_tracker, row, signs, target),
        *target_history_parts(view, key.rows(view.answer_of_all(target_history, as_at=view.as_at))),
        section_heading(_("Monitoring promises")),
        promises_part(view, key.rows(view.answer_of_all(promises, as_at=view.as_at, today=view.today))),
        *dates_in_text_parts(view, key.rows(view.answer_of_all(dates_in_prose, as_at=view.as_at))),
        *links_parts(view, row, standing),
        *who_rated_parts(view, key.review, key.ref),
    ]
    return Document(
        [
            crumbs_part(view, row, key.neighbours(view)),
            recommendation_heading(view, row),
            current_status_part(view, row, moved) if key.existed(view) else None,
            closure_part(view, key),
            *filter_bar_parts(view),
            key.filter_note_part(view),
            columns([3, 2], left, right),
        ],
        title=recommendation_title(view, row),
        own={"ref": view.parameter("ref")[-1:], "review": view.parameter("review")[-1:], **list_query(view)},
    )

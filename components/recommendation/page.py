"""Recommendation: everything about one recommendation."""

import pandas as pd

from analysis.movement.movement import MovementRow, latest_movement
from analysis.movement.stalled import stalled
from analysis.promises.promises import promises
from analysis.selection.neighbours import Neighbours
from analysis.status.latest_status import ListRow, list_at, status_at
from analysis.status.matrix import marks_by_round
from analysis.table_rows import rows_of
from analysis.targets.history import TargetStepRow, target_history
from analysis.targets.targets_at import targets_at
from analysis.texts.prose_dates import dates_in_prose
from analysis.texts.update_story import story
from components.choices.filter_bar import filter_bar_parts
from components.document.document import Document
from components.elements.html import HtmlNode, answer, columns, element, part, section_heading
from components.marks.lines import story_part, text_block
from components.marks.marks import href_of, list_query, mark_picture, named_ref, title_of
from components.recommendation.facts import dates_in_text_parts, facts_part, links_parts, promises_part
from components.recommendation.shown import (
    closure_part,
    requested_recommendation,
    unknown_recommendation,
    who_rated_parts,
)
from components.session.links import href
from components.session.view import View
from components.text.filter_toggle import list_link
from components.text.texts import localised
from model.terms import Basis, NameKind
from model.tracker.rows import RecommendationRow
from wording.answers.movement import movement_sentence, movement_with_month
from wording.answers.targets import format_target, target_change
from wording.format.lists import begin_sentence
from wording.format.refs import reviewed_ref
from wording.format.statuses import mark_meaning, mark_word


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
        _recommendation_text_part(view, of_tracker),
        section_heading(_("What has been reported")),
        story_part(view, updates, key.rows(view.answer_of_all(marks_by_round, as_at=view.as_at))),
    ]
    right = [
        section_heading(_("Facts")),
        facts_part(view, of_tracker, row, signs, target),
        *_target_history_parts(view, key.rows(view.answer_of_all(target_history, as_at=view.as_at))),
        section_heading(_("Monitoring promises")),
        promises_part(view, key.rows(view.answer_of_all(promises, as_at=view.as_at, today=view.today))),
        *dates_in_text_parts(view, key.rows(view.answer_of_all(dates_in_prose, as_at=view.as_at))),
        *links_parts(view, row, standing),
        *who_rated_parts(view, key.review, key.ref),
    ]
    return Document(
        [
            _crumbs_part(view, row, key.neighbours(view)),
            _recommendation_heading(view, row),
            _current_status_part(view, row, moved) if key.existed(view) else None,
            closure_part(view, key),
            *filter_bar_parts(view),
            key.filter_note_part(view),
            columns([3, 2], left, right),
        ],
        title=_recommendation_title(view, row),
        own={"ref": view.parameter("ref")[-1:], "review": view.parameter("review")[-1:], **list_query(view)},
    )


def _recommendation_title(view: View, row: ListRow) -> str:
    """Return the ref and the title of a recommendation."""
    return f"{named_ref(view, row)} {title_of(view, row)}"


def _recommendation_heading(view: View, row: ListRow) -> HtmlNode:
    """Return the heading of the page: the ref and the title, in the language of the title."""
    return answer(_recommendation_title(view, row), language=localised(view, row, "title").language)


def _crumbs_part(view: View, row: ListRow, neighbours: Neighbours) -> HtmlNode:
    """Return the links to the list as last seen, and to the recommendations before and after."""
    _, back = view.translator, href("recommendations", {**view.query, **list_query(view)})
    theme = list_link(view, "theme", row.theme, view.names.full(NameKind.THEME, row.theme, _))
    review = [f"{row.review} · "] if len(view.filter_options.review) > 1 else []
    parts: list[HtmlNode] = [*review, theme, f" · {_('Recommendation {ref}', ref=row.ref)}"]
    crumbs = element(
        "nav",
        element("a", _("All recommendations"), href=back),
        element("span", *parts, class_="muted"),
        *_neighbour_links(view, neighbours),
        class_="steps crumbs",
        aria_label=_("Recommendations before and after"),
    )
    return part("crumbs", crumbs)


def _current_status_part(view: View, row: ListRow, move: MovementRow | None) -> HtmlNode:
    """Show the current status, its latest movement, and whether it is inferred."""
    _ = view.translator
    meaning = mark_meaning(row.mark, view.scale, _)
    status = list_link(view, "status", row.mark, begin_sentence(mark_word(row.mark, view.scale, _)))
    means = f": {meaning[:1].lower()}{meaning[1:].rstrip('.')}"
    notes: list[str] = []
    if move is not None:
        sentence = movement_sentence(move.from_mark, move.to_mark, move.movement, view.scale, _)
        notes.append(movement_with_month(sentence, move.movement, row.moved_on, _))
    if row.basis == Basis.INFERRED:
        notes.append(_("inferred from the words of the update"))
    words = element("strong", status, means), element("span", " · ".join(notes), class_="muted")
    now = element("p", mark_picture(view, row.mark, row.basis), element("span", *words, class_="words"), class_="now")
    return part("now", now, scale=view.scale)


def _recommendation_text_part(view: View, row: RecommendationRow) -> HtmlNode:
    """Show the text of the recommendation."""
    return part("text", text_block(localised(view, row, "recommendation")))


def _neighbour_links(view: View, neighbours: Neighbours) -> list[HtmlNode]:
    """Return links to the previous and next recommendation in the list."""
    _ = view.translator
    links: list[HtmlNode] = []
    named = view.tracker.has_shared_refs
    if neighbours.previous:
        text = _("← Recommendation {ref}", ref=reviewed_ref(*neighbours.previous, named=named))
        links.append(element("a", text, href=href_of(view, *neighbours.previous)))
    if neighbours.following:
        text = _("Recommendation {ref} →", ref=reviewed_ref(*neighbours.following, named=named))
        links.append(element("a", text, href=href_of(view, *neighbours.following)))
    return links


def _target_history_parts(view: View, history: pd.DataFrame) -> list[HtmlNode]:
    """Return the rows of analysis.targets.history under a heading; nothing where the target was never revised."""
    if len(history) <= 1:
        return []
    return [section_heading(view.translator("Target dates")), _steps_part(view, history)]


def _steps_part(view: View, history: pd.DataFrame) -> HtmlNode:
    """Show each target with when it was set, how it changed and why, the latest first."""
    _ = view.translator
    lines = [
        element(
            "li",
            format_target(row, _),
            element("div", target_change(row, _), class_="muted small"),
            *([element("div", row.reason, class_="small", lang="en")] if isinstance(row.reason, str) else []),
        )
        for row in rows_of(history.iloc[::-1], TargetStepRow)
    ]
    return part("targets", element("ul", *lines, class_="lines"))

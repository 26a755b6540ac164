"""One slide of a presentation, with its title as the heading of the page."""

from analysis.closure.decisions import DecisionRow, closure_at
from analysis.closure.self_assessment import SelfAssessmentRow, self_assessments
from analysis.movement.movement import latest_movement, latest_rounds
from analysis.promises.next_promise import NextPromiseRow, next_promise
from analysis.status.counts import counts_at
from analysis.status.latest_status import ListRow, status_at
from analysis.table_rows import rows_by_recommendation
from analysis.updates.latest_words import LatestWordsRow, latest_words
from components.elements.html import HtmlNode, element, part
from components.marks.closure_line import decision_nodes, self_assessment_nodes
from components.marks.count_figures import counts_part
from components.marks.marks import mark_picture, named_ref, title_of
from components.marks.matrix import matrix_part
from components.marks.moved import movement_part, overview_subtitle_parts
from components.marks.promise_line import promise_note
from components.marks.update_story import text_block
from components.present.slides import Opening, PresentedSlide
from components.session.view import View
from components.text.answers import headline_of
from components.text.localised_text import localised
from components.text.page_header import answer
from model.terms import NameKind
from model.tracker.rows import RecommendationRow
from wording.answers.occasions import format_due
from wording.format.dates import format_round
from wording.format.lists import begin_sentence
from wording.format.statuses import status_words


def slide_parts(view: View, slide: PresentedSlide) -> list[HtmlNode | None]:
    """Return a slide. The answer and the counts are those of the Overview with the same filter."""
    _ = view.translator
    standing = view.answer(status_at, as_at=view.as_at)
    moves, between = view.answer(latest_movement, as_at=view.as_at), view.answer(latest_rounds, as_at=view.as_at)
    counts = view.answer(counts_at, as_at=view.as_at)
    if slide.row is not None:
        title = f"{named_ref(view, slide.row)} {title_of(view, slide.row)}"
        language = localised(view, slide.row, "title").language
        return [answer(title, language=language), _recommendation_part(view, slide.row)]
    if slide.number == Opening.ANSWER:
        subtitle = overview_subtitle_parts(view, moves, between, standing=standing)
        return [answer(headline_of(view, counts)), *subtitle]
    if slide.number == Opening.COUNTS:
        before, _end = between
        figures = counts_part(view, counts, since=before), movement_part(view, moves, since=before)
        return [answer(_("How many recommendations stand where")), *figures]
    return [answer(_("Every recommendation, round by round")), matrix_part(view, standing, key="matrix")]


def _recommendation_part(view: View, row: ListRow) -> HtmlNode:
    """Show the status in words, closure, the text of the recommendation, the latest words about it, and its promise."""
    _, key = view.translator, (row.review, row.ref)
    names = view.names.full(NameKind.THEME, row.theme, _), view.names.full(NameKind.AGENCY, row.lead_agency, _)
    recommendation = rows_by_recommendation(view.chosen.recommendations, RecommendationRow)[key][0]
    nodes = [
        element("p", *_status(view, row), class_="now"),
        *_closure(view, key),
        element("p", " · ".join(names), class_="muted"),
        text_block(localised(view, recommendation, "recommendation")),
        *_latest_words(view, key),
        *_next_promise(view, key),
    ]
    return part("slide", element("section", *nodes, class_="slide"), scale=view.scale)


def _status(view: View, row: ListRow) -> list[HtmlNode]:
    words = begin_sentence(status_words(row.mark, row.basis, view.scale, view.translator))
    return [mark_picture(view, row.mark, row.basis), element("strong", words)]


def _closure(view: View, key: tuple[str, str]) -> list[HtmlNode]:
    """Return the decision on closure that holds, and what the agency says of itself, marked as its own."""
    made = rows_by_recommendation(view.answer(closure_at, as_at=view.as_at), DecisionRow).get(key, ())
    agency = rows_by_recommendation(view.answer(self_assessments, as_at=view.as_at), SelfAssessmentRow).get(key, ())
    nodes: list[HtmlNode] = [element("p", *decision_nodes(view, row)) for row in made]
    return nodes + [line for row in agency for line in self_assessment_nodes(view, row)]


def _latest_words(view: View, key: tuple[str, str]) -> list[HtmlNode]:
    """Return the latest update with words, below its month: it may be of an earlier round than the status."""
    _ = view.translator
    words = rows_by_recommendation(view.answer(latest_words, as_at=view.as_at), LatestWordsRow).get(key)
    if not words:
        return [element("p", _("Nothing has been reported on this recommendation yet."), class_="muted")]
    title = _("Latest words, {month}", month=format_round(words[0].round, _))
    return [element("h2", title), text_block(localised(view, words[0], "update"))]


def _next_promise(view: View, key: tuple[str, str]) -> list[HtmlNode]:
    _ = view.translator
    table = view.answer(next_promise, as_at=view.as_at, today=view.today)
    promised = rows_by_recommendation(table, NextPromiseRow).get(key)
    if not promised:
        return []
    first = promised[0]
    overdue = promise_note(view, first)
    tag = [" ", element("strong", overdue, class_="tag")] if overdue else []
    return [element("p", _("Next promise: {due}", due=format_due(first, _)), *tag)]

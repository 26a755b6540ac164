"""Overview: the status of every recommendation, and what moved."""

from analysis.movement.movement import latest_movement, latest_rounds
from analysis.promises.promises import promises
from analysis.status.counts import count_by_round, counts_at
from analysis.status.latest_status import status_at
from components.choices.empty_states import no_match
from components.choices.filter_bar import filter_bar_parts
from components.document.document import Document
from components.elements.html import columns
from components.figures.status_over_time import status_over_time_part
from components.marks.count_figures import counts_part
from components.marks.matrix import is_taller_than_charts, matrix_part
from components.marks.moved import movement_part, overview_subtitle_parts
from components.marks.response_lines import open_responses_part
from components.overview.attention import attention_part
from components.overview.groups import groups_parts
from components.overview.promised_next import promised_next_part
from components.session.view import View
from components.text.answers import headline_of
from components.text.page_header import answer, section_heading


def overview(view: View) -> Document:
    """Return the page."""
    if view.empty:
        return no_match(view)
    _ = view.translator
    standing = view.answer(status_at, as_at=view.as_at)
    counts = view.answer(counts_at, as_at=view.as_at)
    between = before, _end = view.answer(latest_rounds, as_at=view.as_at)
    moves = view.answer(latest_movement, as_at=view.as_at)
    attention = [section_heading(_("Needs attention")), attention_part(view)]
    left = [section_heading(_("Every recommendation, round by round")), matrix_part(view, standing, key="matrix")]
    right = [
        section_heading(_("Status over time")),
        status_over_time_part(view, view.answer(count_by_round, as_at=view.as_at)),
        *groups_parts(view, standing),
    ]
    below = right if is_taller_than_charts(standing) else left
    below += attention
    promised = view.answer(promises, as_at=view.as_at, today=view.today)
    return Document(
        [
            answer(headline_of(view, counts)),
            *overview_subtitle_parts(view, moves, between, standing=standing),
            *filter_bar_parts(view),
            counts_part(view, counts, since=before),
            movement_part(view, moves, since=before),
            columns([3, 2], left, right),
            section_heading(_("Promised next")),
            open_responses_part(view),
            promised_next_part(view, promised, standing),
        ]
    )

"""Over time: status by round, who reported, and what moved between two rounds."""

from analysis.movement.movement import grid_between, movement_between
from analysis.status.counts import count_by_round
from analysis.status.coverage import coverage_by_agency
from analysis.updates.rounds import rounds
from components.choices.empty_states import no_match
from components.choices.filter_bar import filter_bar_parts
from components.choices.round_pair import chosen_rounds, round_choice_part, understood_rounds
from components.document.document import Document
from components.elements.html import HtmlNode, columns
from components.figures.status_over_time import chosen_measure, measure_choice_part, status_over_time_part
from components.over_time.coverage import coverage_part
from components.over_time.movement_grid import movement_grid_part, movement_list_part
from components.over_time.room import room_for_movement
from components.over_time.targets import targets_over_time_parts
from components.session.view import View
from components.text.answers import moved_between
from components.text.data_date import judged_later
from components.text.page_header import answer, paragraphs_part, section_heading, subtitle_part


def over_time(view: View) -> Document:
    """Return the page."""
    if view.empty:
        return no_match(view)
    _ = view.translator
    months = view.answer_of_all(rounds, as_at=view.as_at)
    start, end = chosen_rounds(view, months)
    moves = view.answer(movement_between, start=start, end=end)
    coverage = view.answer(coverage_by_agency, as_at=view.as_at)
    room, share = room_for_movement(coverage), chosen_measure(view) == "share"
    counts = view.answer(count_by_round, as_at=view.as_at)
    status = [
        section_heading(_("Status over time")),
        measure_choice_part(view),
        status_over_time_part(view, counts, share=share, least_height=room.chart_height),
    ]
    reported = [section_heading(_("Who reported in which round")), coverage_part(view, coverage)]
    below = reported if room.below_coverage else status
    below.append(section_heading(_("Movement between two rounds")))
    listed: list[HtmlNode] = []
    if start is None:
        below.append(paragraphs_part(_("There are not yet two rounds to compare."), key="too-few"))
    else:
        grid = view.answer(grid_between, start=start, end=end)
        below += [round_choice_part(view, months), movement_grid_part(view, grid, start=start, end=end)]
        listed = [
            *targets_over_time_parts(view),
            section_heading(_("Recommendations by movement")),
            movement_list_part(view, moves, start=start, end=end),
        ]
    rule = _("Rounds stand at equal spacing. A recommendation keeps its status until it is rated again.")
    return Document(
        [
            answer(moved_between(view, moves, (start, end))),
            subtitle_part(rule, *judged_later(view)),
            *filter_bar_parts(view),
            columns([3, 2], status, reported),
            *listed,
        ],
        own={"show": ["share"] if share else [], **understood_rounds(view, months)},
    )

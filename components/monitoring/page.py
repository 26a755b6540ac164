"""Monitoring: what the overseer promised to do, by when and with whom."""

from analysis.promises.occasions import occasions
from analysis.promises.promises import promises
from analysis.status.latest_status import status_at
from analysis.texts.prose_dates import dates_in_prose
from components.choices.empty_states import no_match
from components.choices.filter_bar import filter_bar_parts
from components.choices.occasion_choice import understood_occasion
from components.document.document import Document
from components.downloads.calendar import CALENDAR, calendar_part
from components.elements.html import columns
from components.marks.response_lines import responses_parts
from components.monitoring.closures import closures_parts
from components.monitoring.counts import monitoring_subtitle_parts, promise_counts_part
from components.monitoring.grouping import chosen_grouping, grouping_choice_part
from components.monitoring.meetings import meetings_part
from components.monitoring.promises import deadlines_part, promise_list_part
from components.monitoring.timeline import timeline_part
from components.monitoring.timing_filter import chosen_timing, of_timing, timing_note_part
from components.session.view import View
from components.text.answers import monitoring_answer
from components.text.page_header import answer, section_heading


def monitoring(view: View) -> Document:
    """Return the page."""
    if view.empty:
        return no_match(view)
    _ = view.translator
    promised = view.answer(promises, as_at=view.as_at, today=view.today)
    dates = view.answer(dates_in_prose, as_at=view.as_at)
    standing = view.answer(status_at, as_at=view.as_at)
    meetings = view.answer(occasions, as_at=view.as_at, today=view.today)
    timing, by = chosen_timing(view), chosen_grouping(view)
    shown = of_timing(promised, timing=timing)
    left = [
        section_heading(_("The meetings")),
        meetings_part(view, of_timing(meetings, timing=timing), shown, standing),
    ]
    right = [section_heading(_("Dates found in the texts")), deadlines_part(view, dates, standing)]
    return Document(
        [
            answer(monitoring_answer(view, promised)),
            *monitoring_subtitle_parts(view, promised),
            *filter_bar_parts(view),
            promise_counts_part(view, promised, chosen=timing),
            timing_note_part(view, timing),
            grouping_choice_part(view),
            section_heading(_("When each falls due")),
            timeline_part(view, shown, dates, standing, by=by),
            calendar_part(view, promised, dates),
            *responses_parts(view),
            columns([3, 2], left, right),
            section_heading(_("Every promise")),
            promise_list_part(view, shown, standing, by=by),
            *closures_parts(view, standing),
        ],
        own={
            "by": [code for code in view.parameter("by") if code == by],
            "timing": [timing] if timing else [],
            CALENDAR: understood_occasion(view, CALENDAR),
        },
    )

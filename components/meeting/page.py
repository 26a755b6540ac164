"""Meeting: a pack on one occasion, or on everything that matches the filter."""

from analysis.status.latest_status import list_at
from components.choices.empty_states import no_match
from components.choices.filter_bar import filter_bar_parts
from components.choices.occasion import OCCASION, requested_meeting
from components.document.document import Document
from components.meeting.header import meeting_heading, meeting_subtitle_parts, pack_files_parts, unknown_occasion
from components.meeting.pack import pack_part
from components.session.view import View


def meeting(view: View) -> Document:
    """Return the page."""
    requested = requested_meeting(view)
    if requested.unknown:
        return unknown_occasion(view)
    listing = requested.filter_listing(view, view.answer(list_at, as_at=view.as_at))
    if listing.empty:
        return no_match(view)
    return Document(
        [
            meeting_heading(view, requested, listing),
            *meeting_subtitle_parts(view, listing),
            *filter_bar_parts(view),
            *pack_files_parts(view, requested),
            pack_part(view, listing),
        ],
        own={OCCASION: view.parameter(OCCASION)[:1]},
    )

"""The header of the Meeting page: its title, its subtitle_part, and the downloads of the pack."""

from dataclasses import replace
from pathlib import Path

import pandas as pd

from analysis.attention.questions import questions
from analysis.selection.selection import restricted_to
from analysis.status.silence import silence_at
from components.choices.occasion import Meeting
from components.document.pieces import show, show_answer, show_subtitle
from components.downloads.office import show_logo_fault
from components.downloads.paper import Download, edition_of, offer_papers, paper_download
from components.elements.html import element, part
from components.making.program import prepare_making
from components.session.filter_query import query_of_same_day
from components.session.links import MONITORING, href
from components.session.view import View
from components.session.view_cache import cached_by_view
from components.text.answers import counted_marks
from components.text.data_date import data_date_of
from components.text.since import overdue_part, overdue_since_part
from reports.calendar_file.events import calendar_occasions
from reports.registry import PaperType
from wording.answers.headline import silence_sentence
from wording.answers.occasions import occasion_name, occasion_title
from wording.format.lists import begin_sentence


def show_meeting_answer(view: View, meeting: Meeting, listing: pd.DataFrame) -> None:
    """Show the title: when and with whom the meeting is, or its scope, and the number of recommendations."""
    _ = view.translator
    number = _.plural("{n} recommendation", "{n} recommendations", len(listing))
    if meeting.row is None:
        show_answer(_("Meeting pack: {about}", about=number))
        return
    is_whole = int(meeting.row.recommendations) == len(listing)
    name = occasion_name(meeting.row, view.names, _)
    title = _("{occasion}: {recommendations}", occasion=name, recommendations=number)
    show_answer(occasion_title(meeting.row, view.names, _) if is_whole else title)


def show_meeting_subtitle(view: View, listing: pd.DataFrame) -> None:
    """Show the subtitle: who reported nothing, the number at each mark, the data's month, and that of questions."""
    _ = view.translator
    silence = silence_sentence(silence_at(restricted_to(view.tracker, listing), as_at=view.as_at), _)
    count = _question_count(view, listing)
    counted = _.plural("{n} question to ask", "{n} questions to ask", count)
    parts = [begin_sentence(counted_marks(view, listing)), data_date_of(view), counted]
    back = element("a", _("All monitoring promises"), href=href(MONITORING, query_of_same_day(view, MONITORING)))
    show_subtitle(*([silence] if silence else []), " · ".join(parts), "·", back)
    show(overdue_since_part(view, listing))
    show(overdue_part(view, listing))


def show_unknown_occasion(view: View) -> None:
    """Show that the URL names an unknown occasion, with a link to all of them."""
    _ = view.translator
    show_answer(_("There is no such occasion."))
    link = element("a", _("All monitoring promises"), href=href(MONITORING, view.query))
    text = _("Its promises may have been given another date, or be with somebody else.")
    show(part("unknown", element("p", text, " ", link)))


def offer_pack(view: View, meeting: Meeting) -> None:
    """Offer the pack as Word and PDF, and its promises as a calendar, each built on demand."""
    prepare_making()
    offer_papers(view, {f"meeting{Path(each.file_name).suffix}": each for each in _downloads(view, meeting.occasion)})
    show_logo_fault(view)


@cached_by_view
def _downloads(view: View, occasion: str | None) -> list[Download]:
    """Return the downloads of a meeting; the calendar only where it has a promise."""
    _, edition = view.translator, replace(edition_of(view), occasion=occasion)
    papers = [(PaperType.PACK, ".docx", _("Download as Word")), (PaperType.PACK, ".pdf", _("Download as PDF"))]
    if calendar_occasions(edition):
        papers.append((PaperType.CALENDAR, ".ics", _("Download as a calendar (.ics)")))
    return [paper_download(edition, paper, ending, label=label) for paper, ending, label in papers]


@cached_by_view
def _question_count(view: View, listing: pd.DataFrame) -> int:
    return len(questions(restricted_to(view.tracker, listing), as_at=view.as_at, today=view.today))

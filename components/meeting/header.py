"""The header of the Meeting page: its title, its subtitle, and the downloads of the pack."""

from dataclasses import replace

import pandas as pd

from analysis.attention.questions import questions
from analysis.selection.selection import restricted_to
from analysis.status.silence import silence_at
from components.choices.occasion import Meeting
from components.document.document import NOT_FOUND, Document
from components.document.files import file_link
from components.downloads.office import logo_fault_part
from components.downloads.paper import edition_of, paper_offer
from components.elements.html import HtmlNode, element, part
from components.session.filter_query import query_of_same_day
from components.session.links import MONITORING, href
from components.session.view import View
from components.text.answers import counted_marks
from components.text.data_date import data_date_of
from components.text.page_header import answer, subtitle_part
from components.text.since import overdue_part, overdue_since_part
from reports.calendar_file.events import calendar_occasions
from reports.registry import PaperType
from wording.answers.headline import silence_sentence
from wording.answers.occasions import occasion_name, occasion_title
from wording.format.lists import begin_sentence


def meeting_heading(view: View, meeting: Meeting, listing: pd.DataFrame) -> HtmlNode:
    """Return the title: when and with whom the meeting is, or its scope, and the number of recommendations."""
    _ = view.translator
    number = _.plural("{n} recommendation", "{n} recommendations", len(listing))
    if meeting.row is None:
        return answer(_("Meeting pack: {about}", about=number))
    is_whole = int(meeting.row.recommendations) == len(listing)
    name = occasion_name(meeting.row, view.names, _)
    title = _("{occasion}: {recommendations}", occasion=name, recommendations=number)
    return answer(occasion_title(meeting.row, view.names, _) if is_whole else title)


def meeting_subtitle_parts(view: View, listing: pd.DataFrame) -> list[HtmlNode | None]:
    """Return the subtitle: who reported nothing, the number at each mark, the data's month, and that of questions."""
    _ = view.translator
    silence = silence_sentence(silence_at(restricted_to(view.tracker, listing), as_at=view.as_at), _)
    counted = _.plural("{n} question to ask", "{n} questions to ask", _question_count(view, listing))
    parts = [begin_sentence(counted_marks(view, listing)), data_date_of(view), counted]
    back = element("a", _("All monitoring promises"), href=href(MONITORING, query_of_same_day(view, MONITORING)))
    subtitle = subtitle_part(*([silence] if silence else []), " · ".join(parts), "·", back)
    return [subtitle, overdue_since_part(view, listing), overdue_part(view, listing)]


def unknown_occasion(view: View) -> Document:
    """Return that the URL names an unknown occasion, with a link to all of them."""
    _ = view.translator
    link = element("a", _("All monitoring promises"), href=href(MONITORING, view.query))
    text = _("Its promises may have been given another date, or be with somebody else.")
    nodes = answer(_("There is no such occasion.")), part("unknown", element("p", text, " ", link))
    return Document(nodes, status=NOT_FOUND)


def pack_files_parts(view: View, meeting: Meeting) -> list[HtmlNode | None]:
    """Return the links to the pack as Word and PDF, and its promises as a calendar, each made on demand."""
    _, edition = view.translator, replace(edition_of(view), occasion=meeting.occasion)
    papers = [(PaperType.PACK, ".docx", _("Download as Word")), (PaperType.PACK, ".pdf", _("Download as PDF"))]
    if calendar_occasions(edition):
        papers.append((PaperType.CALENDAR, ".ics", _("Download as a calendar (.ics)")))
    links = [
        file_link(view, paper_offer(edition, paper, ending, key=f"meeting{ending}"), label)
        for paper, ending, label in papers
    ]
    return [part("pack-files", element("div", *links, class_="files")), logo_fault_part(view)]


def _question_count(view: View, listing: pd.DataFrame) -> int:
    return len(questions(restricted_to(view.tracker, listing), as_at=view.as_at, today=view.today))

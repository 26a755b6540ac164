"""The head of a meeting pack: what it is about, how things stand, and the pack to take away."""

from collections.abc import Callable
from functools import partial

import pandas as pd
import streamlit as st

from analysis.questions import questions
from components.head import answer, quiet_line
from components.kept import kept
from components.links import href
from components.meeting_pick import Meeting
from components.nodes import element, show
from components.paper_download import Offer, offer_paper
from components.paper_edition import edition_of
from components.sentences import counted_marks
from components.view import View
from reports.document import Document
from reports.edition import Edition
from reports.file_names import file_name
from reports.kinds import FORMATS, Paper
from reports.pack import meeting_pack
from reports.pdf import pdf_bytes
from reports.word import word_bytes
from wording.dates import format_round
from wording.lists import begin_sentence
from wording.occasions import occasion_name, occasion_title


def meeting_answer(view: View, meeting: Meeting, listing: pd.DataFrame) -> None:
    """Show when and with whom the meeting is, or that it is about all that is chosen, with how many recommendations."""
    _ = view.translator
    number = _.plural("{n} recommendation", "{n} recommendations", len(listing))
    if meeting.row is None:
        answer(_("Meeting pack: {about}", about=number))
        return
    whole = int(meeting.row.recommendations) == len(listing)
    name = occasion_name(meeting.row, view.names, _)
    title = _("{occasion}: {recommendations}", occasion=name, recommendations=number)
    answer(occasion_title(meeting.row, view.names, _) if whole else title)


def meeting_quiet(view: View, listing: pd.DataFrame) -> None:
    """Show how the recommendations stand, as at when, and how many questions there are to ask."""
    _ = view.translator
    asked = _asked_of(view, listing)
    counted = _.plural("{n} question to ask", "{n} questions to ask", asked)
    when = "" if pd.isna(view.as_at) else _("as at {month}", month=format_round(view.as_at, _))
    parts = [part for part in (begin_sentence(counted_marks(view, listing)), when, counted) if part]
    back = element("a", _("All monitoring promises"), href=href("monitoring", view.query))
    quiet_line(" · ".join(parts), "·", back)


def unknown_occasion(view: View) -> None:
    """Say that the address asks for an occasion that is not there, and offer those that are."""
    _ = view.translator
    answer(_("There is no such occasion."))
    link = element("a", _("All monitoring promises"), href=href("monitoring", view.query))
    said = _("Its promises may have been given another date, or be with somebody else.")
    show([element("p", said, " ", link)], key="unknown")


def offer_pack(view: View, meeting: Meeting) -> None:
    """Offer the pack as Word and as PDF, each built when it is asked for."""
    _, edition, occasion = view.translator, edition_of(view), meeting.occasion
    writers = {".docx": (_("Download as Word"), word_bytes), ".pdf": (_("Download as PDF"), pdf_bytes)}
    with st.container(horizontal=True):
        for ending, (label, write) in writers.items():
            name, media_type = file_name(edition, ending, paper=Paper.PACK), FORMATS[Paper.PACK][ending].media_type
            offer = Offer(label, name, media_type, partial(_written, write, edition, occasion))
            offer_paper(view, offer, key=f"meeting{ending}")


def _written(write: Callable[[Document], bytes], edition: Edition, occasion: str | None) -> bytes:
    return write(meeting_pack(edition, occasion=occasion))


@kept
def _asked_of(view: View, listing: pd.DataFrame) -> int:
    asked = view.unfiltered().ask(questions, as_at=view.as_at, today=view.today)
    keys = pd.MultiIndex.from_frame(listing[["review", "ref"]])
    return int(pd.MultiIndex.from_frame(asked[["review", "ref"]]).isin(keys).sum())

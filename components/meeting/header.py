"""The head of a meeting pack: what it is about, how things stand, and the pack to take away."""

from dataclasses import replace
from functools import partial
from pathlib import Path

import pandas as pd
import streamlit as st

from analysis.attention.questions import questions
from components.choices.occasion import Meeting
from components.downloads.paper import Download, edition_of, offer_paper
from components.elements.html import element, show
from components.session.links import href
from components.session.view import View
from components.session.view_cache import cached_by_view
from components.text.answers import counted_marks
from components.text.page_header import show_answer, show_subtitle
from reports.calendar_file.events import calendar_promises
from reports.content.edition import Edition
from reports.file_names import file_name
from reports.registry import FORMATS, Paper
from wording.answers.occasions import occasion_name, occasion_title
from wording.format.dates import format_round
from wording.format.lists import begin_sentence


def show_meeting_answer(view: View, meeting: Meeting, listing: pd.DataFrame) -> None:
    """Show when and with whom the meeting is, or that it is about all that is chosen, with how many recommendations."""
    _ = view.translator
    number = _.plural("{n} recommendation", "{n} recommendations", len(listing))
    if meeting.row is None:
        show_answer(_("Meeting pack: {about}", about=number))
        return
    whole = int(meeting.row.recommendations) == len(listing)
    name = occasion_name(meeting.row, view.names, _)
    title = _("{occasion}: {recommendations}", occasion=name, recommendations=number)
    show_answer(occasion_title(meeting.row, view.names, _) if whole else title)


def show_meeting_subtitle(view: View, listing: pd.DataFrame) -> None:
    """Show how the recommendations stand, as at when, and how many questions there are to ask."""
    _ = view.translator
    asked = _asked_of(view, listing)
    counted = _.plural("{n} question to ask", "{n} questions to ask", asked)
    when = "" if pd.isna(view.as_at) else _("as at {month}", month=format_round(view.as_at, _))
    parts = [part for part in (begin_sentence(counted_marks(view, listing)), when, counted) if part]
    back = element("a", _("All monitoring promises"), href=href("monitoring", view.query))
    show_subtitle(" · ".join(parts), "·", back)


def show_unknown_occasion(view: View) -> None:
    """Say that the address asks for an occasion that is not there, and offer those that are."""
    _ = view.translator
    show_answer(_("There is no such occasion."))
    link = element("a", _("All monitoring promises"), href=href("monitoring", view.query))
    said = _("Its promises may have been given another date, or be with somebody else.")
    show([element("p", said, " ", link)], key="unknown")


def offer_pack(view: View, meeting: Meeting) -> None:
    """Offer the pack as Word and as PDF, and its promises as a calendar, each built when it is asked for."""
    with st.container(horizontal=True):
        for offer in _offers(view, meeting.occasion):
            offer_paper(view, offer, key=f"meeting{Path(offer.file_name).suffix}")


@cached_by_view
def _offers(view: View, occasion: str | None) -> list[Download]:
    """Return what can be had of a meeting; a calendar where it would hold a promise."""
    _, edition = view.translator, replace(edition_of(view), occasion=occasion)
    papers = [(Paper.PACK, ".docx", _("Download as Word")), (Paper.PACK, ".pdf", _("Download as PDF"))]
    if len(calendar_promises(edition)):
        papers.append((Paper.CALENDAR, ".ics", _("Download as a calendar (.ics)")))
    return [_offer(edition, paper, ending, label) for paper, ending, label in papers]


def _offer(edition: Edition, paper: Paper, ending: str, label: str) -> Download:
    written = FORMATS[paper][ending]
    name = file_name(edition, ending, paper=paper)
    return Download(label, name, written.media_type, partial(written.write, edition))


@cached_by_view
def _asked_of(view: View, listing: pd.DataFrame) -> int:
    asked = view.unfiltered().ask(questions, as_at=view.as_at, today=view.today)
    keys = pd.MultiIndex.from_frame(listing[["review", "ref"]])
    return int(pd.MultiIndex.from_frame(asked[["review", "ref"]]).isin(keys).sum())

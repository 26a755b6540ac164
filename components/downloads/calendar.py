"""Download promises and target dates as a calendar file: all that match the filter, or those of one occasion."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from analysis.targets.targets_at import targets_at
from components.choices.occasion_choice import requested_occasion, show_occasion_choice
from components.document.pieces import show
from components.downloads.paper import Download, edition_of, offer_papers, paper_download
from components.elements.html import HtmlNode, element, part
from components.marks.response_lines import chosen_responses
from components.session.links import MONITORING
from components.session.view import View
from components.session.view_cache import cached_by_view
from components.text.filter_toggle import count_link
from model.terms import TargetTiming, Timing
from reports.registry import PaperType

_CODE = "calendar"


def offer_calendar(view: View, promises: pd.DataFrame, dates: pd.DataFrame) -> None:
    """Offer the calendar where it would have any event, with a note on what it leaves out. It is built on demand."""
    _ = view.translator
    occasion = requested_occasion(view, _CODE)
    has_dates = promises["timing"].isin([Timing.OVERDUE, Timing.DUE]).any() or dates["source"].eq("update").any()
    targets = view.answer(targets_at, as_at=view.as_at, today=view.today)
    has_dates |= targets["timing"].isin([TargetTiming.LATE, TargetTiming.AHEAD]).any()
    if not has_dates and not chosen_responses(view)["timing"].ne(Timing.DONE).any():
        return
    choice, button = st.columns([3, 2], vertical_alignment="bottom")
    with choice:
        show_occasion_choice(view, _CODE, label=_("What the calendar holds"))
    with button:
        offer_papers(view, {"monitoring.calendar": _download(view, occasion)})
    notes: list[HtmlNode] = [
        _(
            "Each meeting and each open target date is one event over all the days it could fall on. A calendar that "
            "has read the file before moves what has moved."
        )
    ]
    undated = int(promises["timing"].eq(Timing.UNDATED).sum())
    if undated and occasion is None:
        words = _.plural(
            "{n} promise has no date and is not in it.", "{n} promises have no date and are not in it.", undated
        )
        notes += [" ", count_link(view, undated, words, page=MONITORING, timing=Timing.UNDATED.value)]
    show(part("calendar.said", element("p", *notes, class_="muted small")))


@cached_by_view
def _download(view: View, occasion: str | None) -> Download:
    edition = replace(edition_of(view), occasion=occasion)
    return paper_download(edition, PaperType.CALENDAR, ".ics", label=view.translator("Download as a calendar (.ics)"))

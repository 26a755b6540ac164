"""Monitoring promises as a calendar file, to download: of all that is chosen, or of one occasion."""

from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from components.choices.occasion_choice import requested_occasion, show_occasion_choice
from components.downloads.paper import Download, edition_of, offer_paper
from components.elements.html import element, show
from components.session.view import View
from components.session.view_cache import cached_by_view
from model.terms import Timing
from reports.file_names import file_name
from reports.registry import FORMATS, Paper

_CODE = "calendar"


def offer_calendar(view: View, promises: pd.DataFrame, dates: pd.DataFrame) -> None:
    """Offer the calendar where it would hold anything, and say what it leaves out. It is built when it is asked for."""
    _ = view.translator
    occasion = requested_occasion(view, _CODE)
    dated = promises["timing"].isin([Timing.OVERDUE, Timing.DUE]).any() or dates["source"].eq("update").any()
    if not dated:
        return
    choice, button = st.columns([3, 2], vertical_alignment="bottom")
    with choice:
        show_occasion_choice(view, _CODE, label=_("What the calendar holds"))
    with button:
        offer_paper(view, _offer(view, occasion), key="monitoring.calendar")
    said = [
        _(
            "Each promise lies over all the days it could fall on. A calendar that has read the file before moves what "
            "has moved."
        )
    ]
    undated = int(promises["timing"].eq(Timing.UNDATED).sum())
    if undated and occasion is None:
        said.append(
            _.plural(
                "{n} promise has no date and is not in it.", "{n} promises have no date and are not in it.", undated
            )
        )
    show([element("p", " ".join(said), class_="muted small")], key="calendar.said")


@cached_by_view
def _offer(view: View, occasion: str | None) -> Download:
    written = FORMATS[Paper.CALENDAR][".ics"]
    edition = replace(edition_of(view), occasion=occasion)
    name = file_name(edition, ".ics", paper=Paper.CALENDAR)
    return Download(
        view.translator("Download as a calendar (.ics)"), name, written.media_type, partial(written.write, edition)
    )

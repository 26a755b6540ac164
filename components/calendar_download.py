"""What is chosen of the monitoring promises as a calendar file, to download: built when it is asked for."""

import pandas as pd
import streamlit as st

from components.nodes import element, show
from components.paper_edition import edition_of
from components.view import View
from model.terms import Timing
from reports.calendar import calendar_bytes

ICS = "text/calendar"


def offer_calendar(view: View, promises: pd.DataFrame, dates: pd.DataFrame) -> None:
    """Offer the calendar where it would hold anything, and say what it leaves out."""
    _ = view.translator
    dated = promises["timing"].isin([Timing.OVERDUE, Timing.DUE]).any() or dates["source"].eq("update").any()
    if not dated:
        return
    edition = edition_of(view)
    st.download_button(
        _("Download as a calendar (.ics)"),
        data=lambda: calendar_bytes(edition),
        file_name=f"cynnydd-monitoring-{view.as_at:%Y-%m}-{view.translator.language.value}.ics"
        if pd.notna(view.as_at)
        else f"cynnydd-monitoring-{view.translator.language.value}.ics",
        mime=ICS,
        on_click="ignore",
        key="monitoring.calendar",
    )
    undated = int(promises["timing"].eq(Timing.UNDATED).sum())
    said = _(
        "Each promise lies over all the days it could fall on. A calendar that has read the file before moves what has "
        "moved."
    )
    left_out = _.plural(
        "{n} promise has no date and is not in it.", "{n} promises have no date and are not in it.", undated
    )
    show([element("p", said, *([" ", left_out] if undated else []), class_="muted small")], key="calendar.said")

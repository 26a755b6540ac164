"""What is chosen of the monitoring promises as a calendar file, to download: built when it is asked for."""

import pandas as pd

from components.nodes import element, show
from components.paper_download import Offer, offer_paper
from components.paper_edition import edition_of
from components.view import View
from model.terms import Timing
from reports.calendar import calendar_bytes
from reports.file_names import file_name
from reports.kinds import FORMATS, Paper


def offer_calendar(view: View, promises: pd.DataFrame, dates: pd.DataFrame) -> None:
    """Offer the calendar where it would hold anything, and say what it leaves out."""
    _ = view.translator
    dated = promises["timing"].isin([Timing.OVERDUE, Timing.DUE]).any() or dates["source"].eq("update").any()
    if not dated:
        return
    edition = edition_of(view)
    offer = Offer(
        _("Download as a calendar (.ics)"),
        file_name(edition, ".ics", paper=Paper.CALENDAR),
        FORMATS[Paper.CALENDAR][".ics"].media_type,
        lambda: calendar_bytes(edition),
    )
    offer_paper(view, offer, key="monitoring.calendar")
    undated = int(promises["timing"].eq(Timing.UNDATED).sum())
    said = _(
        "Each promise lies over all the days it could fall on. A calendar that has read the file before moves what has "
        "moved."
    )
    left_out = _.plural(
        "{n} promise has no date and is not in it.", "{n} promises have no date and are not in it.", undated
    )
    show([element("p", said, *([" ", left_out] if undated else []), class_="muted small")], key="calendar.said")

"""Download promises and target dates as a calendar file: all that match the filter, or those of one occasion."""

from dataclasses import replace

import pandas as pd

from analysis.targets.targets_at import targets_at
from components.choices.occasion_choice import chosen_occasion, occasion_choice
from components.document.files import file_link
from components.downloads.paper import edition_of, paper_offer
from components.elements.html import HtmlNode, element, part
from components.marks.response_lines import chosen_responses
from components.session.links import MONITORING
from components.session.view import View
from components.text.filter_toggle import count_link
from model.terms import TargetTiming, Timing
from reports.registry import PaperType

CALENDAR = "calendar"
"""The query parameter with the occasion of the calendar."""


def calendar_part(view: View, promises: pd.DataFrame, dates: pd.DataFrame) -> HtmlNode | None:
    """Return the choice and the link of the calendar where it would have any event, with what it leaves out."""
    _ = view.translator
    occasion = chosen_occasion(view, CALENDAR)
    has_dates = promises["timing"].isin([Timing.OVERDUE, Timing.DUE]).any() or dates["source"].eq("update").any()
    targets = view.answer(targets_at, as_at=view.as_at, today=view.today)
    has_dates |= targets["timing"].isin([TargetTiming.LATE, TargetTiming.AHEAD]).any()
    if not has_dates and not chosen_responses(view)["timing"].ne(Timing.DONE).any():
        return None
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
    edition = replace(edition_of(view), occasion=occasion)
    offer = paper_offer(edition, PaperType.CALENDAR, ".ics", key="calendar.ics")
    return part(
        "calendar",
        element(
            "div",
            occasion_choice(view, CALENDAR, label=_("What the calendar holds")),
            file_link(view, offer, _("Download as a calendar (.ics)")),
            class_="choices",
        ),
        element("p", *notes, class_="muted small"),
    )

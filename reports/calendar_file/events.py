"""The events of a calendar: the open promises with a date, and the deadlines found in the texts."""

from typing import Protocol

import pandas as pd

from analysis.promises.occasions import occasion_of
from analysis.promises.promises import PromiseRow, promises
from analysis.texts.prose_dates import dates_in_prose
from analysis.updates.counted_updates import KEY
from model.terms import Timing
from reports.content.edition import Edition
from reports.text.headers_footers import review_titles
from reports.text.narrator import Narrator
from reports.text.parse_occasion import edition_occasion_name


class CalendarRow(PromiseRow, Protocol):
    """A row of `calendar_promises`."""

    repeat: int


def calendar_title(narrator: Narrator) -> str:
    """Return the name of the calendar, with its occasion or its reviews."""
    title_subject = edition_occasion_name(narrator) or review_titles(narrator)
    return narrator.translator("Monitoring promises: {reviews}", reviews=title_subject)


def calendar_promises(edition: Edition) -> pd.DataFrame:
    """Return the promises in the calendar: rows of `analysis.promises.promises`, of the occasion if there is one.

    The column `repeat` numbers the promises of a recommendation with the same words, from 0.
    """
    listed = _of_known_recommendations(edition, promises(edition.chosen, as_at=edition.as_at, today=edition.today))
    repeat = listed.groupby([*KEY, "activity"], dropna=False).cumcount()
    chosen = listed["timing"].isin([Timing.DUE, Timing.OVERDUE])
    if edition.occasion is not None:
        chosen &= occasion_of(listed).eq(edition.occasion)
    return listed.assign(repeat=repeat)[chosen]


def calendar_deadlines(edition: Edition) -> pd.DataFrame:
    """Return the deadlines in the calendar: rows of `analysis.texts.prose_dates`, and none for an occasion."""
    named = dates_in_prose(edition.chosen, as_at=edition.as_at)
    chosen = named["source"].eq("update") & (edition.occasion is None)
    return _of_known_recommendations(edition, named[chosen].drop_duplicates([*KEY, "sentence", "first"]))


def _of_known_recommendations(edition: Edition, table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows about a recommendation that is in the tracker."""
    known = pd.MultiIndex.from_frame(edition.tracker.recommendations[KEY])
    return table[pd.MultiIndex.from_frame(table[KEY]).isin(known)]

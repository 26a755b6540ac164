"""What a calendar holds: the promises that are not kept and have a date, and the deadlines found in the texts."""

import pandas as pd

from analysis.promises.occasions import occasion_of
from analysis.promises.promises import promises
from analysis.texts.prose_dates import dates_in_prose
from analysis.updates.counted_updates import KEY
from model.terms import Timing
from reports.content.edition import Edition
from reports.text.headers_footers import review_titles
from reports.text.narrator import Narrator
from reports.text.parse_occasion import edition_occasion_name


def calendar_title(narrator: Narrator) -> str:
    """Return the name of the calendar: the occasion it is about, or the reviews."""
    about = edition_occasion_name(narrator) or review_titles(narrator)
    return narrator.translator("Monitoring promises: {reviews}", reviews=about)


def calendar_promises(edition: Edition) -> pd.DataFrame:
    """Return the rows of `analysis.promises.promises` that are in the calendar; of an occasion, those that fall on it.

    Their column `again` counts the promises of a recommendation that have the same words, from 0.
    """
    listed = _known(edition, promises(edition.chosen, as_at=edition.as_at, today=edition.today))
    again = listed.groupby([*KEY, "activity"], dropna=False).cumcount()
    own = listed["timing"].isin([Timing.DUE, Timing.OVERDUE])
    if edition.occasion is not None:
        own &= occasion_of(listed).eq(edition.occasion)
    return listed.assign(again=again)[own]


def calendar_deadlines(edition: Edition) -> pd.DataFrame:
    """Return the rows of `analysis.texts.prose_dates` that are in the calendar, each once; none is of an occasion."""
    named = dates_in_prose(edition.chosen, as_at=edition.as_at)
    own = named["source"].eq("update") & (edition.occasion is None)
    return _known(edition, named[own].drop_duplicates([*KEY, "sentence", "first"]))


def _known(edition: Edition, table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows about a recommendation that the tracker has."""
    known = pd.MultiIndex.from_frame(edition.tracker.recommendations[KEY])
    return table[pd.MultiIndex.from_frame(table[KEY]).isin(known)]

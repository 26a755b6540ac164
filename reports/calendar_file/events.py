"""The events of a calendar: the occasions of the open promises, open target dates, and deadlines found in texts."""

from dataclasses import dataclass
from typing import Protocol

import pandas as pd

from analysis.closure import is_closed
from analysis.promises import PromiseRow, ResponseDueRow, occasion_due, occasion_of, promises
from analysis.table_rows import rows_of
from analysis.targets import targets_at
from analysis.texts.prose_dates import dates_in_prose
from analysis.updates import KEY
from model.terms import TargetTiming, Timing
from model.tracker.refs import natural_order
from reports.content.edition import Edition
from reports.text.headers_footers import review_titles
from reports.text.narrator import Narrator
from reports.text.parse_occasion import edition_occasion_name
from reports.text.responses import open_responses


class CalendarRow(PromiseRow, Protocol):
    """A promise in the calendar; `repeat` numbers the promises of a recommendation with the same words, from 0."""

    repeat: int


@dataclass(frozen=True, eq=False, slots=True)
class CalendarOccasion:
    """An occasion in the calendar: one event.

    Attributes:
        due: the date of its open promises in four columns, from `occasion_due`.
        with_whom: the role or agency; missing where nobody is named.
        first: its first promise, open or done, chosen or not, from which the event has its UID.
        promises: its open promises that are chosen.
    """

    due: pd.Timestamp
    due_last: pd.Timestamp
    due_precision: str
    due_words: object
    with_whom: object
    first: CalendarRow
    promises: tuple[CalendarRow, ...]


def calendar_title(narrator: Narrator) -> str:
    """Return the name of the calendar, with its occasion or its reviews."""
    _ = narrator.translator
    if occasion := edition_occasion_name(narrator):
        return _("Monitoring promises: {reviews}", reviews=occasion)
    return _("Monitoring promises and target dates: {reviews}", reviews=review_titles(narrator))


def calendar_occasions(edition: Edition) -> tuple[CalendarOccasion, ...]:
    """Return the occasions with an open promise, in the order in which they fall due: all, or that of the edition.

    The first promise of an occasion is that of the lowest ref in the whole tracker, so that a filter, a promise that
    is done and another date leave it the same.
    """
    listed = _dated_promises(edition)
    is_open = listed["timing"].isin([Timing.DUE, Timing.OVERDUE]) & _is_about(listed, edition.chosen.recommendations)
    if edition.occasion is not None:
        is_open &= listed["occasion"].eq(edition.occasion)
    found = [
        _calendar_occasion(tuple(rows_of(rows, CalendarRow)), listed[listed["occasion"].eq(occasion)])
        for occasion, rows in listed[is_open].groupby("occasion", sort=False)
    ]
    return tuple(sorted(found, key=lambda each: (each.due, each.due_last)))


def _dated_promises(edition: Edition) -> pd.DataFrame:
    """Return the promises with a date about a recommendation of the tracker, by ref, with their occasion and repeat."""
    listed = promises(edition.tracker, as_at=edition.as_at, today=edition.today)
    known = listed[_is_about(listed, edition.tracker.recommendations)].sort_values(
        ["review", "ref"], key=lambda names: names.map(natural_order), kind="stable"
    )
    repeat = known.groupby([*KEY, "activity"], dropna=False).cumcount()
    return known.assign(repeat=repeat, occasion=occasion_of(known)).dropna(subset="occasion")


def _calendar_occasion(chosen: tuple[CalendarRow, ...], everything: pd.DataFrame) -> CalendarOccasion:
    first = next(rows_of(everything, CalendarRow))
    return CalendarOccasion(*occasion_due(chosen), first.with_whom, first, chosen)


def calendar_targets(edition: Edition) -> pd.DataFrame:
    """Return the target date that holds of each open recommendation, the earliest first; none for an occasion.

    Returns:
        Rows of `analysis.targets` whose target has days.
    """
    listed = targets_at(edition.chosen, as_at=edition.as_at, today=edition.today)
    is_open = listed["timing"].isin([TargetTiming.LATE, TargetTiming.AHEAD]) & (edition.occasion is None)
    return listed[is_open].sort_values(["target", "target_last"], kind="stable")


def calendar_deadlines(edition: Edition) -> pd.DataFrame:
    """Return the deadlines in the calendar: rows of `dates_in_prose`, none of an occasion or about what is closed."""
    named = dates_in_prose(edition.chosen, as_at=edition.as_at)
    is_done = is_closed(edition.chosen, named, as_at=edition.as_at)
    chosen = named["source"].eq("update") & ~is_done & (edition.occasion is None)
    deadlines = named[chosen].drop_duplicates([*KEY, "sentence", "first"])
    return deadlines[_is_about(deadlines, edition.tracker.recommendations)]


def calendar_responses(narrator: Narrator) -> tuple[tuple[ResponseDueRow, str], ...]:
    """Return each formal response that has not come as a whole, with the title of its review; none for an occasion."""
    edition = narrator.edition
    return tuple(open_responses(narrator, edition.chosen)) if edition.occasion is None else ()


def _is_about(table: pd.DataFrame, recommendations: pd.DataFrame) -> "pd.Series[bool]":
    """Return for each row whether it is about one of the recommendations."""
    keys = pd.MultiIndex.from_frame(recommendations[KEY])
    return pd.Series(pd.MultiIndex.from_frame(table[KEY]).isin(keys), index=table.index)

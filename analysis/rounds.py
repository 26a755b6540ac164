"""The rounds of a tracker, the month and day of judgement, and who is expected to report."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.cache import cached, column_codes
from analysis.table_rows import KEY, counted_updates
from model.terms import CLOSING_DECISIONS
from model.tracker.tracker import Mask, ReportedRounds, RestrictedTracker, Tracker, whole_and_rows

# The month before the first round, as at which nothing is reported.
NO_MONTH = pd.Timestamp("NaT")
Months = npt.NDArray[np.datetime64]


@cached
def rounds(tracker: Tracker, *, as_at: pd.Timestamp | None = None) -> list[pd.Timestamp]:
    """Return the rounds up to a month, oldest first; without a month, all of them.

    A month is a round where one was started for it and something came back, or else where half or more of the
    recommendations of a review that were still open were reported in it. Where no round was started, and
    the months that this rule gives have less than half of all that was reported, the tracker is not kept in such
    rounds, and each month with a counted update is one. A restricted tracker has the rounds of the complete one.
    """
    return [month for month in reported_rounds(tracker).months if as_at is None or month <= as_at]


def latest_month(tracker: Tracker, *, as_at: pd.Timestamp | None = None) -> pd.Timestamp:
    """Return the month of the latest counted update, a round or not, of all or of those up to a month; NaT without."""
    latest = reported_rounds(tracker).latest
    if as_at is None or latest <= as_at:
        return latest
    return pd.Timestamp(counted_updates(whole_and_rows(tracker)[0], as_at=as_at)["round"].max())


def expected(tracker: Tracker, *, as_at: pd.Timestamp) -> Mask:
    """Return whether each recommendation was expected to report in each round up to a month.

    It was neither complete nor closed before the round, and asked about. Where no round was started for the month, that
    is where its review was reported on: half or more of what was open
    of the review, or anything of it where half or more of what was open in the whole tracker was reported. So nobody
    is expected before their review was published, nor in a round in which another review alone was asked about.
    """
    if isinstance(tracker, RestrictedTracker):
        return expected(tracker.whole, as_at=as_at)[tracker.selected]
    return _expected_in_all(tracker)[:, : len(rounds(tracker, as_at=as_at))]


@cached
def existed_at(tracker: Tracker, month: pd.Timestamp) -> Mask:
    """Return whether each recommendation existed in a month, as `existed` does."""
    return existed(tracker, months=np.array([month.to_datetime64()]))[:, 0]


def existed(tracker: Tracker, *, months: Months) -> Mask:
    """Return whether the review of each recommendation had been published, or reported on, by each month.

    One of a review without a date existed from the beginning. In the month of the latest counted update, and later, all
    did: a review that has just been published is never hidden.
    """
    whole, rows = whole_and_rows(tracker)
    reported = np.pad(_reviews_in_rounds(whole), ((0, 1), (0, 1)), constant_values=True).argmax(axis=1)
    rounds_or_none = pd.DatetimeIndex([*reported_rounds(whole).months, NO_MONTH], dtype="datetime64[us]").to_numpy()
    of_rounds = rounds_or_none[reported[column_codes(whole, "review")[0]]]
    first = np.fmin(_first_months(whole), of_rounds)[rows, None]
    existed_by: Mask = (first <= months) | ~(months < latest_month(whole).to_datetime64())
    return existed_by


def rounds_since(
    tracker: Tracker, row_numbers: npt.NDArray[np.intp], since: Months, *, as_at: pd.Timestamp
) -> npt.NDArray[np.int64]:
    """Return for how many rounds something is so of recommendations, from a month of each up to a month, both included.

    Only rounds in which the review of the recommendation was reported on are counted.
    """
    months, codes = rounds(tracker, as_at=as_at), column_codes(tracker, "review")[0]
    first = np.array(months, dtype="datetime64[us]").searchsorted(since)
    reported = np.pad(_reviews_in_rounds(tracker)[:, : len(months)], ((0, 0), (0, 1))).astype(np.int64)
    left: npt.NDArray[np.int64] = reported[:, ::-1].cumsum(axis=1)[:, ::-1]
    return left[codes[row_numbers], first]


@cached
def round_before(tracker: Tracker, *, as_at: pd.Timestamp) -> pd.Timestamp | None:
    """Return the round before the latest one as at a month; None where there is no earlier round.

    As at August, where June is the latest round, it is the round before June.
    """
    months = rounds(tracker, as_at=as_at)
    return months[-2] if len(months) > 1 else None


def reported_rounds(tracker: Tracker) -> ReportedRounds:
    """Return all rounds of the complete tracker with the reviews that report in each, and the latest month."""
    if isinstance(tracker, RestrictedTracker):
        return reported_rounds(tracker.whole)
    return tracker.rounds or _found_rounds(tracker)


@cached
def _found_rounds(tracker: Tracker) -> ReportedRounds:
    updates = counted_updates(tracker)
    months = np.unique(updates["round"].to_numpy())
    if not len(months):
        return ReportedRounds((), (), NO_MONTH)
    reported = np.zeros((tracker.recommendation_count, len(months)), dtype=bool)
    reported[updates["recommendation_row"], months.searchsorted(updates["round"].to_numpy())] = True
    codes, reviews = column_codes(tracker, "review")

    def by_review(flags: Mask) -> npt.NDArray[np.int64]:
        counts = np.zeros((len(reviews), len(months)), dtype=np.int64)
        np.add.at(counts, codes, flags)
        return counts

    is_open, made = _open_before(tracker, months), by_review(_first_months(tracker)[:, None] <= months) > 0
    opened, answered = by_review(is_open & made[codes]), by_review(reported & is_open)
    asked = (answered > 0) & (2 * answered >= opened)
    of_tracker = 2 * answered.sum(axis=0) >= opened.sum(axis=0)
    asked |= of_tracker & (by_review(reported) > 0) & asked.any(axis=0)
    requested = _requested(tracker, months)
    started = requested.any(axis=0)
    asked[:, started] = by_review(requested & (requested & reported).any(axis=0))[:, started] > 0
    is_round = asked.any(axis=0)
    if 2 * reported[:, is_round & ~started].sum() < reported[:, ~started].sum():
        is_round, asked = is_round | ~started, np.where(started, asked, made)
    listed = tuple(pd.Timestamp(month) for month in months)
    names = np.array(reviews, dtype=object)
    chosen = np.flatnonzero(is_round)
    of_rounds = tuple(frozenset(names[asked[:, column]]) for column in chosen)
    return ReportedRounds(tuple(listed[column] for column in chosen), of_rounds, listed[-1])


@cached
def _expected_in_all(tracker: Tracker) -> Mask:
    months = np.array(reported_rounds(tracker).months, dtype="datetime64[us]")
    asked = _reviews_in_rounds(tracker)[column_codes(tracker, "review")[0]]
    requested = _requested(tracker, months)
    return np.where(requested.any(axis=0), requested, asked) & _open_before(tracker, months)


def _requested(tracker: Tracker, months: Months) -> Mask:
    """Return whether a round asked for an update on each recommendation in each month; nothing where there was none."""
    found = np.zeros((tracker.recommendation_count, len(months)), dtype=bool)
    for month, keys in tracker.requested.items():
        column = np.flatnonzero(months == np.datetime64(month, "us"))
        rows = tracker.recommendation_rows(pd.DataFrame(list(keys), columns=KEY))
        found[np.ix_(rows[rows >= 0], column)] = True
    return found


def _reviews_in_rounds(tracker: Tracker) -> Mask:
    """Return whether each review of the complete tracker was reported on in each round."""
    found, reviews = reported_rounds(tracker), column_codes(tracker, "review")[1]
    listed = [[review in of_round for of_round in found.reviews] for review in reviews]
    return np.array(listed, dtype=bool).reshape(len(reviews), len(found.months))


@cached
def _first_months(tracker: Tracker) -> Months:
    """Return the month in which the review of each recommendation was published, or its first report if earlier."""
    codes, reviews = column_codes(tracker, "review")
    published = tracker.reviews.drop_duplicates("review").set_index("review")["published"].reindex(list(reviews))
    months = np.append(_months(published), np.datetime64("NaT"))[codes]
    first = counted_updates(tracker).groupby("recommendation_row")["round"].min()
    reported = first.reindex(range(tracker.recommendation_count)).to_numpy().astype("datetime64[us]")
    return np.where(np.isnat(months), np.datetime64("0001-01-01"), np.fmin(months, reported))


def _months(days: pd.Series) -> Months:
    return days.to_numpy().astype("datetime64[M]").astype("datetime64[us]")


def _open_before(tracker: Tracker, months: Months) -> Mask:
    """Return whether each recommendation was neither complete nor closed before each month."""
    rated = counted_updates(tracker)
    rated = rated[rated["status"].notna()]
    made = tracker.decisions.assign(recommendation_row=tracker.row_numbers["decisions"])
    made = made[made["decision"].notna() & made["recommendation_row"].ge(0)]
    made = made.sort_values("date", kind="stable", na_position="first")
    first = _months(made["date"].fillna(pd.Timestamp(1, 1, 1)))
    complete = rated["status"].isin(tracker.scale.complete)
    closes = made["decision"].isin([decision.value for decision in CLOSING_DECISIONS])
    shape = (tracker.recommendation_count, len(months) + 1)
    is_complete = _latest_before(rated["recommendation_row"], rated["round"].to_numpy(), complete, months, shape)
    return ~is_complete & ~_latest_before(made["recommendation_row"], first, closes, months, shape)


def _latest_before(
    row_numbers: "pd.Series[int]", changed: Months, flags: "pd.Series[bool]", months: Months, shape: tuple[int, int]
) -> Mask:
    """Return the latest flag of each row before each month, of flags that come earliest first; False before any."""
    found = np.full(shape, -1, dtype=np.int8)
    found[row_numbers, months.searchsorted(changed, side="right")] = flags
    columns = np.maximum.accumulate(np.where(found >= 0, np.arange(shape[1]), 0), axis=1)
    latest: Mask = np.take_along_axis(found, columns, axis=1)[:, :-1] == 1
    return latest


class DataDate(NamedTuple):
    """The month of the data (NaT without a round), and whether it is the latest round of the tracker."""

    month: pd.Timestamp
    is_latest: bool


def data_date(tracker: Tracker, *, as_at: pd.Timestamp) -> DataDate:
    """Return the month of the data as at a month.

    To judge from a later month, such as today's, does not make the data newer: as at November, with a latest round in
    June, the data is of June.
    """
    months = rounds(tracker)
    until = [month for month in months if month <= as_at]
    return DataDate(until[-1], until == months) if until else DataDate(NO_MONTH, is_latest=False)


def judged_on(as_at: pd.Timestamp, today: pd.Timestamp | None) -> pd.Timestamp:
    """Return the day on which dates are judged: `today`, else the last day of the month; NaT without a month."""
    if pd.isna(as_at):
        return as_at
    return as_at + pd.offsets.MonthEnd() if today is None else today


def known_by(table: pd.DataFrame, *, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return the rows with a `date` in a month or before, and those without one."""
    months = table["date"].dt.to_period("M").dt.to_timestamp()
    known: pd.DataFrame = table[table["date"].isna() | months.le(as_at)]
    return known


def reported_by(tracker: Tracker, *, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return the updates of a round up to a month, earliest first; those without a date are left out."""
    reported: pd.DataFrame = tracker.progress[tracker.progress["round"].le(as_at)]
    return reported.sort_values("date", kind="stable")


@cached
def promised_by(tracker: Tracker, *, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return the monitoring promises that were made in a month or before.

    A workbook does not say when a promise was made. It counts as made in the latest round in which its recommendation
    was reported, of the rounds up to the first day on which it falls due; where there is none, before every round.

    Returns:
        The rows of monitoring, in its order.
    """
    due = tracker.monitoring[[*KEY, "due"]].assign(promise=tracker.monitoring.index)
    pairs = due.merge(counted_updates(tracker)[[*KEY, "round"]].drop_duplicates(), on=KEY)
    before_due = pairs[pairs["due"].isna() | pairs["round"].le(pairs["due"])]
    made = before_due.groupby("promise")["round"].max().reindex(due.index)
    return tracker.monitoring[made.isna() | made.le(as_at)]

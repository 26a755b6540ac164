"""The lists behind the numbers of a page, and the numbers of each group."""

from collections.abc import Callable
from dataclasses import dataclass
from operator import itemgetter
from typing import Protocol

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.cache import cached
from analysis.closure import closure_at, is_closed, self_assessments
from analysis.counts import Group, tracker_groups
from analysis.movement import movement_between, stalled
from analysis.promises import has_response, unanswered
from analysis.reasons import needs_attention
from analysis.rounds import NO_MONTH, existed_at, round_before
from analysis.status import status_at, status_grid
from analysis.table_rows import rows_about
from analysis.targets import targets_at
from analysis.updates import KEY
from model.terms import LISTED_PARTS, STANDSTILLS, Basis, Movement, ShownPart, StallSign, TargetTiming
from model.tracker.tracker import Mask, Tracker, whole_and_rows


@dataclass(frozen=True, slots=True)
class CountedPart:
    """Which recommendations of a list are shown alone; all by default.

    Attributes:
        only: a `ShownPart` or a `Movement`; "" is any.
        was: the mark at `since`; "" is any.
        now: the mark at `at`; "" is any.
        since: the earlier month; None is the round before.
        at: the month of the part; None is that of the page.
    """

    only: str = ""
    was: str = ""
    now: str = ""
    since: pd.Timestamp | None = None
    at: pd.Timestamp | None = None

    @property
    def is_everything(self) -> bool:
        """Whether all recommendations are in it."""
        return not (self.only or self.was or self.now)


@dataclass(frozen=True, slots=True)
class _Month:
    """The month that a part is judged at, the month and the day of the page, and the month before."""

    at: pd.Timestamp
    page: pd.Timestamp
    today: pd.Timestamp | None
    since: pd.Timestamp | None


@cached(row_by_row=True)
def list_parts(tracker: Tracker, *, as_at: pd.Timestamp, today: pd.Timestamp | None = None) -> pd.DataFrame:
    """Return which recommendations are in which part that is offered; one may be in several, or in none.

    Returns:
        Columns review, ref and part (a `ShownPart`).
    """
    month = _Month(as_at, as_at, today, round_before(tracker, as_at=as_at))
    found = {part: _PARTS[part](tracker, month) for part in LISTED_PARTS}
    return pd.concat([table[KEY].assign(part=part.value) for part, table in found.items()], ignore_index=True)


@cached
def in_part(
    tracker: Tracker, *, part: CountedPart, as_at: pd.Timestamp, today: pd.Timestamp | None = None
) -> pd.DataFrame:
    """Return the recommendations of a part, with the columns review and ref, each once, in the tracker's order."""
    at = as_at if part.at is None else part.at
    before = round_before(tracker, as_at=at) if part.since is None else part.since
    month = _Month(at, as_at, today if at == as_at else None, before)
    conditions = [tracker.recommendations[existed_at(tracker, at)]]
    if part.only in set(Movement):
        moves = movement_between(tracker, start=before, end=at)
        conditions.append(moves[moves["movement"].eq(part.only)])
    elif part.only:
        conditions.append(_PARTS[ShownPart(part.only)](tracker, month))
    for mark, when in ((part.was, before), (part.now, at)):
        if mark:
            month_of_mark = NO_MONTH if when is None else when
            is_marked = status_at(tracker, as_at=month_of_mark)["mark"].eq(mark)
            if not part.only:
                is_marked &= existed_at(tracker, month_of_mark)
            conditions.append(tracker.recommendations[is_marked.to_numpy()])
    listed = tracker.recommendations[KEY]
    for table in conditions:
        listed = rows_about(listed, table)
    return listed.reset_index(drop=True)


def _targets(tracker: Tracker, month: _Month) -> pd.DataFrame:
    return targets_at(tracker, as_at=month.at, today=month.today)


def _agencies(tracker: Tracker, month: _Month) -> pd.DataFrame:
    return self_assessments(tracker, as_at=month.at)


def _statuses(tracker: Tracker, month: _Month) -> pd.DataFrame:
    return status_at(tracker, as_at=month.at)


def _where(
    source: Callable[[Tracker, _Month], pd.DataFrame], test: Callable[[pd.DataFrame], "pd.Series[bool]"]
) -> Callable[[Tracker, _Month], pd.DataFrame]:
    """Return a function for the rows of a table that pass a test."""

    def rows(tracker: Tracker, month: _Month) -> pd.DataFrame:
        table = source(tracker, month)
        return table[test(table)]

    return rows


def _closed(tracker: Tracker, month: _Month) -> pd.DataFrame:
    closure = closure_at(tracker, as_at=month.at)
    return closure[closure["closes"]]


def _standing(code: str) -> Callable[[Tracker, _Month], pd.DataFrame]:
    def standing(tracker: Tracker, month: _Month) -> pd.DataFrame:
        return tracker.recommendations[standings(tracker, as_at=month.at)[code]]

    return standing


def _stalled(tracker: Tracker, month: _Month) -> pd.DataFrame:
    return stalled(tracker, as_at=month.at)


def _moved(tracker: Tracker, month: _Month) -> pd.DataFrame:
    if month.since is None:
        return tracker.recommendations.iloc[:0]
    moves = movement_between(tracker, start=month.since, end=month.at)
    return moves[~moves["movement"].isin(list(STANDSTILLS))]


def _attention(tracker: Tracker, month: _Month) -> pd.DataFrame:
    return needs_attention(tracker, as_at=month.at, today=month.today)


def _silent(tracker: Tracker, month: _Month) -> pd.DataFrame:
    return tracker.recommendations[status_grid(tracker, as_at=month.at).not_reported]


def _reported(most: int) -> Callable[[Tracker, _Month], pd.DataFrame]:
    """Return what has a mark in a round; `most` is -1 for a status, 0 for *not rated* too, 1 for any that is counted.

    The grid is that of the month of the page, as the chart of coverage has it.
    """

    def reported(tracker: Tracker, month: _Month) -> pd.DataFrame:
        grid, statuses = status_grid(tracker, as_at=month.page), len(tracker.scale.names)
        if month.at not in grid.rounds:
            return tracker.recommendations.iloc[:0]
        return tracker.recommendations[grid.reported[:, grid.rounds.index(month.at)] <= statuses + most]

    return reported


def _responded(tracker: Tracker, month: _Month) -> pd.DataFrame:
    return tracker.recommendations[has_response(tracker, as_at=month.at)]


def _unanswered(tracker: Tracker, month: _Month) -> pd.DataFrame:
    return unanswered(tracker, as_at=month.at, today=month.today)


_PARTS: dict[ShownPart, Callable[[Tracker, _Month], pd.DataFrame]] = {
    ShownPart.LATE: _where(_targets, lambda each: each["timing"].eq(TargetTiming.LATE)),
    ShownPart.DUE: _where(_targets, itemgetter("due_this_round")),
    ShownPart.SLIPPED: _where(_targets, lambda each: each["slips"].gt(0)),
    ShownPart.WITHOUT_TARGET: _where(_targets, lambda each: each["timing"].eq(TargetTiming.NONE)),
    ShownPart.PROPOSED: _where(_agencies, itemgetter("proposes")),
    ShownPart.DIFFERENT: _where(_agencies, itemgetter("differs")),
    ShownPart.CLOSED: _closed,
    ShownPart.COMPLETE: _standing("complete"),
    ShownPart.CLOSED_INCOMPLETE: _standing("closed"),
    ShownPart.OUTSTANDING: _standing("outstanding"),
    ShownPart.MOVED: _moved,
    ShownPart.STALLED: _stalled,
    ShownPart.SAME_STATUS: _where(_stalled, lambda each: each["reason"].eq(StallSign.SAME_STATUS)),
    ShownPart.ATTENTION: _attention,
    ShownPart.SILENT: _silent,
    ShownPart.COUNTED: _reported(1),
    ShownPart.REPORTED: _reported(0),
    ShownPart.RATED: _reported(-1),
    ShownPart.INFERRED: _where(_statuses, lambda each: each["status"].notna() & each["basis"].eq(Basis.INFERRED)),
    ShownPart.WITH_TARGET: _where(_targets, lambda each: each["target_words"].notna()),
    ShownPart.RESPONDED: _responded,
    ShownPart.UNANSWERED: _unanswered,
}


class CountedGroupRow(Protocol):
    """A row of `groups_by_outstanding`."""

    group: object
    recommendations: int
    complete: int
    closed: int
    outstanding: int
    stalled: int


@cached
def groups_by_outstanding(tracker: Tracker, *, group: Group, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return the themes, lead agencies or reviews with their numbers, the most outstanding first, then by name.

    Each recommendation is complete, or closed at another status, or outstanding. The order is one of numbers and no
    verdict: a large group has more of everything. Recommendations without a theme or agency are counted last.

    Returns:
        Columns group, recommendations, complete, closed, outstanding and stalled.
    """
    whole, rows = whole_and_rows(tracker)
    flags = _flags(whole, as_at=as_at)[:, rows]
    group_numbers, names = tracker_groups(tracker, group=group)
    size = np.bincount(group_numbers, minlength=len(names))
    complete, closed, stopped = (np.bincount(group_numbers[flag], minlength=len(names)) for flag in flags)
    outstanding = size - complete - closed
    words = names.tolist()
    ordered = sorted(range(len(names)), key=lambda n: (pd.isna(words[n]), -outstanding[n], words[n]))
    order = np.array(ordered, dtype=np.intp)
    return pd.DataFrame(
        {
            "group": names.array.take(order),
            "recommendations": size[order],
            "complete": complete[order],
            "closed": closed[order],
            "outstanding": outstanding[order],
            "stalled": stopped[order],
        }
    )


@cached
def outstanding_by_theme_and_agency(tracker: Tracker, *, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return how many recommendations of each theme and lead agency there are, and how many are outstanding.

    Returns:
        Columns theme, lead_agency (either may be missing), recommendations and outstanding; a row for each pair.
    """
    named = tracker.recommendations[["theme", "lead_agency"]].assign(
        recommendations=1, outstanding=standings(tracker, as_at=as_at)["outstanding"].astype("int64")
    )
    groups = named.groupby(["theme", "lead_agency"], dropna=False, sort=False, as_index=False)
    return groups[["recommendations", "outstanding"]].sum()


def standings(tracker: Tracker, *, as_at: pd.Timestamp) -> dict[str, Mask]:
    """Return whether each recommendation is complete, closed at another status, or outstanding: one of the three."""
    whole, rows = whole_and_rows(tracker)
    complete, closed, _stalled = _flags(whole, as_at=as_at)[:, rows]
    return {"complete": complete, "closed": closed, "outstanding": ~complete & ~closed}


@cached
def _flags(tracker: Tracker, *, as_at: pd.Timestamp) -> npt.NDArray[np.bool_]:
    """Return three rows: whether each recommendation is complete, or else closed, and whether it has stalled."""
    standing = status_at(tracker, as_at=as_at)
    complete = standing["mark"].isin(tracker.scale.complete).to_numpy()
    closed = is_closed(tracker, standing, as_at=as_at).to_numpy()
    row_numbers = tracker.recommendation_rows(stalled(tracker, as_at=as_at))
    return np.array([complete, ~complete & closed, np.isin(np.arange(len(standing)), row_numbers)])

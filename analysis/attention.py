"""The lists behind the numbers of a page, the numbers of each group, and the pace of all."""

from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise
from math import ceil
from operator import itemgetter
from typing import NamedTuple

import pandas as pd

from analysis.cache import cached
from analysis.movement import moved_first, movement_between, stalled
from analysis.promises import has_response, targets_at, unanswered
from analysis.reasons import needs_attention
from analysis.rounds import NO_MONTH, existed_at, round_before
from analysis.status import Group, closure_at, count_by_round, self_assessments, standings, status_at, status_grid
from analysis.table_rows import KEY, is_about
from model.terms import Basis, Movement, ShownPart, StallSign, TargetTiming
from model.tracker.tracker import Tracker


class CountedPart(NamedTuple):
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


class _Month(NamedTuple):
    """The month that a part is judged at, the month and the day of the page, and the month before."""

    at: pd.Timestamp
    page: pd.Timestamp
    today: pd.Timestamp | None
    since: pd.Timestamp | None


# Returns the recommendations of a part, by review and ref.
_Rows = Callable[[Tracker, _Month], pd.DataFrame]


@cached
def in_part(
    tracker: Tracker, *, part: CountedPart, as_at: pd.Timestamp, today: pd.Timestamp | None = None
) -> pd.DataFrame:
    """Return the recommendations of a part, with the columns review and ref, each once, in the tracker's order."""
    at = as_at if part.at is None else part.at
    before = round_before(tracker, as_at=at) if part.since is None else part.since
    month = _Month(at, as_at, today if at == as_at else None, before)
    is_in = existed_at(tracker, at)
    if part.only in set(Movement):
        moves = movement_between(tracker, start=before, end=at)
        is_in = is_in & is_about(tracker.recommendations, moves[moves["movement"].eq(part.only)])
    elif part.only:
        is_in = is_in & is_about(tracker.recommendations, _PARTS[ShownPart(part.only)](tracker, month))
    for mark, when in ((part.was, NO_MONTH if before is None else before), (part.now, at)):
        if mark:
            is_marked = status_at(tracker, as_at=when)["mark"].eq(mark).to_numpy()
            is_in = is_in & is_marked & (bool(part.only) | existed_at(tracker, when))
    return tracker.recommendations.loc[is_in, KEY].reset_index(drop=True)


def _moved(tracker: Tracker, month: _Month) -> pd.DataFrame:
    if month.since is None:
        return tracker.recommendations.iloc[:0]
    return moved_first(movement_between(tracker, start=month.since, end=month.at))


def _reported(tracker: Tracker, month: _Month) -> pd.DataFrame:
    """Return what was reported in a round, by the grid of the month of the page, as the table of coverage has it."""
    grid = status_grid(tracker, as_at=month.page)
    if month.at not in grid.rounds:
        return tracker.recommendations.iloc[:0]
    return tracker.recommendations[grid.reported[:, grid.rounds.index(month.at)] <= len(tracker.scale.names)]


def _standing(code: str) -> _Rows:
    return lambda tracker, month: tracker.recommendations[standings(tracker, as_at=month.at)[code]]


def _where(question: Callable[..., pd.DataFrame], is_in: Callable[[pd.DataFrame], "pd.Series[bool]"]) -> _Rows:
    return lambda tracker, month: question(tracker, as_at=month.at).loc[is_in]


def _of_target(is_in: Callable[[pd.DataFrame], "pd.Series[bool]"]) -> _Rows:
    return lambda tracker, month: targets_at(tracker, as_at=month.at, today=month.today).loc[is_in]


_PARTS: dict[ShownPart, _Rows] = {
    ShownPart.LATE: _of_target(lambda each: each["timing"].eq(TargetTiming.LATE)),
    ShownPart.DUE: _of_target(itemgetter("due_this_round")),
    ShownPart.SLIPPED: _of_target(lambda each: each["slips"].gt(0)),
    ShownPart.WITHOUT_TARGET: _of_target(lambda each: each["timing"].eq(TargetTiming.NONE)),
    ShownPart.WITH_TARGET: _of_target(lambda each: each["target_words"].notna()),
    ShownPart.PROPOSED: _where(self_assessments, itemgetter("proposes")),
    ShownPart.DIFFERENT: _where(self_assessments, itemgetter("differs")),
    ShownPart.CLOSED: _where(closure_at, itemgetter("closes")),
    ShownPart.COMPLETE: _standing("complete"),
    ShownPart.CLOSED_INCOMPLETE: _standing("closed"),
    ShownPart.OUTSTANDING: _standing("outstanding"),
    ShownPart.MOVED: _moved,
    ShownPart.STALLED: lambda tracker, month: stalled(tracker, as_at=month.at),
    ShownPart.SAME_STATUS: _where(stalled, lambda each: each["reason"].eq(StallSign.SAME_STATUS)),
    ShownPart.ATTENTION: lambda tracker, month: needs_attention(tracker, as_at=month.at, today=month.today),
    ShownPart.SILENT: lambda tracker, month: tracker.recommendations[status_grid(tracker, as_at=month.at).not_reported],
    ShownPart.REPORTED: _reported,
    ShownPart.INFERRED: _where(status_at, lambda each: each["status"].notna() & each["basis"].eq(Basis.INFERRED)),
    ShownPart.RESPONDED: lambda tracker, month: tracker.recommendations[has_response(tracker, as_at=month.at)],
    ShownPart.UNANSWERED: lambda tracker, month: unanswered(tracker, as_at=month.at, today=month.today),
}


@cached
def groups_by_outstanding(tracker: Tracker, *, group: Group, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return the themes, lead agencies or reviews with their numbers, the most outstanding first, then by name.

    Each recommendation is complete, or closed at another status, or outstanding. The order is one of numbers and no
    verdict: a large group has more of everything. Recommendations without a theme or agency are counted last.

    Returns:
        Columns group, recommendations, complete, closed, outstanding and stalled.
    """
    numbers = pd.DataFrame({"recommendations": 1, **standings(tracker, as_at=as_at)}, tracker.recommendations[group])
    numbers["stalled"] = is_about(tracker.recommendations, stalled(tracker, as_at=as_at))
    counted = numbers.groupby(level=0, sort=False, dropna=False).sum().rename_axis("group").reset_index()
    by_name = counted.sort_values(["outstanding", "group"], ascending=[False, True])
    return by_name.sort_values("group", key=pd.isna, kind="stable", ignore_index=True)


@cached
def outstanding_by_theme_and_agency(tracker: Tracker, *, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return how many recommendations of each theme and lead agency there are, and how many are outstanding.

    Returns:
        Columns theme, lead_agency (either may be missing), recommendations and outstanding; a row for each pair.
    """
    outstanding = standings(tracker, as_at=as_at)["outstanding"].astype("int64")
    named = tracker.recommendations[["theme", "lead_agency"]].assign(recommendations=1, outstanding=outstanding)
    groups = named.groupby(["theme", "lead_agency"], dropna=False, sort=False, as_index=False)
    return groups[["recommendations", "outstanding"]].sum()


# The fewest rounds from which a pace is computed, and the latest that it is computed from.
LEAST_ROUNDS, MOST_ROUNDS = 4, 8
# The most months ahead that a month is named for: a hundred years.
_LONGEST = 1200


class Pace(NamedTuple):
    """How many became complete a month over some rounds, and the month in which all would be complete.

    Attributes:
        rounds: from how many rounds.
        a_month: the mean.
        outstanding: how many are neither complete nor closed.
        month, earliest, latest: the month at that pace, at the fastest and at the slowest; `latest` is None where the
            slowest pace comes to no end.
    """

    rounds: int
    a_month: float
    outstanding: int
    month: pd.Timestamp
    earliest: pd.Timestamp
    latest: pd.Timestamp | None


@cached
def pace_at(tracker: Tracker, *, as_at: pd.Timestamp) -> Pace | None:
    """Return the pace over the latest rounds up to a month.

    It is what became complete, less what was reopened, from the first to the last of up to eight rounds, by the months
    between them. The fastest and the slowest are those paces with the months of one round left out. None with fewer
    than four rounds, where nothing is outstanding, and where no more are complete than at the first.
    """
    counts = count_by_round(tracker, as_at=as_at)
    of_complete = counts[counts["mark"].isin(tracker.scale.complete)]
    complete = of_complete.groupby("round")["count"].sum().iloc[-MOST_ROUNDS:]
    outstanding = int(standings(tracker, as_at=as_at)["outstanding"].sum())
    if len(complete) < LEAST_ROUNDS or not outstanding:
        return None
    gains, rounds = complete.diff().iloc[1:].astype(int).tolist(), [pd.Timestamp(str(each)) for each in complete.index]
    months = [12 * (end.year - start.year) + end.month - start.month for start, end in pairwise(rounds)]
    pace = Fraction(sum(gains), sum(months))
    others = [Fraction(sum(gains) - gain, sum(months) - length) for gain, length in zip(gains, months, strict=True)]
    end, earliest, latest = (
        rounds[-1] + pd.DateOffset(months=ceil(outstanding / each)) if each * _LONGEST >= outstanding else None
        for each in (pace, max(others), min(others))
    )
    return Pace(len(complete), float(pace), outstanding, end, earliest, latest) if end and earliest else None

"""The movement of each recommendation between two months."""

from typing import Protocol

import numpy as np
import pandas as pd

from analysis.facts import fact
from analysis.status.latest_status import status_at
from analysis.status.status_grid import status_grid
from analysis.updates.rounds import NO_MONTH, existed_at, latest_month, round_before
from model.status.scale import Scale
from model.terms import Movement
from model.tracker.rows import RefRow
from model.tracker.tracker import Tracker

RoundPair = tuple[pd.Timestamp | None, pd.Timestamp]
"""Two months, the earlier first; None where there is no earlier one."""


class MovementRow(RefRow, Protocol):
    """A row of `movement_between`."""

    theme: object
    lead_agency: object
    from_mark: str
    from_basis: object
    to_mark: str
    basis: object
    movement: str


@fact
def movement_between(tracker: Tracker, *, start: pd.Timestamp | None, end: pd.Timestamp) -> pd.DataFrame:
    """Return the movement of each recommendation that existed at the second of two months: exactly one each.

    Rated at both: into a complete status is completed, out of one reopened; otherwise by its rank in the scale
    improved, worsened or unchanged, or changed while the order of the scale is not known. Rated only at the end is
    newly rated; not rated at the end is not rated. What did not move and was silent in the later round is not
    reported: neither unchanged nor not rated. A tracker has one status per round, that of the latest update: a status
    corrected within its round is never a movement. A start of None, where there is no earlier round, is before every
    update.

    Returns:
        Columns review, ref, title, title_cy, theme, lead_agency, from_mark, from_basis, to_mark, basis and rated_on (of
        the later status) and movement.
    """
    before = status_at(tracker, as_at=NO_MONTH if start is None else start)
    after = status_at(tracker, as_at=end)
    moves = after[["review", "ref", "title", "title_cy", "theme", "lead_agency"]].assign(
        from_mark=before["mark"], from_basis=before["basis"], to_mark=after["mark"], basis=after["basis"]
    )
    moves["rated_on"] = after["rated_on"]
    silent = pd.Series(status_grid(tracker, as_at=end).silent, index=after.index)
    moves = moves.assign(movement=_movements(before["status"], after["status"], silent, tracker.scale))
    return moves[existed_at(tracker, end)].reset_index(drop=True)


def latest_rounds(tracker: Tracker, *, as_at: pd.Timestamp) -> RoundPair:
    """Return the round before the latest one as at a month (None without one), and the month to compare it with.

    That is the month itself, or the month of the latest entry where it is later: the month statuses are shown as at.
    """
    return round_before(tracker, as_at=as_at), min(as_at, latest_month(tracker))


def latest_movement(tracker: Tracker, *, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return the movement between the latest two rounds as at a month; no rows without an earlier round."""
    start, end = latest_rounds(tracker, as_at=as_at)
    moves = movement_between(tracker, start=start, end=end)
    return moves if start is not None else moves.iloc[:0]


def grid_between(tracker: Tracker, *, start: pd.Timestamp | None, end: pd.Timestamp) -> pd.DataFrame:
    """Return how many recommendations moved from each mark to each mark between two months; unused pairs count 0.

    Those are counted that existed at both.

    Returns:
        Columns from_mark, to_mark (both worst first) and count.
    """
    start = NO_MONTH if start is None else start
    before = status_grid(tracker, as_at=start)
    after = status_grid(tracker, as_at=end)
    marks = pd.Series(tracker.scale.marks, dtype="str")
    count = len(marks)
    is_in_both = existed_at(tracker, start) & existed_at(tracker, end)
    pairs = (before.latest.astype(np.intp) * count + after.latest)[is_in_both]
    return pd.DataFrame(
        {
            "from_mark": marks.repeat(count).reset_index(drop=True),
            "to_mark": pd.concat([marks] * count, ignore_index=True),
            "count": np.bincount(pairs, minlength=count**2),
        }
    )


def _movements(before: pd.Series, after: pd.Series, silent: "pd.Series[bool]", scale: Scale) -> pd.Series:
    start, end = before.map(scale.rank), after.map(scale.rank)
    was_complete, is_complete = before.isin(scale.complete), after.isin(scale.complete)
    rules = {
        Movement.NOT_REPORTED: silent & (start.eq(end) | end.isna()),
        Movement.NOT_RATED: end.isna(),
        Movement.NEWLY_RATED: start.isna(),
        Movement.COMPLETED: ~was_complete & is_complete,
        Movement.REOPENED: was_complete & ~is_complete,
        Movement.CHANGED: start.ne(end) & (not scale.ordered),
        Movement.IMPROVED: end > start,
        Movement.WORSENED: end < start,
    }
    found = np.select(list(rules.values()), [*map(str, rules)], default=str(Movement.UNCHANGED))
    return pd.Series(found, index=after.index, dtype="str")

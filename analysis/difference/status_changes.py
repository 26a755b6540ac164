"""The statuses that differ between two trackers: each as at its latest entry, and both as at one month."""

from typing import Protocol

import pandas as pd

from analysis.movement.movement import movement_between
from analysis.status.latest_status import status_at
from analysis.updates.counted_updates import KEY
from analysis.updates.rounds import latest_month
from model.terms import NOT_RATED, NOT_REPORTED, Movement
from model.tracker.rows import RefRow
from model.tracker.tracker import Tracker
from model.versions.difference import RecommendationId, StatusChange, StatusMove


class StatusChangeRow(RefRow, Protocol):
    """A row of `status_changes`."""

    from_mark: str
    from_basis: object
    to_mark: str
    to_basis: object


def status_changes(before: Tracker, after: Tracker) -> pd.DataFrame:
    """Return one row per recommendation whose mark differs, in the earlier tracker's order, then those that are new.

    Each tracker is judged as at the month of its own latest entry. Its basis alone, inferred or published, is no change
    of a status.

    Returns:
        Columns review, ref, from_mark and to_mark ("" in the tracker that has no such recommendation), from_basis and
        to_basis.
    """
    old, new = (_marks(tracker, latest_month(tracker)) for tracker in (before, after))
    items = old.index.append(new.index.difference(old.index, sort=False))
    old, new = old.reindex(items), new.reindex(items)
    table = pd.DataFrame(
        {
            "from_mark": old["mark"].fillna(""),
            "from_basis": old["basis"],
            "to_mark": new["mark"].fillna(""),
            "to_basis": new["basis"],
        }
    )
    return table[table["from_mark"] != table["to_mark"]].reset_index()


def status_moves(before: Tracker, after: Tracker) -> tuple[StatusMove, ...]:
    """Return how each recommendation of the later tracker moved between the months of the trackers' latest entries.

    The record of the later tracker counts, as for any two rounds: a status that was changed since in an earlier round
    moves nothing. Where the later tracker has the earlier latest entry, its statuses are compared with those of the
    other tracker, and what differs is `changed`, neither better nor worse.
    """
    start, end = latest_month(before), latest_month(after)
    if pd.isna(start) or pd.isna(end) or start == end:
        return ()
    if start < end:
        moves = movement_between(after, start=start, end=end)
    else:
        changed = status_changes(before, after)
        moves = changed[changed["from_mark"].ne("") & changed["to_mark"].ne("")].assign(movement=Movement.CHANGED)
    columns = (moves[name] for name in (*KEY, "from_mark", "to_mark", "movement"))
    return tuple(
        StatusMove(RecommendationId(review, ref), _status(was), _status(now), Movement(movement))
        for review, ref, was, now, movement in zip(*columns, strict=True)
    )


def restated(before: Tracker, after: Tracker) -> tuple[StatusChange, ...]:
    """Return the recommendations of both trackers whose status as at the earlier of both months differs."""
    start, end = latest_month(before), latest_month(after)
    if pd.isna(start):
        return ()
    month = min(start, end)
    old, new = (_marks(tracker, month) for tracker in (before, after))
    both = old.assign(now=new["mark"]).dropna(subset="now")
    return tuple(
        StatusChange(RecommendationId(*item), "", month.date(), _status(was), _status(now))
        for item, was, now in zip(both.index, both["mark"], both["now"], strict=True)
        if _status(was) != _status(now)
    )


def _marks(tracker: Tracker, month: pd.Timestamp) -> pd.DataFrame:
    table = status_at(tracker, as_at=month).set_index(KEY)
    return table[~table.index.duplicated()]


def _status(mark: str) -> str:
    return "" if mark in (NOT_RATED, NOT_REPORTED) else mark

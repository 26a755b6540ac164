"""A ranking of themes or agencies, the furthest behind first."""

from fractions import Fraction
from typing import Protocol

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.closure.decisions import is_closed
from analysis.facts import Codes
from analysis.memoise import memoised
from analysis.movement.stalled import stalled
from analysis.status.counts import Group, tally, tracker_groups
from analysis.status.latest_status import status_at
from analysis.status.status_grid import status_grid
from model.status.scale import Scale
from model.tracker.restricted import whole_and_rows
from model.tracker.tracker import Tracker


class RankedGroupRow(Protocol):
    """A row of `rank_groups`."""

    group: object
    recommendations: int
    complete: int
    closed: int
    outstanding: int
    stalled: int
    place: object


def rank_groups(tracker: Tracker, *, group: Group, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return the themes or lead agencies with their place in the ranking, the furthest behind first.

    Furthest behind is the group with the largest share of its rated recommendations at the worst status, then at the
    next worst, and so on. A group without a rated recommendation has no place. Shares are compared exactly, and groups
    with the same shares have the same place. Within a place the group with more stalled recommendations comes first,
    then the name decides. Recommendations without a theme or agency are counted last, without a place.

    Each recommendation is complete, or closed at another status, or outstanding.

    Returns:
        Columns group, recommendations, complete, closed, outstanding, stalled and place (from 1; after two at 1 comes
        3; missing for a missing group).
    """
    whole, rows = whole_and_rows(tracker)
    flags = _flags(whole, as_at=as_at)[:, rows]
    grid = status_grid(tracker, as_at=as_at)
    group_numbers, names = tracker_groups(tracker, group=group)
    size = np.bincount(group_numbers, minlength=len(names))
    complete, closed, stopped = (np.bincount(group_numbers[flag], minlength=len(names)) for flag in flags)
    counts = tally(grid.latest[:, None], group_numbers, groups=len(names), marks=len(grid.marks))[:, 0]
    named = int(names.count())
    places = [*_ranking_places(_shares(counts[:named], tracker.scale)), *[None] * (len(names) - named)]
    words = names.tolist()
    behind = sorted(range(named), key=lambda n: (places[n] is None, places[n], -stopped[n], words[n]))
    order = np.array([*behind, *range(named, len(names))], dtype=np.intp)
    return pd.DataFrame(
        {
            "group": names.array.take(order),
            "recommendations": size[order],
            "complete": complete[order],
            "closed": closed[order],
            "outstanding": (size - complete - closed)[order],
            "stalled": stopped[order],
            "place": pd.array([places[n] for n in order], dtype="Int64"),
        }
    )


@memoised
def _flags(tracker: Tracker, *, as_at: pd.Timestamp) -> npt.NDArray[np.bool_]:
    """Return three rows: whether each recommendation is complete, or else closed, and whether it has stalled."""
    standing = status_at(tracker, as_at=as_at)
    complete = standing["mark"].isin(tracker.scale.complete).to_numpy()
    closed = is_closed(tracker, standing, as_at=as_at).to_numpy()
    row_numbers = tracker.recommendation_rows(stalled(tracker, as_at=as_at))
    return np.array([complete, ~complete & closed, np.isin(np.arange(len(standing)), row_numbers)])


def _shares(counts: Codes, scale: Scale) -> list[tuple[Fraction, ...] | None]:
    """Return each group's shares of its rated recommendations, the worst status first.

    None where none is rated, or where the order of the scale is unknown.
    """
    order = [number for number, mark in enumerate(scale.marks) if mark in scale.rank]
    return [
        tuple(Fraction(int(n), int(row.sum())) for n in row) if row.sum() and scale.ordered else None
        for row in counts[:, order]
    ]


def _ranking_places(behind: list[tuple[Fraction, ...] | None]) -> list[int | None]:
    ordered = sorted((shares for shares in behind if shares is not None), reverse=True)
    first = {shares: place for place, shares in reversed(list(enumerate(ordered, start=1)))}
    return [None if shares is None else first[shares] for shares in behind]

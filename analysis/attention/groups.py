"""A ranking of themes or agencies, the furthest behind first."""

from fractions import Fraction
from typing import Protocol

import numpy as np
import pandas as pd

from analysis.closure.decisions import is_closed
from analysis.facts import fact
from analysis.movement.stalled import stalled
from analysis.status.counts import Group, count_by_group, groups_of
from analysis.status.latest_status import status_at
from model.status.scale import Scale
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
    standing = _standing(tracker, as_at=as_at)
    group_numbers, names = groups_of(standing[group])
    size = np.bincount(group_numbers, minlength=len(names))
    complete, closed, stopped = (
        np.bincount(group_numbers[standing[each].to_numpy()], minlength=len(names))
        for each in ("complete", "closed", "stalled")
    )
    behind = _shares(count_by_group(standing, group=group, scale=tracker.scale), tracker.scale)
    ranked = pd.DataFrame(
        {
            "group": names,
            "recommendations": size,
            "complete": complete,
            "closed": closed,
            "outstanding": size - complete - closed,
            "stalled": stopped,
            "place": pd.Series(_ranking_places(behind[: names.count()]), dtype="Int64").reindex(names.index),
        }
    )
    ordered = ranked.assign(unnamed=ranked["group"].isna()).sort_values(
        ["unnamed", "place", "stalled", "group"], ascending=[True, True, False, True], ignore_index=True
    )
    return ordered.drop(columns="unnamed")


@fact
def _standing(tracker: Tracker, *, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return `status_at`, with whether each recommendation is complete, or else closed, and whether it has stalled."""
    standing = status_at(tracker, as_at=as_at)
    row_numbers = tracker.recommendation_rows(stalled(tracker, as_at=as_at))
    complete = standing["mark"].isin(tracker.scale.complete)
    return standing.assign(
        complete=complete,
        closed=~complete & is_closed(tracker, standing, as_at=as_at),
        stalled=np.isin(np.arange(len(standing)), row_numbers),
    )


def _shares(counts: pd.DataFrame, scale: Scale) -> list[tuple[Fraction, ...] | None]:
    """Return each group's shares of its rated recommendations, the worst status first.

    None where none is rated, or where the order of the scale is unknown.
    """
    order = [number for number, mark in enumerate(scale.marks) if mark in scale.rank]
    by_group = counts["count"].to_numpy().reshape(-1, len(scale.marks))[:, order]
    return [
        tuple(Fraction(int(n), int(row.sum())) for n in row) if row.sum() and scale.ordered else None
        for row in by_group
    ]


def _ranking_places(behind: list[tuple[Fraction, ...] | None]) -> list[int | None]:
    ordered = sorted((shares for shares in behind if shares is not None), reverse=True)
    first = {shares: place for place, shares in reversed(list(enumerate(ordered, start=1)))}
    return [None if shares is None else first[shares] for shares in behind]

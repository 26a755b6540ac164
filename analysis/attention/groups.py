"""The themes or agencies with their numbers, the most outstanding first."""

from typing import Protocol

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.closure.decisions import is_closed
from analysis.memoise import memoised
from analysis.movement.stalled import stalled
from analysis.status.counts import Group, tracker_groups
from analysis.status.latest_status import status_at
from model.tracker.restricted import Mask, whole_and_rows
from model.tracker.tracker import Tracker


class CountedGroupRow(Protocol):
    """A row of `groups_by_outstanding`."""

    group: object
    recommendations: int
    complete: int
    closed: int
    outstanding: int
    stalled: int


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


def standings(tracker: Tracker, *, as_at: pd.Timestamp) -> dict[str, Mask]:
    """Return whether each recommendation is complete, closed at another status, or outstanding: one of the three."""
    whole, rows = whole_and_rows(tracker)
    complete, closed, _stalled = _flags(whole, as_at=as_at)[:, rows]
    return {"complete": complete, "closed": closed, "outstanding": ~complete & ~closed}


@memoised
def _flags(tracker: Tracker, *, as_at: pd.Timestamp) -> npt.NDArray[np.bool_]:
    """Return three rows: whether each recommendation is complete, or else closed, and whether it has stalled."""
    standing = status_at(tracker, as_at=as_at)
    complete = standing["mark"].isin(tracker.scale.complete).to_numpy()
    closed = is_closed(tracker, standing, as_at=as_at).to_numpy()
    row_numbers = tracker.recommendation_rows(stalled(tracker, as_at=as_at))
    return np.array([complete, ~complete & closed, np.isin(np.arange(len(standing)), row_numbers)])

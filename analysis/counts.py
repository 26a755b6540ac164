"""How many recommendations have each status: of all, of each group, and round by round."""

from collections.abc import Sequence
from typing import Literal

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray

from analysis.cache import Codes, cached, column_codes
from analysis.rounds import Months, existed, latest_month
from analysis.status import StatusGrid, status_grid
from model.tracker.tracker import Tracker

# The column to group by. Recommendations without a value form one group, whose name is missing.
Group = Literal["theme", "lead_agency", "review"]


@cached
def coverage_by_agency(tracker: Tracker, *, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return how many recommendations of each lead agency were reported in each round up to a month.

    Returns:
        Columns lead_agency (in order of first appearance, the missing name last), round, recommendations (those that
        were expected or reported) and reported.
    """
    grid = status_grid(tracker, as_at=as_at)
    group_numbers, names = tracker_groups(tracker, group="lead_agency")
    counts = tally(grid.reported, group_numbers, groups=len(names), marks=len(grid.words))
    return pd.DataFrame(
        {
            "lead_agency": names.repeat(len(grid.rounds)).reset_index(drop=True),
            "round": np.tile(np.array(grid.rounds, dtype="datetime64[us]"), len(names)),
            "recommendations": counts[..., : len(grid.marks)].sum(axis=-1).ravel(),
            "reported": counts[..., : len(tracker.scale.names) + 1].sum(axis=-1).ravel(),
        }
    )


@cached
def counts_at(tracker: Tracker, *, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return how many recommendations have each mark as at a month; an unused mark counts 0.

    Returns:
        Columns mark (worst first) and count.
    """
    grid = status_grid(tracker, as_at=as_at)
    counts = np.bincount(grid.latest, minlength=len(grid.marks))
    return pd.DataFrame({"mark": _text(grid.marks), "count": counts})


@cached
def count_by_round(tracker: Tracker, *, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return how many recommendations had each mark as at each round up to a month, and as at the latest update.

    A status is carried forward until the next. A recommendation is counted from the month in which its review existed;
    the share is of those that are counted, reported or not.

    Returns:
        Columns round (oldest first; the month of the latest update where that is later), mark (worst first), count and
        share (0 to 1).
    """
    one_group = np.zeros(tracker.recommendation_count, dtype="int64"), pd.Series(_text([None]))
    return _count_by_round(tracker, *one_group, as_at=as_at).drop(columns="group")


@cached
def count_by_group(tracker: Tracker, *, group: Group, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return how many recommendations of each group have each mark as at a month.

    A recommendation counts once, for its lead agency; the share is of the group.

    Returns:
        Columns group (in order of first appearance, the missing name last), mark (worst first), count and share.
    """
    grid = status_grid(tracker, as_at=as_at)
    return _counted(grid, grid.latest[:, None], *tracker_groups(tracker, group=group)).drop(columns="round")


@cached
def count_by_group_and_round(tracker: Tracker, *, group: Group, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return how many recommendations of each group had each mark as at each round up to a month.

    Returns:
        Columns group (as in `count_by_group`), round (oldest first), mark (worst first), count and share of the group.
    """
    return _count_by_round(tracker, *tracker_groups(tracker, group=group), as_at=as_at)


def tracker_groups(tracker: Tracker, *, group: Group) -> tuple[Codes, pd.Series]:
    """Return the group number of each recommendation, and the names of the groups.

    The names are in order of appearance, a missing one last.
    """
    codes, names = column_codes(tracker, group)
    present = pd.unique(codes)
    present = present[present >= 0]
    numbers = np.full(len(names) + 1, len(present))
    numbers[present] = np.arange(len(present))
    listed = [names[code] for code in present]
    return numbers[codes], pd.Series(_text([*listed, None] if (codes < 0).any() else listed))


def tally(codes: Codes, group_numbers: Codes, *, groups: int, marks: int) -> Codes:
    """Return how many codes of a table (rows by rounds) are of each mark, as an array of groups by rounds by marks."""
    columns = codes.shape[1]
    cells = (group_numbers[:, None] * np.intp(columns) + np.arange(columns)) * marks + codes
    return np.bincount(cells.ravel(), minlength=groups * columns * marks).reshape(groups, columns, marks)


def _count_by_round(tracker: Tracker, groups: Codes, names: pd.Series, *, as_at: pd.Timestamp) -> pd.DataFrame:
    grid = status_grid(tracker, as_at=as_at)
    latest = latest_month(tracker, as_at=as_at)
    is_after = latest > grid.rounds[-1] if grid.rounds else not pd.isna(latest)
    held = np.column_stack([grid.carried, grid.latest]) if is_after else grid.carried
    months = np.array([*grid.rounds, latest] if is_after else grid.rounds, dtype="datetime64[us]")
    codes = np.where(existed(tracker, months=months), held, len(grid.marks))
    return _counted(grid, codes, groups, names, months=months)


def _counted(
    grid: StatusGrid, codes: Codes, groups: Codes, names: pd.Series, *, months: Months | None = None
) -> pd.DataFrame:
    """Return how many of each group have each mark in each column; a code past the last mark is not counted."""
    marks, columns = grid.marks, codes.shape[1]
    counts = tally(codes, groups, groups=len(names), marks=len(marks) + 1)[..., : len(marks)]
    return pd.DataFrame(
        {
            "group": names.repeat(columns * len(marks)).reset_index(drop=True),
            "round": pd.NaT if months is None else np.tile(np.repeat(months, len(marks)), len(names)),
            "mark": _text(marks * columns * len(names)),
            "count": counts.ravel(),
            "share": (counts / np.maximum(counts.sum(axis=-1, keepdims=True), 1)).ravel(),
        }
    )


def _text(values: Sequence[str | None]) -> ExtensionArray:
    return pd.array(values, dtype="str")

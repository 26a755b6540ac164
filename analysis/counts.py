"""How many recommendations have each status: of all, of each group, and round by round."""

from collections.abc import Sequence
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd
from pandas.api.extensions import ExtensionArray

from analysis.cache import Codes, cached, column_codes
from analysis.rounds import existed, latest_month
from analysis.status import status_grid
from model.status import Scale
from model.tracker.tracker import Tracker

Group = Literal["theme", "lead_agency", "review"]
"""The column to group by. Recommendations without a value form one group, whose name is missing."""


@cached
def coverage_by_agency(tracker: Tracker, *, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return how many recommendations of each lead agency were reported, and rated, in each round up to a month.

    Returns:
        Columns lead_agency (in order of first appearance, the missing name last), round, recommendations (those that
        were expected or reported), reported and rated.
    """
    grid = status_grid(tracker, as_at=as_at)
    group_numbers, names = tracker_groups(tracker, group="lead_agency")
    statuses = len(tracker.scale.names)
    counts = tally(grid.reported, group_numbers, groups=len(names), marks=len(grid.words))
    return pd.DataFrame(
        {
            "lead_agency": names.repeat(len(grid.rounds)).reset_index(drop=True),
            "round": np.tile(np.array(grid.rounds, dtype="datetime64[us]"), len(names)),
            "recommendations": counts[..., : len(grid.marks)].sum(axis=-1).ravel(),
            "reported": counts[..., : statuses + 1].sum(axis=-1).ravel(),
            "rated": counts[..., :statuses].sum(axis=-1).ravel(),
        }
    )


def count_marks(standing: pd.DataFrame, *, scale: Scale) -> pd.DataFrame:
    """Return how many recommendations of a `status_at` table have each mark; an unused mark counts 0.

    Returns:
        Columns mark (worst first) and count.
    """
    return _counted(_mark_codes(standing["mark"], scale.marks), scale.marks)


@cached
def counts_at(tracker: Tracker, *, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return how many recommendations have each mark as at a month, as `count_marks` does."""
    grid = status_grid(tracker, as_at=as_at)
    return _counted(grid.latest, grid.marks)


@cached
def count_by_round(tracker: Tracker, *, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return how many recommendations had each mark as at each round up to a month, and as at the latest update.

    A status is carried forward until the next. A recommendation is counted from the month in which its review existed;
    the share is of those that are counted, reported or not.

    Returns:
        Columns round (oldest first; the month of the latest update where that is later), mark (worst first), count and
        share (0 to 1).
    """
    one_group = np.zeros(tracker.recommendation_count, dtype="int64")
    counted = _count_by_round(tracker, one_group, pd.Series(_text([None])), as_at=as_at)
    return counted.drop(columns="group")


def count_by_group(standing: pd.DataFrame, *, group: Group, scale: Scale) -> pd.DataFrame:
    """Return how many recommendations of each group have each mark, from a `status_at` table.

    A recommendation counts once, for its lead agency; the share is of the group.

    Returns:
        Columns group (in order of first appearance, the missing name last), mark (worst first), count and share.
    """
    marks = scale.marks
    group_numbers, names = groups_of(standing[group])
    codes = _mark_codes(standing["mark"], marks)[:, None]
    counts = tally(codes, group_numbers, groups=len(names), marks=len(marks))[:, 0]
    return pd.DataFrame(
        {
            "group": names.repeat(len(marks)).reset_index(drop=True),
            "mark": _text(marks * len(names)),
            "count": counts.ravel(),
            "share": _share(counts).ravel(),
        }
    )


@cached
def count_by_group_and_round(tracker: Tracker, *, group: Group, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return how many recommendations of each group had each mark as at each round up to a month.

    Returns:
        Columns group (as in `count_by_group`), round (oldest first), mark (worst first), count and share of the group.
    """
    return _count_by_round(tracker, *tracker_groups(tracker, group=group), as_at=as_at)


def _mark_codes(column: "pd.Series[str]", marks: Sequence[str]) -> Codes:
    """Return the index into the marks of a scale of each mark of a column."""
    codes: Codes = pd.Index(marks).get_indexer(pd.Index(column))
    return codes


def groups_of(names: pd.Series) -> tuple[Codes, pd.Series]:
    """Return the group number of each row, and the names of the groups in order of appearance, a missing one last."""
    group_numbers, found = pd.factorize(names)
    missing = group_numbers < 0
    listed = [*found, None] if missing.any() else list(found)
    return np.where(missing, len(found), group_numbers), pd.Series(_text(listed))


def tracker_groups(tracker: Tracker, *, group: Group) -> tuple[Codes, pd.Series]:
    """Return the group number of each recommendation, and the names of the groups, as `groups_of` does."""
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
    uncounted = len(grid.marks)
    codes = np.where(existed(tracker, months=months), held, uncounted)
    counts = tally(codes, groups, groups=len(names), marks=uncounted + 1)[..., :uncounted]
    return pd.DataFrame(
        {
            "group": names.repeat(len(months) * uncounted).reset_index(drop=True),
            "round": np.tile(np.repeat(months, uncounted), len(names)),
            "mark": _text(grid.marks * len(months) * len(names)),
            "count": counts.ravel(),
            "share": _share(counts).ravel(),
        }
    )


def _counted(codes: Codes, marks: tuple[str, ...]) -> pd.DataFrame:
    return pd.DataFrame({"mark": _text(marks), "count": np.bincount(codes, minlength=len(marks))})


def _share(counts: Codes) -> npt.NDArray[np.float64]:
    totals = counts.sum(axis=-1, keepdims=True)
    shares: npt.NDArray[np.float64] = counts / np.maximum(totals, 1)
    return shares


def _text(values: Sequence[str | None]) -> ExtensionArray:
    return pd.array(values, dtype="str")

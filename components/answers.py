"""Answers that several pages ask for, each one question of a tracker: `view.ask(answer, as_at=view.as_at)`."""

import pandas as pd

from analysis.attention import needs_attention
from analysis.counts import count_marks
from analysis.last_moved import since_last_movement
from analysis.movement import movement_between, movement_grid
from analysis.rounds import round_before
from analysis.standing import standing_at
from model.tracker import Tracker


def counts_at(tracker: Tracker, *, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return how many recommendations carry each mark as at a month: mark, count."""
    return count_marks(standing_at(tracker, as_at=as_at), scale=tracker.scale)


def latest_movement(tracker: Tracker, *, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return the movement since the round before, with the basis of each status; empty where there is none before."""
    before = round_before(tracker, as_at=as_at)
    moves = movement_with_basis(tracker, start=as_at if before is None else before, end=as_at)
    return moves if before is not None else moves.iloc[:0]


def movement_with_basis(tracker: Tracker, *, start: pd.Timestamp, end: pd.Timestamp) -> pd.DataFrame:
    """Return the movement between two rounds as analysis.movement gives it, with the basis of each later status."""
    standing = standing_at(tracker, as_at=end)
    moves = movement_between(tracker, start=start, end=end)
    return moves.merge(standing[["review", "ref", "basis"]], on=["review", "ref"], how="left")


def grid_between(tracker: Tracker, *, start: pd.Timestamp, end: pd.Timestamp) -> pd.DataFrame:
    """Return how many recommendations went from each mark to each, as analysis.movement gives it."""
    return movement_grid(movement_between(tracker, start=start, end=end), scale=tracker.scale)


def listing_at(tracker: Tracker, *, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return each recommendation as it stands, with the round since which it has stood so: standing and `moved_on`."""
    standing = standing_at(tracker, as_at=as_at)
    return standing.merge(since_last_movement(tracker, as_at=as_at), on=["review", "ref"], how="left")


def attention_at(tracker: Tracker, *, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return what needs attention as analysis.attention gives it, with the basis of each status."""
    standing = standing_at(tracker, as_at=as_at)
    return needs_attention(tracker, as_at=as_at).merge(standing[["review", "ref", "basis"]], on=["review", "ref"])

"""The signs that a recommendation has stalled."""

from typing import Protocol

import numpy as np
import pandas as pd

from analysis.closure.decisions import is_closed
from analysis.facts import fact
from analysis.status.last_moved import since_last_movement
from analysis.status.status_grid import status_grid
from analysis.texts.bullet_points import repeated_points
from analysis.texts.stalled_phrases import stalled_phrase
from analysis.updates.counted_updates import KEY, counted_updates, latest_round_updates, update_texts
from analysis.updates.rounds import rounds_since
from model.terms import StallSign
from model.tracker.rows import RefRow
from model.tracker.tracker import Tracker

_COLUMNS = ["recommendation_row", "reason", "since", "words"]

ROUNDS = 2
"""The default number of rounds after which an unchanged status counts as stalled."""


class StalledRow(RefRow, Protocol):
    """A row of `stalled`."""

    reason: str
    since: pd.Timestamp
    rounds: int
    words: object


@fact
def stalled(tracker: Tracker, *, as_at: pd.Timestamp, rounds: int = ROUNDS) -> pd.DataFrame:
    """Return each sign that a recommendation has stalled as at a month.

    A complete or closed recommendation never stalls. Only the words of the latest round in which the recommendation
    was reported count. A recommendation may have several signs, each listed once.

    Returns:
        Columns review, ref, reason (a `StallSign`), since (the round in which the status or the words first appeared),
        rounds (of its review, from since up to the month, both included) and words (missing for a status), in the
        tracker's order.
    """
    grid = status_grid(tracker, as_at=as_at)
    if not grid.rounds:
        return _signs_table(tracker, pd.DataFrame(columns=_COLUMNS), as_at)
    complete = np.isin(grid.latest, [tracker.scale.rank[name] for name in tracker.scale.complete])
    is_done = complete | is_closed(tracker, tracker.recommendations, as_at=as_at).to_numpy()
    moved = since_last_movement(tracker, as_at=as_at)
    row_numbers = np.flatnonzero(moved["rounds"].ge(rounds).fillna(value=False))
    same_status = pd.DataFrame(
        {
            "recommendation_row": row_numbers,
            "reason": StallSign.SAME_STATUS.value,
            "since": moved["moved_on"].to_numpy()[row_numbers],
        }
    )
    updates = counted_updates(tracker, as_at=as_at)
    words = update_texts(tracker, updates)
    found = [same_status, _repeated_points(updates, words), _stalled_phrases(updates, words)]
    signs = pd.concat(found, ignore_index=True)
    return _signs_table(tracker, signs[~is_done[signs["recommendation_row"].to_numpy(int)]], as_at)


def _repeated_points(updates: pd.DataFrame, words: "pd.Series[str]") -> pd.DataFrame:
    repeated = repeated_points(updates, words, wanted=latest_round_updates(updates).index)
    longest = repeated.sort_values("since", kind="stable").drop_duplicates("recommendation_row")
    return longest[["recommendation_row", "since", "words"]].assign(reason=StallSign.SAME_WORDS.value)


def _stalled_phrases(updates: pd.DataFrame, words: "pd.Series[str]") -> pd.DataFrame:
    latest = latest_round_updates(updates)
    found = []
    for row_number, month, text in zip(
        latest["recommendation_row"], latest["round"], words.loc[latest.index], strict=True
    ):
        sign = stalled_phrase(text, reported=month)
        if sign:
            found.append((row_number, sign[0].value, month, sign[1]))
    return pd.DataFrame(found, columns=_COLUMNS)


def _signs_table(tracker: Tracker, signs: pd.DataFrame, as_at: pd.Timestamp) -> pd.DataFrame:
    order = [each.value for each in StallSign]
    ordered = (
        signs.assign(
            recommendation_row=signs["recommendation_row"].astype("int64"),
            since=signs["since"].astype("datetime64[us]"),
        )
        .drop_duplicates(["recommendation_row", "reason"])
        .sort_values("reason", key=lambda reasons: reasons.map(order.index), kind="stable")
        .sort_values("recommendation_row", kind="stable", ignore_index=True)
    )
    row_numbers = ordered["recommendation_row"].to_numpy()
    keys = tracker.recommendations[KEY].iloc[row_numbers].reset_index(drop=True)
    counted = rounds_since(tracker, row_numbers, ordered["since"].to_numpy(), as_at=as_at)
    return keys.assign(
        reason=ordered["reason"].astype("str"),
        since=ordered["since"],
        rounds=np.maximum(counted, 1),
        words=ordered["words"].astype("str"),
    )

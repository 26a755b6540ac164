"""Which recommendations have stalled, and how that shows."""

from typing import Protocol

import numpy as np
import pandas as pd

from analysis.memoise import memoised
from analysis.status.last_moved import unchanged_since
from analysis.status.status_grid import status_grid
from analysis.texts.bullet_points import repeated_points
from analysis.texts.stalled_phrases import stalled_phrase
from analysis.updates.counted_updates import KEY, counted_updates, latest_round_updates, update_texts
from model.terms import StallSign
from model.tracker.rows import RefRow
from model.tracker.tracker import Tracker

ROUNDS = 2
"""How many rounds a status must have stood to count as stalled, unless told otherwise."""


class StalledRow(RefRow, Protocol):
    """A row of `stalled`."""

    reason: str
    since: pd.Timestamp
    rounds: int
    words: object


@memoised
def stalled(tracker: Tracker, *, as_at: pd.Timestamp, rounds: int = ROUNDS) -> pd.DataFrame:
    """Return each sign that a recommendation has stalled as at a month.

    A complete recommendation never stalls. Of words only those of the latest round in which the recommendation was
    reported count. A recommendation may show several signs, each once.

    Returns:
        Columns review, ref, reason (a `StallSign`), since (the round in which the status or the words first stood),
        rounds (of the tracker, from since up to the month, both counted) and words (missing for a status), in the tracker's
        order.
    """
    grid = status_grid(tracker, as_at=as_at)
    statuses = len(tracker.scale.names)
    rated, column = unchanged_since(grid, statuses=statuses)
    if not grid.rounds:
        return _table(tracker, pd.DataFrame(columns=["place", "reason", "since", "words"]), grid.rounds)
    complete = np.isin(grid.carried[:, -1], [tracker.scale.rank[name] for name in tracker.scale.complete])
    long = rated.to_numpy() & (len(grid.rounds) - column >= rounds)
    places = np.flatnonzero(long)
    same_status = pd.DataFrame(
        {"place": places, "reason": StallSign.SAME_STATUS.value, "since": np.array(grid.rounds)[column[places]]}
    )
    said = counted_updates(tracker, as_at=as_at)
    words = update_texts(tracker, said)
    signs = pd.concat([same_status, _same_words(said, words), _standstills(said, words)], ignore_index=True)
    return _table(tracker, signs[~complete[signs["place"].to_numpy(int)]], grid.rounds)


def _same_words(said: pd.DataFrame, words: "pd.Series[str]") -> pd.DataFrame:
    repeated = repeated_points(said, words, wanted=latest_round_updates(said).index)
    longest = repeated.sort_values("since", kind="stable").drop_duplicates("place")
    return longest[["place", "since", "words"]].assign(reason=StallSign.SAME_WORDS.value)


def _standstills(said: pd.DataFrame, words: "pd.Series[str]") -> pd.DataFrame:
    latest = latest_round_updates(said)
    found = []
    for place, month, text in zip(latest["place"], latest["round"], words.loc[latest.index], strict=True):
        sign = stalled_phrase(text, reported=month)
        if sign:
            found.append((place, sign[0].value, month, sign[1]))
    return pd.DataFrame(found, columns=["place", "reason", "since", "words"])


def _table(tracker: Tracker, signs: pd.DataFrame, known: list[pd.Timestamp]) -> pd.DataFrame:
    order = [each.value for each in StallSign]
    ordered = (
        signs.assign(place=signs["place"].astype("int64"), since=signs["since"].astype("datetime64[us]"))
        .drop_duplicates(["place", "reason"])
        .sort_values("reason", key=lambda reasons: reasons.map(order.index), kind="stable")
        .sort_values("place", kind="stable", ignore_index=True)
    )
    keys = tracker.recommendations[KEY].iloc[ordered["place"].to_numpy()].reset_index(drop=True)
    first = pd.DatetimeIndex(known).get_indexer(pd.Index(ordered["since"]))
    return keys.assign(
        reason=ordered["reason"].astype("str"),
        since=ordered["since"],
        rounds=len(known) - first,
        words=ordered["words"].astype("str"),
    )

"""The latest words about every recommendation as at a month."""

from typing import Protocol

import pandas as pd

from analysis.facts import fact
from analysis.updates.counted_updates import KEY, counted_updates
from model.tracker.rows import RefRow
from model.tracker.tracker import Tracker


class LatestWordsRow(RefRow, Protocol):
    """A row of `latest_words`."""

    round: pd.Timestamp
    update: object
    update_cy: object


@fact
def latest_words(tracker: Tracker, *, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return the latest update with words of each recommendation, as at a month.

    An update without words, such as a status alone, is passed over: the words may be of an earlier round than the
    status. A recommendation without words has no row.

    Returns:
        Columns review, ref, round, update and update_cy.
    """
    updates = counted_updates(tracker, as_at=as_at)
    texts = tracker.progress.loc[updates.index, ["update", "update_cy"]]
    worded = updates[texts.notna().any(axis=1)].drop_duplicates(KEY, keep="last")
    return worded[[*KEY, "round"]].join(texts).reset_index(drop=True)

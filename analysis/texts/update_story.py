"""The story of one recommendation: its updates, newest first, each with its flags."""

from typing import Protocol

import pandas as pd

from analysis.cache import cached
from analysis.texts.phrases import contradictions_in, repeated_points, stalled_phrase
from analysis.updates import counted_updates, update_texts
from model.terms import NOT_RATED, Flag
from model.tracker.tracker import RestrictedTracker, Tracker

_FIELDS = [
    "round",
    "date",
    "date_last",
    "date_precision",
    "date_words",
    "kind",
    "status",
    "basis",
    "rated_by",
    "update",
    "update_cy",
    "agency_status",
    "proposed_closure",
    "closure_reason",
]


class StoryRow(Protocol):
    """A row of `story`."""

    round: pd.Timestamp
    date: pd.Timestamp
    date_last: pd.Timestamp
    date_precision: str
    date_words: str
    kind: str
    mark: str
    basis: object
    rated_by: object
    agency_status: object
    proposed_closure: object
    closure_reason: object
    flags: "list[Flag]"
    changed_from: object


@cached
def story(tracker: Tracker, *, review: str, ref: str, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return the updates of one recommendation up to a month, newest first; none where the tracker does not have it.

    Flags are judged as of the round of each update. A second status in one round is a correction, not a movement:
    `changed_from` is set at the last status of a round, where the previous status differs.

    Returns:
        Columns round, date, date_last, date_precision, date_words, kind, mark (the status, or `not rated`), basis,
        rated_by, update, update_cy, agency_status, proposed_closure, closure_reason, evidence, flags (a list of `Flag`)
        and changed_from (missing where nothing changed).
    """
    single = _restricted(tracker, review, ref)
    updates = counted_updates(single, as_at=as_at)
    table = single.progress.loc[updates.index, [*_FIELDS, "evidence"]].rename(columns={"status": "mark"})
    table = table.assign(
        mark=updates["status"].fillna(NOT_RATED), flags=_flags(single, updates), changed_from=_changes(updates)
    )
    return table.iloc[::-1].reset_index(drop=True)


def _restricted(tracker: Tracker, review: str, ref: str) -> Tracker:
    table = tracker.recommendations
    selected = (table["review"].eq(review) & table["ref"].eq(ref)).to_numpy(bool)
    return RestrictedTracker(tracker, selected)


def _flags(tracker: Tracker, updates: pd.DataFrame) -> "pd.Series[str]":
    words = update_texts(tracker, updates)
    repeating = set(repeated_points(updates, words, wanted=updates.index).index)
    flags = []
    for index, month, status, text in zip(updates.index, updates["round"], updates["status"], words, strict=True):
        phrase = stalled_phrase(text, reported=month)
        contradicted = isinstance(status, str) and any(contradictions_in(text, status=status, scale=tracker.scale))
        listed = [Flag.REPEATS.value] if index in repeating else []
        listed += [Flag(phrase[0]).value] if phrase else []
        flags.append([*listed, Flag.CONTRADICTION.value] if contradicted else listed)
    return pd.Series(flags, index=updates.index, dtype="object")


def _changes(updates: pd.DataFrame) -> "pd.Series[str]":
    statuses = updates[updates["status"].notna()].drop_duplicates("round", keep="last")["status"]
    before = statuses.shift()
    return before.where(before.ne(statuses)).reindex(updates.index).astype("str")

"""The story of one recommendation: its updates, newest first, each with what is to be said of it."""

from dataclasses import replace
from typing import Protocol

import pandas as pd

from analysis.texts.bullet_points import repeated_points
from analysis.texts.contradictions import contradictions_in
from analysis.texts.stalled_phrases import stalled_phrase
from analysis.updates.counted_updates import counted_updates, update_texts
from model.terms import NOT_RATED, Flag
from model.tracker.tracker import Tracker

_TOLD = [
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
    flags: "list[Flag]"
    changed_from: object


def story(tracker: Tracker, *, review: str, ref: str, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return the updates of one recommendation up to a month, newest first; none where the tracker has no such one.

    Flags are judged as of each update's own round. A status given after another in its round corrects it and moves
    nothing; `changed_from` stands at the last status of a round, where the round before it left another.

    Returns:
        Columns round, date, date_last, date_precision, date_words, kind, mark (the status given, or `not rated`),
        basis, rated_by, update, update_cy, evidence, flags (a list of `Flag`) and changed_from (missing where nothing
        changed).
    """
    own = _alone(tracker, review, ref)
    said = counted_updates(own, as_at=as_at)
    told = own.progress.loc[said.index, [*_TOLD, "evidence"]].rename(columns={"status": "mark"})
    told = told.assign(mark=said["status"].fillna(NOT_RATED), flags=_flags(own, said), changed_from=_changes(said))
    return told.iloc[::-1].reset_index(drop=True)


def _alone(tracker: Tracker, review: str, ref: str) -> Tracker:
    def only(table: pd.DataFrame) -> pd.DataFrame:
        return table[table["review"].eq(review) & table["ref"].eq(ref)]

    return replace(tracker, recommendations=only(tracker.recommendations), progress=only(tracker.progress))


def _flags(own: Tracker, said: pd.DataFrame) -> "pd.Series[str]":
    words = update_texts(own, said)
    repeating = set(repeated_points(said, words, wanted=said.index).index)
    flags = []
    for index, month, status, text in zip(said.index, said["round"], said["status"], words, strict=True):
        still = stalled_phrase(text, reported=month)
        contradicted = isinstance(status, str) and any(contradictions_in(text, status=status, scale=own.scale))
        listed = [Flag.REPEATS.value] if index in repeating else []
        listed += [Flag(still[0]).value] if still else []
        flags.append([*listed, Flag.CONTRADICTION.value] if contradicted else listed)
    return pd.Series(flags, index=said.index, dtype="object")


def _changes(said: pd.DataFrame) -> "pd.Series[str]":
    standing = said[said["status"].notna()].drop_duplicates("round", keep="last")["status"]
    before = standing.shift()
    return before.where(before.ne(standing)).reindex(said.index).astype("str")

"""The decisions on the closure of recommendations, and which recommendations they close."""

from typing import Protocol

import pandas as pd

from analysis.facts import fact
from analysis.updates.counted_updates import KEY
from analysis.updates.judged_on import known_by
from model.terms import CLOSING_DECISIONS
from model.tracker.refs import named_recommendation
from model.tracker.rows import RefRow
from model.tracker.tracker import Tracker


class DecisionRow(RefRow, Protocol):
    """A row of `decisions` or of `closure_at`."""

    date: pd.Timestamp
    date_last: pd.Timestamp
    date_precision: object
    date_words: object
    decision: str
    reason: object
    evidence: object
    by: object
    superseded_by: object
    closes: bool


class SupersededRow(RefRow, Protocol):
    """A row of `superseded_at`."""

    by_review: str
    by_ref: str


@fact
def decisions(tracker: Tracker, *, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return the decisions made in a month or before, earliest first; those of one day keep the order of their rows.

    A decision without a date counts as made before every other one.

    Returns:
        The columns of the decisions, and `closes`: whether the recommendation is closed after it.
    """
    made = known_by(tracker.decisions, as_at=as_at)
    made = made[made["decision"].notna()]
    ordered = made.sort_values("date", kind="stable", na_position="first", ignore_index=True)
    return ordered.assign(closes=ordered["decision"].isin([decision.value for decision in CLOSING_DECISIONS]))


@fact
def closure_at(tracker: Tracker, *, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return the decision that holds for each recommendation as at a month: the latest one.

    It is closed where that decision closes it. Closed is no status of the scale: a closed recommendation keeps its
    status, complete or not. One without a decision has no row.

    Returns:
        The columns of `decisions`.
    """
    return decisions(tracker, as_at=as_at).drop_duplicates(KEY, keep="last").reset_index(drop=True)


@fact
def superseded_at(tracker: Tracker, *, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return the recommendations whose decision as at a month names one of the tracker that takes their place.

    Returns:
        Columns review and ref, and by_review and by_ref of the one that takes the place.
    """
    closure = closure_at(tracker, as_at=as_at)
    named = closure[closure["superseded_by"].notna()]
    known = frozenset(zip(*(tracker.recommendations[name] for name in KEY), strict=True))
    cells = zip(named["review"], named["ref"], named["superseded_by"], strict=True)
    found = [(review, ref, named_recommendation(cell, review, known)) for review, ref, cell in cells]
    rows = [(*key, *by) for *key, by in found if by is not None and list(by) != key]
    return pd.DataFrame(rows, columns=[*KEY, "by_review", "by_ref"]).astype("str")


def is_closed(tracker: Tracker, items: pd.DataFrame, *, as_at: pd.Timestamp) -> "pd.Series[bool]":
    """Return whether each row of a table, by its review and ref, is about a recommendation that is closed."""
    closure = closure_at(tracker, as_at=as_at)
    closed = pd.MultiIndex.from_frame(closure.loc[closure["closes"], KEY])
    return pd.Series(pd.MultiIndex.from_frame(items[KEY]).isin(closed), index=items.index)


def decided_later(tracker: Tracker, *, as_at: pd.Timestamp) -> int:
    """Return how many decisions were made after a month, and are in none of its answers."""
    return len(tracker.decisions) - len(known_by(tracker.decisions, as_at=as_at))

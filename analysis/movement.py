"""The movement of each recommendation between two months, and which have stalled."""

import numpy as np
import pandas as pd

from analysis.cache import cached, cached_row_by_row
from analysis.rounds import NO_MONTH, existed_at, latest_month, round_before, rounds_since
from analysis.status import standings, status_at, status_grid
from analysis.table_rows import KEY, counted_updates, first_true, latest_round_updates, update_texts
from analysis.texts.phrases import repeated_points, stalled_phrase
from model.terms import STANDSTILLS, Movement, Scale, StallSign
from model.tracker.tracker import Tracker

_COLUMNS = ["recommendation_row", "reason", "since", "words"]
# The default number of rounds after which an unchanged status counts as stalled.
ROUNDS = 2


@cached_row_by_row
def movement_between(tracker: Tracker, *, start: pd.Timestamp | None, end: pd.Timestamp) -> pd.DataFrame:
    """Return the movement of each recommendation that existed at the second of two months: exactly one each.

    Rated at both: into a complete status is completed, out of one reopened; otherwise by its rank in the scale
    improved, worsened or unchanged, or changed while the order of the scale is not known. Rated only at the end is
    newly rated; not rated at the end is not rated. What did not move and was silent in the later round is not
    reported: neither unchanged nor not rated. A tracker has one status per round, that of the latest update: a status
    corrected within its round is never a movement. A start of None, where there is no earlier round, is before every
    update.

    Returns:
        Columns review, ref, title, title_cy, theme, lead_agency, from_mark, from_basis, to_mark, basis and rated_on (of
        the later status) and movement.
    """
    before = status_at(tracker, as_at=NO_MONTH if start is None else start)
    after = status_at(tracker, as_at=end)
    silent = pd.Series(status_grid(tracker, as_at=end).not_reported, index=after.index)
    moves = after[["review", "ref", "title", "title_cy", "theme", "lead_agency"]].assign(
        from_mark=before["mark"],
        from_basis=before["basis"],
        **{"to_mark": after["mark"], "basis": after["basis"], "rated_on": after["rated_on"]},
        movement=_movements(before["status"], after["status"], silent, tracker.scale),
    )
    return moves[existed_at(tracker, end)].reset_index(drop=True)


@cached
def latest_rounds(tracker: Tracker, *, as_at: pd.Timestamp) -> tuple[pd.Timestamp | None, pd.Timestamp]:
    """Return the round before the latest one as at a month (None without one), and the month to compare it with.

    That is the month itself, or the month of the latest entry where it is later: the month statuses are shown as at.
    """
    return round_before(tracker, as_at=as_at), min(as_at, latest_month(tracker))


@cached
def latest_movement(tracker: Tracker, *, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return the movement between the latest two rounds as at a month; no rows without an earlier round."""
    start, end = latest_rounds(tracker, as_at=as_at)
    moves = movement_between(tracker, start=start, end=end)
    return moves if start is not None else moves.iloc[:0]


def moved_first(moves: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of `movement_between` of what moved, steps backwards first."""
    order = [movement.value for movement in Movement if movement not in STANDSTILLS]
    moved = moves[moves["movement"].isin(order)]
    return moved.sort_values("movement", key=lambda movements: movements.map(order.index), kind="stable")


@cached
def grid_between(tracker: Tracker, *, start: pd.Timestamp | None, end: pd.Timestamp) -> pd.DataFrame:
    """Return how many recommendations moved from each mark to each mark between two months; unused pairs count 0.

    Those are counted that existed at both.

    Returns:
        Columns from_mark, to_mark (both worst first) and count.
    """
    start = NO_MONTH if start is None else start
    before, after = (status_grid(tracker, as_at=month).latest for month in (start, end))
    marks = pd.Index(tracker.scale.marks, dtype="str")
    is_in_both = existed_at(tracker, start) & existed_at(tracker, end)
    pairs = (before.astype(np.intp) * len(marks) + after)[is_in_both]
    table = pd.MultiIndex.from_product([marks, marks], names=["from_mark", "to_mark"]).to_frame(index=False)
    return table.assign(count=np.bincount(pairs, minlength=len(table)))


def _movements(before: pd.Series, after: pd.Series, silent: "pd.Series[bool]", scale: Scale) -> pd.Series:
    start, end = before.map(scale.rank), after.map(scale.rank)
    was_complete, is_complete = before.isin(scale.complete), after.isin(scale.complete)
    rules = {
        Movement.NOT_REPORTED: silent & (start.eq(end) | end.isna()),
        Movement.NOT_RATED: end.isna(),
        Movement.NEWLY_RATED: start.isna(),
        Movement.COMPLETED: ~was_complete & is_complete,
        Movement.REOPENED: was_complete & ~is_complete,
        Movement.CHANGED: start.ne(end) & (not scale.ordered),
        Movement.IMPROVED: end > start,
        Movement.WORSENED: end < start,
    }
    return first_true(rules, after.to_frame(), default=Movement.UNCHANGED)


@cached_row_by_row
def stalled(tracker: Tracker, *, as_at: pd.Timestamp) -> pd.DataFrame:
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
    standing, is_open = status_at(tracker, as_at=as_at), standings(tracker, as_at=as_at)["outstanding"]
    rows = np.flatnonzero(standing["rounds_since"].ge(ROUNDS).fillna(value=False))
    since = standing["status_since"].to_numpy()[rows]
    same_status = pd.DataFrame({"recommendation_row": rows, "reason": StallSign.SAME_STATUS.value, "since": since})
    updates = counted_updates(tracker, as_at=as_at)
    words = update_texts(tracker, updates)
    latest = latest_round_updates(updates)
    same_words = repeated_points(updates, words, wanted=latest.index).assign(reason=StallSign.SAME_WORDS.value)
    longest = same_words.sort_values("since", kind="stable").drop_duplicates("recommendation_row")
    signs = pd.concat([same_status, longest[_COLUMNS], _stalled_phrases(latest, words)], ignore_index=True)
    return _signs_table(tracker, signs[is_open[signs["recommendation_row"].to_numpy(int)]], as_at)


def _stalled_phrases(latest: pd.DataFrame, words: "pd.Series[str]") -> pd.DataFrame:
    rows = zip(latest["recommendation_row"], latest["round"], words.loc[latest.index], strict=True)
    signs = ((row_number, month, stalled_phrase(text, reported=month)) for row_number, month, text in rows)
    found = [(row_number, sign[0].value, month, sign[1]) for row_number, month, sign in signs if sign]
    return pd.DataFrame(found, columns=_COLUMNS)


def _signs_table(tracker: Tracker, signs: pd.DataFrame, as_at: pd.Timestamp) -> pd.DataFrame:
    order = [each.value for each in StallSign]
    types = {"recommendation_row": "int64", "since": "datetime64[us]", "reason": "str", "words": "str"}
    signs = signs.astype(types).assign(strength=signs["reason"].map(order.index))
    signs = signs.drop_duplicates(["recommendation_row", "reason"])
    signs = signs.sort_values(["recommendation_row", "strength"], kind="stable", ignore_index=True)
    row_numbers = signs["recommendation_row"].to_numpy()
    keys = tracker.recommendations[KEY].iloc[row_numbers].reset_index(drop=True)
    counted = rounds_since(tracker, row_numbers, signs["since"].to_numpy(), as_at=as_at)
    return keys.join(signs[["reason", "since"]]).assign(rounds=np.maximum(counted, 1), words=signs["words"])

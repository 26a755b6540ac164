"""What needs attention: recommendations with the strongest reason for each."""

from typing import Protocol

import pandas as pd

from analysis.closure.decisions import is_closed
from analysis.facts import fact
from analysis.movement.movement import movement_between
from analysis.movement.stalled import stalled
from analysis.promises.promises import promises
from analysis.status.latest_status import MarkRow, status_at
from analysis.texts.contradictions import contradictions
from analysis.texts.prose_dates import dates_in_prose
from analysis.updates.counted_updates import KEY
from analysis.updates.judged_on import judged_on
from analysis.updates.rounds import round_before
from model.terms import AttentionReason, Movement, Timing
from model.tracker.tracker import Tracker

_COLUMNS = [*KEY, "reason", "round", "words", "first", "last"]


class AttentionRow(MarkRow, Protocol):
    """A row of `needs_attention`."""

    theme: object
    lead_agency: object
    reason: str
    round: pd.Timestamp
    words: object
    reasons: int


def needs_attention(tracker: Tracker, *, as_at: pd.Timestamp, today: pd.Timestamp | None = None) -> pd.DataFrame:
    """Return the recommendations that need attention as at a month, the strongest reason first.

    Each is listed once, with its strongest reason and the number of its reasons. A complete one is listed only where
    its words contradict its status, and a closed one never. An unchanged status is a reason only where no
    recommendation has any other. Nothing is worst, reopened or worsened while the order of the scale is unknown.
    Promises are judged at the end of the month, or on a day before it: `today`. Within a reason the earliest date comes
    first, then the earliest round.

    Returns:
        Columns review, ref, title, title_cy, theme, lead_agency, mark, basis, reason (an `AttentionReason`), round (of
        the update, or since which the status is unchanged), words (as written, where they are the reason), first and
        last (the days of a promise) and reasons (how many).
    """
    other = _strongest_but_unchanged(tracker, as_at=as_at, today=today)
    return other if len(other) else _strongest(tracker, as_at=as_at, today=today)


@fact
def _strongest_but_unchanged(tracker: Tracker, *, as_at: pd.Timestamp, today: pd.Timestamp | None) -> pd.DataFrame:
    """Return the rows of `_strongest` whose reason is not an unchanged status."""
    strongest = _strongest(tracker, as_at=as_at, today=today)
    return strongest[strongest["reason"].ne(AttentionReason.SAME_STATUS)].reset_index(drop=True)


@fact
def _strongest(tracker: Tracker, *, as_at: pd.Timestamp, today: pd.Timestamp | None) -> pd.DataFrame:
    """Return each recommendation with its strongest reason, in order."""
    standing = status_at(tracker, as_at=as_at)
    reasons = _reasons(tracker, standing, as_at, today)
    fields = ["title", "title_cy", "theme", "lead_agency", "mark", "basis"]
    table = reasons.merge(standing[[*KEY, *fields]].assign(row_number=range(len(standing))), on=KEY)
    complete = table["mark"].isin(tracker.scale.complete)
    table = table[~complete | table["reason"].eq(AttentionReason.CONTRADICTION)]
    table = table[~is_closed(tracker, table, as_at=as_at)]
    order = [each.value for each in AttentionReason]
    ordered = table.assign(strength=table["reason"].map(order.index)).sort_values(
        ["strength", "first", "round", "row_number"], kind="stable"
    )
    strongest = ordered.assign(reasons=ordered.groupby(KEY)["reason"].transform("nunique")).drop_duplicates(KEY)
    columns = [*KEY, *fields, "reason", "round", "words", "first", "last", "reasons"]
    return strongest[columns].astype({"reasons": "int64"}).reset_index(drop=True)


def _reasons(tracker: Tracker, standing: pd.DataFrame, as_at: pd.Timestamp, today: pd.Timestamp | None) -> pd.DataFrame:
    contradicted = contradictions(tracker, as_at=as_at).assign(reason=AttentionReason.CONTRADICTION.value)
    signs = stalled(tracker, as_at=as_at).rename(columns={"since": "round"})
    reasons = [
        contradicted,
        _moved_back(tracker, as_at),
        _worst(tracker, standing),
        _overdue(promises(tracker, as_at=as_at, today=today)),
        signs,
    ]
    shaped = [each.reindex(columns=_COLUMNS) for each in [*reasons, _promised_next(tracker, as_at, today)]]
    dates = dict.fromkeys(("round", "first", "last"), "datetime64[us]")
    text = dict.fromkeys((*KEY, "reason", "words"), "str")
    return pd.concat([each.astype({**dates, **text}) for each in shaped], ignore_index=True)


def _moved_back(tracker: Tracker, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return what was reopened or worsened in the latest round."""
    moves = movement_between(tracker, start=round_before(tracker, as_at=as_at), end=as_at)
    back = moves[moves["movement"].isin([Movement.REOPENED, Movement.WORSENED]) & tracker.scale.ordered]
    return back.assign(reason=back["movement"], round=back["rated_on"])


def _worst(tracker: Tracker, standing: pd.DataFrame) -> pd.DataFrame:
    worst = standing[standing["status"].isin(tracker.scale.names[:1] if tracker.scale.ordered else ())]
    return worst.assign(reason=AttentionReason.WORST.value, round=worst["rated_on"])


def _overdue(promised: pd.DataFrame) -> pd.DataFrame:
    overdue = promised[promised["timing"].eq(Timing.OVERDUE)]
    return overdue.assign(
        reason=AttentionReason.OVERDUE.value, words=overdue["activity"], first=overdue["due"], last=overdue["due_last"]
    )


def _promised_next(tracker: Tracker, as_at: pd.Timestamp, today: pd.Timestamp | None) -> pd.DataFrame:
    named = dates_in_prose(tracker, as_at=as_at)
    return named[named["last"].ge(judged_on(as_at, today))].assign(reason=AttentionReason.PROMISED_NEXT.value)

"""What the agencies say of themselves: the status that they give themselves, and what they propose to close."""

from typing import Protocol

import pandas as pd

from analysis.closure.decisions import closure_at
from analysis.facts import fact
from analysis.status.latest_status import status_at
from analysis.updates.counted_updates import KEY
from model.tracker.rows import RefRow
from model.tracker.tracker import Tracker

_FIELDS = ["date", "round", "agency_status", "proposed_closure", "closure_reason"]


class SelfAssessmentRow(RefRow, Protocol):
    """A row of `self_assessments`."""

    agency_status: object
    rated_in: pd.Timestamp
    differs: bool
    proposes: bool
    proposed_in: pd.Timestamp
    closure_reason: object


@fact
def self_assessments(tracker: Tracker, *, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return what the agency of each recommendation says of it, up to a month; it changes no count.

    Its latest status counts, and so does whether its latest update that speaks of closure proposes it. A proposal is
    open until a decision of its day or later. The two are rated apart where both statuses are of the scale and differ.

    Returns:
        Columns review, ref, agency_status (as the agency words it where that is no status of the scale), rated_in and
        proposed_in (the months), differs, proposes and closure_reason; a row for each recommendation of which the
        agency gives a status or proposes the closure, in the tracker's order.
    """
    updates = tracker.progress[_FIELDS].assign(place=tracker.progress_rows)
    speaks = updates["agency_status"].notna() | updates["proposed_closure"].notna()
    updates = updates[speaks & updates["place"].ge(0) & updates["round"].le(as_at)].sort_values("date", kind="stable")
    rated = _latest(updates[updates["agency_status"].notna()])
    spoken = _latest(updates[updates["proposed_closure"].notna()])
    decided = closure_at(tracker, as_at=as_at)
    decided_on = decided["date"].set_axis(tracker.recommendation_rows(decided))
    standing = status_at(tracker, as_at=as_at)
    table = standing[KEY].assign(agency_status=rated["agency_status"], rated_in=rated["round"])
    names = tracker.scale.names
    is_comparable = table["agency_status"].isin(names) & standing["status"].isin(names)
    proposes = spoken["proposed_closure"].eq(other=True).reindex(table.index, fill_value=False).to_numpy(bool)
    is_answered = decided_on[decided_on.index >= 0].reindex(table.index).ge(spoken["date"].reindex(table.index))
    table = table.assign(
        differs=is_comparable & table["agency_status"].ne(standing["status"]),
        proposes=proposes & ~is_answered,
        proposed_in=spoken["round"],
        closure_reason=spoken["closure_reason"],
    )
    return table[table["agency_status"].notna() | table["proposes"]].reset_index(drop=True)


def _latest(updates: pd.DataFrame) -> pd.DataFrame:
    return updates.drop_duplicates("place", keep="last").set_index("place")

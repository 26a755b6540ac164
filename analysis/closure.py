"""What closes recommendations: decisions, and what an agency says of itself."""

import pandas as pd

from analysis.cache import cached_row_by_row
from analysis.rounds import known_by
from analysis.status import status_at
from analysis.table_rows import is_about
from analysis.updates import KEY, OF_AGENCY, counted_updates
from model.terms import CLOSING_DECISIONS
from model.tracker.rows import named_recommendation
from model.tracker.tracker import Tracker

_FIELDS = ["date", "round", *OF_AGENCY]


@cached_row_by_row
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


@cached_row_by_row
def closure_at(tracker: Tracker, *, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return the decision that holds for each recommendation as at a month: the latest one.

    It is closed where that decision closes it. Closed is no status of the scale: a closed recommendation keeps its
    status, complete or not. One without a decision has no row.

    Returns:
        The columns of `decisions`.
    """
    return decisions(tracker, as_at=as_at).drop_duplicates(KEY, keep="last").reset_index(drop=True)


@cached_row_by_row
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
    return pd.Series(is_about(items, closure[closure["closes"]]), index=items.index)


def decided_later(tracker: Tracker, *, as_at: pd.Timestamp) -> int:
    """Return how many decisions were made after a month, and are in none of its answers."""
    return len(tracker.decisions) - len(known_by(tracker.decisions, as_at=as_at))


@cached_row_by_row
def self_assessments(tracker: Tracker, *, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return what the agency of each recommendation says of it, up to a month; it changes no count.

    Its latest status counts, and so does whether its latest update that speaks of closure proposes it. A proposal is
    open until a decision of its day or later. The two differ where they gave different statuses of the scale in the
    latest round in which both gave one: statuses of two rounds are never compared.

    Returns:
        Columns review, ref, agency_status (as the agency words it where that is no status of the scale), rated_in and
        proposed_in (the months), differs, compared_in (the round in which both gave a status; missing where there is
        none) with agency_gave and office_gave in it, proposes and closure_reason; a row for each recommendation of
        which the agency gives a status or proposes the closure, in the tracker's order.
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
    compared = _both_of_one_round(tracker, updates, as_at=as_at).reindex(table.index)
    proposes = spoken["proposed_closure"].eq(other=True).reindex(table.index, fill_value=False).to_numpy(bool)
    is_answered = decided_on[decided_on.index >= 0].reindex(table.index).ge(spoken["date"].reindex(table.index))
    table = table.assign(
        differs=compared["compared_in"].notna() & compared["agency_gave"].ne(compared["office_gave"]),
        compared_in=compared["compared_in"],
        agency_gave=compared["agency_gave"],
        office_gave=compared["office_gave"],
        proposes=proposes & ~is_answered,
        proposed_in=spoken["round"],
        closure_reason=spoken["closure_reason"],
    )
    return table[table["agency_status"].notna() | table["proposes"]].reset_index(drop=True)


def _both_of_one_round(tracker: Tracker, updates: pd.DataFrame, *, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return what the agency and the office gave in the latest round in which both gave a status, by row number."""
    agency = updates.loc[updates["agency_status"].isin(tracker.scale.names), ["place", "round", "agency_status"]]
    office = counted_updates(tracker, as_at=as_at).rename(columns={"recommendation_row": "place"})
    office = office.loc[office["status"].notna(), ["place", "round", "status"]]
    agency, office = (each.drop_duplicates(["place", "round"], keep="last") for each in (agency, office))
    both = agency.merge(office, on=["place", "round"]).sort_values("round", kind="stable")
    names = {"round": "compared_in", "agency_status": "agency_gave", "status": "office_gave"}
    return _latest(both).rename(columns=names)


def _latest(updates: pd.DataFrame) -> pd.DataFrame:
    return updates.drop_duplicates("place", keep="last").set_index("place")

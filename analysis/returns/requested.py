"""Which recommendations a round requests an update on, and of whom."""

from typing import Protocol

import pandas as pd

from analysis.closure.decisions import is_closed
from analysis.facts import fact
from analysis.status.latest_status import status_at
from analysis.table_rows import rows_of
from model.returns.round import Recipient, RequestedUpdate, Scope
from model.tracker.rows import RefRow
from model.tracker.tracker import Tracker


class RequestedRow(RefRow, Protocol):
    """A row of `requested`."""

    agency: object
    role: object


@fact
def requested(tracker: Tracker, *, as_at: pd.Timestamp, scope: Scope) -> pd.DataFrame:
    """Return the recommendations on which a round requests an update, each with its lead agency and lead role.

    One is outstanding unless it is closed or stands at a complete status as at the month: a recommendation that was
    never rated or never reported is outstanding. Supporting agencies are not asked. One without a lead agency and a
    lead role is listed too, so that whoever starts the round sees that nobody is asked about it.

    Those of the filter are all of a tracker that the filter is applied to.

    Returns:
        Columns review, ref, agency and role, which may be missing, in the tracker's order.
    """
    standing = status_at(tracker, as_at=as_at)
    leads = tracker.recommendations.reset_index(drop=True)
    listed = standing[["review", "ref"]].assign(agency=leads["lead_agency"], role=leads["lead_role"])
    if scope is not Scope.OUTSTANDING:
        return listed
    is_done = standing["mark"].isin(tracker.scale.complete) | is_closed(tracker, standing, as_at=as_at)
    return listed[~is_done].reset_index(drop=True)


def request_list(table: pd.DataFrame) -> tuple[RequestedUpdate, ...]:
    """Return the rows of `requested` as what a round stores."""
    return tuple(
        RequestedUpdate(Recipient(_name(row.agency), _name(row.role)), row.review, row.ref)
        for row in rows_of(table, RequestedRow)
    )


def _name(name: object) -> str:
    return name if isinstance(name, str) else ""

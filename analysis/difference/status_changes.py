"""The recommendations whose latest status differs between two trackers."""

from typing import Protocol

import pandas as pd

from analysis.status.latest_status import status_at
from model.tracker.rows import RefRow
from model.tracker.tracker import Tracker


class StatusChangeRow(RefRow, Protocol):
    """A row of `status_changes`."""

    from_mark: str
    from_basis: object
    to_mark: str
    to_basis: object


def status_changes(before: Tracker, after: Tracker) -> pd.DataFrame:
    """Return one row per recommendation whose mark differs, in the earlier tracker's order, then those that are new.

    Each tracker is judged as at its own latest round. Its basis alone, inferred or published, is no change of a status.

    Returns:
        Columns review, ref, from_mark and to_mark ("" in the tracker that has no such recommendation), from_basis and
        to_basis.
    """
    old, new = (_latest(tracker) for tracker in (before, after))
    items = old.index.append(new.index.difference(old.index, sort=False))
    old, new = old.reindex(items), new.reindex(items)
    table = pd.DataFrame(
        {
            "from_mark": old["mark"].fillna(""),
            "from_basis": old["basis"],
            "to_mark": new["mark"].fillna(""),
            "to_basis": new["basis"],
        }
    )
    return table[table["from_mark"] != table["to_mark"]].reset_index()


def _latest(tracker: Tracker) -> pd.DataFrame:
    table = status_at(tracker, as_at=tracker.progress["round"].max()).set_index(["review", "ref"])
    return table[~table.index.duplicated()]

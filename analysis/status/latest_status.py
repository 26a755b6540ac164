"""The latest status of every recommendation as at a month."""

from typing import Protocol

import numpy as np
import pandas as pd

from analysis.facts import fact
from analysis.status.last_moved import since_last_movement
from analysis.updates.counted_updates import counted_updates
from model.status.scale import Scale
from model.terms import NOT_RATED, NOT_REPORTED
from model.tracker.rows import RefRow, TitledRow
from model.tracker.tracker import Tracker


class MarkRow(RefRow, Protocol):
    """A row with the mark of a recommendation, and the basis of its status."""

    mark: str
    basis: object


class StatusRow(MarkRow, TitledRow, Protocol):
    """A row of `status_at`."""

    theme: object
    lead_agency: object
    status: object
    rated_on: pd.Timestamp
    reported_on: pd.Timestamp


class ListRow(StatusRow, Protocol):
    """A row of `list_at`."""

    moved_on: pd.Timestamp
    rounds: int
    days: int


@fact
def status_at(tracker: Tracker, *, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return one row per recommendation, in the tracker's order, with its mark as at a month.

    A recommendation keeps its status until it is rated again. Of two statuses in one round the later date counts, then
    the later row. A recommendation without a title has the first line of its text as title.

    Returns:
        Columns review, ref, title, title_cy, theme, lead_agency, mark (a status, or one of the two unrated
        marks), status (missing where never rated), basis, rated_on (the round of that status) and reported_on (the
        latest round in which it was reported).
    """
    updates = counted_updates(tracker, as_at=as_at)
    rated = _latest(updates[updates["status"].notna()])
    reported_on = _latest(updates)["round"]
    table = tracker.recommendations.reset_index(drop=True)
    standing = table[["review", "ref"]].assign(
        title=table["title"].fillna(_first_line(table["recommendation"])),
        title_cy=table["title_cy"].fillna(_first_line(table["recommendation_cy"]).where(table["title"].isna())),
        theme=table["theme"],
        lead_agency=table["lead_agency"],
        mark="",
        status=rated["status"],
        basis=rated["basis"],
        rated_on=rated["round"],
        reported_on=reported_on,
    )
    unrated = np.where(standing["reported_on"].notna(), NOT_RATED, NOT_REPORTED)
    marks = standing["status"].where(standing["status"].notna(), pd.Series(unrated, dtype="str"))
    return standing.assign(mark=marks.astype("str"))


def _first_line(texts: "pd.Series[str]") -> "pd.Series[str]":
    """Return the first line of each text; a finding may follow below it."""
    return texts.map(lambda text: text.partition("\n")[0], na_action="ignore").astype(texts.dtype)


def worst_first(standing: pd.DataFrame, *, scale: Scale) -> pd.DataFrame:
    """Return a table sorted by its mark, furthest behind first; equal marks keep their order.

    The incomplete statuses come first, worst first, then not rated and not reported, and the complete ones last.
    """
    order = {mark: number for number, mark in enumerate(scale.furthest_behind)}
    return standing.loc[standing["mark"].map(order).sort_values(kind="stable").index]


def _latest(updates: pd.DataFrame) -> pd.DataFrame:
    return updates.drop_duplicates("recommendation_row", keep="last").set_index("recommendation_row")


@fact
def list_at(tracker: Tracker, *, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return the status of each recommendation as at a month, and how long ago it last changed.

    Returns:
        The columns of `status_at`, and moved_on, rounds and days of `since_last_movement`.
    """
    moved = since_last_movement(tracker, as_at=as_at)
    return status_at(tracker, as_at=as_at).assign(**{name: moved[name] for name in ("moved_on", "rounds", "days")})

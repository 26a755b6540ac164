"""The rows of a tracker's tables, as types: the fields of a named tuple made from each table.

A field that may be missing is an `object`: it is NaN, None or NaT where its cell is blank.
"""

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import pandas as pd


class RefRow(Protocol):
    """A row about one recommendation."""

    review: str
    ref: str


class TitledRow(RefRow, Protocol):
    """A row about one recommendation, with its title in both languages."""

    title: object
    title_cy: object


class RoundRow(Protocol):
    """A row about one round."""

    round: "pd.Timestamp"


class DueRow(Protocol):
    """A row with a due date, in four columns."""

    due: "pd.Timestamp"
    due_last: "pd.Timestamp"
    due_precision: str
    due_words: object


class ReviewRow(Protocol):
    """A row of the reviews."""

    review: str
    published: "pd.Timestamp"
    published_last: "pd.Timestamp"
    published_precision: str
    published_words: str
    response_days: object
    body: object
    source: object


class RecommendationRow(TitledRow, Protocol):
    """A row of the recommendations."""

    theme: object
    lead_agency: object
    supporting_agencies: object
    lead_role: object
    accepted: object
    target: "pd.Timestamp"
    target_last: "pd.Timestamp"
    target_precision: str
    target_words: str
    related_refs: object


class UpdateRow(RefRow, Protocol):
    """A row of the progress table: one update."""

    round: "pd.Timestamp"
    date: "pd.Timestamp"
    date_last: "pd.Timestamp"
    date_precision: str
    date_words: str
    kind: object
    status: object
    basis: object
    rated_by: object
    update: object
    evidence: object


class MonitoringRow(RefRow, DueRow, Protocol):
    """A row of the monitoring table: one promise."""

    activity: str
    kind: str
    with_whom: object

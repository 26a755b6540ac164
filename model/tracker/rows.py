"""The rows of a tracker's tables as types, and the refs by which they are ordered and named.

A field that may be missing is an `object`: it is NaN, None or NaT where its cell is blank.
"""

import re
from collections.abc import Container
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import pandas as pd


_REVIEWED = re.compile(r"(.+) \((.+)\)")
_PARTS = re.compile(r"(\d+)")


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


def natural_order(ref: str) -> tuple[tuple[int, int, str], ...]:
    """Return a sort key that puts 2 before 10, 3.9 before 3.10 and 12 before 12a.

    A number is compared by the count of its digits and then by these, because it may be too long for an integer.
    """
    parts = [part for part in _PARTS.split(ref.casefold()) if part]
    return tuple(_number_key(part) if part.isdecimal() else (1, 0, part) for part in parts)


def _number_key(part: str) -> tuple[int, int, str]:
    digits = part.lstrip("0")
    return 0, len(digits), digits


def split_reviewed_ref(written: str) -> tuple[str, str]:
    """Return the review and the ref of a cell such as `9 (Custody)`; the review is "" where the cell has none."""
    match = _REVIEWED.fullmatch(written)
    return (match[2], match[1]) if match else ("", written)


def named_recommendation(written: str, review: str, known: Container[object]) -> tuple[str, str] | None:
    """Return the review and the ref of the recommendation that a cell of a review names; None for one not known.

    A ref by itself is of the same review; one of another review has its name in brackets: `9 (Custody)`.
    """
    candidates = ((review, written), split_reviewed_ref(written))
    return next((each for each in candidates if each in known), None)

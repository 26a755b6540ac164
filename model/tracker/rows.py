"""A row of a tracker's tables, and the refs by which rows are ordered and named."""

import re
from collections.abc import Container
from typing import Any, Protocol

# A row of a table as a named tuple, with the columns that are named where the table is made as its fields: NaN, None or
# NaT where its cell is blank.
TableRow = Any
_REVIEWED = re.compile(r"(.+) \((.+)\)")
_PARTS = re.compile(r"(\d+)")


class RefRow(Protocol):
    """A row about one recommendation."""

    review: str
    ref: str


def natural_order(ref: str) -> tuple[tuple[int, int, str], ...]:
    """Return a sort key that puts 2 before 10, 3.9 before 3.10 and 12 before 12a.

    A number is compared by the count of its digits and then by these, because it may be too long for an integer.
    """
    parts = [(part, part.lstrip("0")) for part in _PARTS.split(ref.casefold()) if part]
    return tuple((0, len(digits), digits) if part.isdecimal() else (1, 0, part) for part, digits in parts)


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

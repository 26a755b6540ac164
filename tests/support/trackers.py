"""Build the smallest tracker that a test needs, from short tuples."""

from collections.abc import Mapping, Sequence

import pandas as pd

from model.dates import parse_date
from model.terms import RED_AMBER_GREEN, Scale
from model.tracker.reading import Row
from model.tracker.tracker import Tracker

REVIEW = "Stalking"
_USUAL = {
    "recommendations": {"recommendation": "Do it."},
    "progress": {"kind": "Progress"},
    "monitoring": {"activity": "Meet."},
}
_DATES = ("date", "due", "target", "published")


def tracker_of(
    recommendations: Sequence[str | Mapping[str, object]],
    progress: Sequence[Mapping[str, object]] = (),
    *,
    scale: Scale = RED_AMBER_GREEN,
    **others: Sequence[Mapping[str, object]],
) -> Tracker:
    """Build a tracker; a recommendation may be its ref alone, dates are words ("June 2024"), `others` more tables."""
    listed = [{"ref": each} if isinstance(each, str) else each for each in recommendations]
    tables = {"recommendations": listed, "progress": progress, **others}
    return Tracker.from_rows({table: [_row(table, each) for each in rows] for table, rows in tables.items()}, scale)


def update_row(ref: str, when: str, status: str | None = None, update: str | None = "Work goes on.", **more: object):
    """Return one update: its ref, its date in words, its status and its words."""
    return {"ref": ref, "date": when, "status": status, "update": update, **more}


def updates_of(statuses: Mapping[str, Mapping[str, str | None]]) -> list[Mapping[str, object]]:
    """Return updates by the ref of their recommendation and their date in words, each with its status."""
    return [update_row(ref, when, status) for ref, given in statuses.items() for when, status in given.items()]


def month(words: str) -> pd.Timestamp:
    """Return the first day of a month such as "June 2024"."""
    return pd.Timestamp(f"{parse_date(words).first}")


def rows(table: pd.DataFrame, *columns: str) -> list[tuple[object, ...]]:
    """Return a table's rows as tuples: missing values as None, days as dates."""
    chosen = table[list(columns)] if columns else table
    return [tuple(_plain(cell) for cell in row) for row in chosen.itertuples(index=False, name=None)]


def _row(table: str, values: Mapping[str, object]) -> Row:
    dates = {field: parse_date(str(values[field])) for field in _DATES if values.get(field)}
    return {"review": REVIEW, **_USUAL.get(table, {}), **values, **dates}  # type: ignore[dict-item]


def _plain(cell: object) -> object:
    if isinstance(cell, list):
        return cell
    if pd.isna(cell):  # type: ignore[call-overload]
        return None
    if isinstance(cell, pd.Timestamp):
        return cell.date().isoformat()
    return cell.item() if hasattr(cell, "item") else cell

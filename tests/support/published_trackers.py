"""Build small trackers to publish: rows by table, and a workbook read as them."""

from datetime import date
from typing import Any

from model.access import local_actor
from model.dates import PartialDate, Precision, months_from
from model.terms import RED_AMBER_GREEN
from model.tracker.columns import KEY, SHEETS
from model.tracker.reading import Reading, Source
from model.versions.version import Candidate, Mode

REVIEW = "Stalking"
ADMINISTRATOR = local_actor("An administrator")
ME: dict[str, Any] = {"actor": local_actor("A. Adviser"), "reason": "The February round."}


def month(year, number):
    return months_from(date(year, number, 1), 1, precision=Precision.MONTH, words=f"{year}-{number:02}")


def words(text):
    return PartialDate(None, None, Precision.WORDS, text)


def recommendation(ref, **fields):
    return {"review": REVIEW, "ref": ref, "recommendation": f"Do {ref}.", **fields}


def update(ref, *, at=None, status="Red", kind="Progress", **fields):
    return {"review": REVIEW, "ref": ref, "date": at or month(2024, 2), "kind": kind, "status": status, **fields}


def rows(*refs, **tables):
    """Return the rows of a tracker with an update for each recommendation; further tables replace the default ones."""
    return {
        "reviews": [{"review": REVIEW, "title": "Deep dive"}],
        "recommendations": [recommendation(ref) for ref in refs],
        "progress": [update(ref) for ref in refs],
        **tables,
    }


def candidate(tables, *, scale=RED_AMBER_GREEN, name="tracker.xlsx", original=None, mode=Mode.REPLACE, **fields):
    """Return a workbook of these rows; its bytes follow from the rows unless `original` has them."""
    content = repr((tables, scale)).encode() if original is None else original
    reading = Reading(
        Source(name, "of no matter"), "canonical", tables, scale, **{"columns": (), "issues": (), **fields}
    )
    return Candidate(reading, content, mode)


def whole(tables):
    """Return rows as they are loaded: every table, every row with every field of its sheet."""
    return {
        plan.table: [
            {column.field: row.get(column.field) for column in plan.columns} for row in tables.get(plan.table, ())
        ]
        for plan in SHEETS
        if plan is not KEY
    }

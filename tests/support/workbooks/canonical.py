"""Small canonical workbooks for tests: rows by sheet, each row a mapping from heading to value."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from model.tracker.columns import SHEETS
from tests.support.workbooks.layouts import book_of

Rows = Sequence[Mapping[str, Any]]

REVIEW = {"Review": "Stalking", "Title": "Deep dive review", "Published": "July 2023"}
RECOMMENDATION = {
    "Review": "Stalking",
    "Ref": "1",
    "Title": "Funding",
    "Recommendation": "Find lasting funding.",
    "Theme": "Resourcing",
    "Lead agency": "Dyfed-Powys Police",
}
UPDATE = {"Review": "Stalking", "Ref": "1", "Date": "February 2024", "Kind": "Progress", "Update": "Work has begun."}
RATED = {**UPDATE, "Status": "Amber", "Rated by": "OPCC", "Basis": "Published"}
PROMISE = {"Review": "Stalking", "Ref": "1", "Activity": "Meet the lead.", "Due": "January 2025", "Kind": "Meeting"}
TARGET = {"Review": "Stalking", "Ref": "1", "Date": "July 2023", "Target": "December 2024", "Reason": "As agreed."}
DECISION = {"Review": "Stalking", "Ref": "1", "Date": "June 2024", "Decision": "Closed", "Reason": "It was checked."}
KEY = (
    {"Status": "Red", "Meaning": "No progress.", "Complete": "No", "Colour": "Red", "Status (Welsh)": "Coch"},
    {"Status": "Amber", "Meaning": "Some progress.", "Complete": "No", "Colour": "Amber", "Status (Welsh)": "Ambr"},
    {"Status": "Green", "Meaning": "Complete.", "Complete": "Yes", "Colour": "Green", "Status (Welsh)": "Gwyrdd"},
)


# The rows of a workbook in which nothing else is written.
ROWS: dict[str, Rows] = {
    **{"reviews": (REVIEW,), "recommendations": (RECOMMENDATION,), "progress": (RATED,), "monitoring": ()},
    **{"key": KEY, "names": ()},
}


def write_workbook(path: Path, *, others: Mapping[str, Sequence[Any]] | None = None, **tables: Rows | None) -> Path:
    """Write a canonical workbook and return its path; a sheet that is None is left out, `others` are further sheets.

    Cells are written unchanged, so that a number is a number and a date a real date; a heading that the
    contract does not have gets a column after the others.
    """
    assert tables.keys() <= {plan.table for plan in SHEETS}
    sheets: dict[str, Sequence[Any]] = {}
    for plan in SHEETS:
        rows = {**ROWS, **tables}.get(plan.table)
        if rows is not None:
            headings = [column.heading for column in plan.columns]
            headings += dict.fromkeys(heading for row in rows for heading in row if heading not in headings)
            sheets[plan.name] = [headings, *([row.get(heading) for heading in headings] for row in rows)]
    path.write_bytes(book_of({**sheets, **(others or {})}, number_format=_number_format))
    return path


def _number_format(day: date) -> str:
    return "yyyy-mm-dd h:mm:ss" if isinstance(day, datetime) else "d mmmm yyyy"

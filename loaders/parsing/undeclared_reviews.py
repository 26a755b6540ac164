"""The reviews of a tracker: those of the Reviews sheet, or the review names if a workbook has no such sheet."""

from typing import TYPE_CHECKING

from loaders.issue_log import IssueLog
from loaders.parsing.rows import plain_rows
from loaders.parsing.tables import Tables
from model.tracker.columns import REVIEWS

if TYPE_CHECKING:
    from model.tracker.reading import Row


def review_rows(tables: Tables, log: IssueLog) -> "list[Row]":
    """Return a row for each review; a name without a row on a Reviews sheet is its title too, and is reported."""
    if tables.reviews:
        return plain_rows(tables.reviews)
    used = [parsed.text("review") for parsed in tables.recommendations + tables.progress]
    names = dict.fromkeys(name for name in used if name is not None)
    rows: list[Row] = []
    for name in names:
        log.add("review-not-described", found=name)
        rows.append({column.field: None for column in REVIEWS.columns} | {"review": name, "title": name})
    return rows

"""How a workbook was understood, as text and back: everything of a reading but its rows and its scale.

The form is the store's own: what it once wrote must be readable for as long as there are versions.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from model.issues.issue import Issue, Severity
from model.tracker.reading import MappedColumn, ProposedScale, Reading


@dataclass(frozen=True, slots=True)
class StoredReading:
    """What a version keeps of the reading that it was published from."""

    columns: tuple[MappedColumn, ...]
    issues: tuple[Issue, ...]
    proposed_scale: ProposedScale | None
    statuses_read: Mapping[str, int]


def reading_to_text(reading: Reading) -> str:
    """Return how a workbook was understood, as text of plain ASCII, in which every character can be told."""
    return json.dumps(
        {
            "columns": [_column_values(column) for column in reading.columns],
            "issues": [_issue_values(issue) for issue in reading.issues],
            "proposed": _proposed_values(reading.proposed_scale),
            "statuses": dict(reading.statuses_read),
        }
    )


def reading_from_text(text: str) -> StoredReading:
    """Return what such a text says."""
    told = json.loads(text)
    return StoredReading(
        columns=tuple(_column(values) for values in told["columns"]),
        issues=tuple(_issue(values) for values in told["issues"]),
        proposed_scale=_proposed(told["proposed"]),
        statuses_read=told["statuses"],
    )


def _column_values(column: MappedColumn) -> dict[str, Any]:
    return {
        "sheet": column.sheet,
        "cell": column.cell,
        "heading": column.heading,
        "field": column.field,
        "evidence": column.evidence,
        "score": column.score,
        "candidates": list(column.candidates),
        "area": column.area,
    }


def _column(values: dict[str, Any]) -> MappedColumn:
    return MappedColumn(**{**values, "candidates": tuple(values["candidates"])})


def _issue_values(issue: Issue) -> list[Any]:
    return [issue.code, issue.severity.value, issue.sheet, issue.cell, issue.found, dict(issue.details)]


def _issue(values: Sequence[Any]) -> Issue:
    code, severity, sheet, cell, found, details = values
    return Issue(code, Severity(severity), sheet, cell, found, details)


def _proposed_values(proposed: ProposedScale | None) -> list[Any] | None:
    if proposed is None:
        return None
    return [proposed.sheet, proposed.cell, [list(word) for word in proposed.words], proposed.confirmed]


def _proposed(values: Sequence[Any] | None) -> ProposedScale | None:
    if values is None:
        return None
    sheet, cell, words, confirmed = values
    return ProposedScale(sheet, cell, tuple((word, count) for word, count in words), confirmed)

"""Serialise a reading as JSON text and back, without its rows and its scale.

The format is separate from the one between processes: it must stay readable for as long as there are versions.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, astuple
from typing import Any

from model.issue import Issue, Severity
from model.issue_codes import SEVERITIES
from model.tracker.reading import MappedColumn, ProposedScale, Reading


def reading_to_text(reading: Reading) -> str:
    """Serialise a reading as JSON in ASCII, which both databases can store."""
    return json.dumps(
        {
            "columns": [_without_choice(asdict(column)) for column in reading.columns],
            "issues": [*map(issue_values, reading.issues)],
            "proposed": None if reading.proposed_scale is None else astuple(reading.proposed_scale),
            "statuses": dict(reading.statuses_read),
        }
    )


def reading_from_text(text: str) -> dict[str, Any]:
    """Parse the text from `reading_to_text`; return these fields of a reading by name."""
    values = json.loads(text)
    columns = (MappedColumn(**{**column, "candidates": tuple(column["candidates"])}) for column in values["columns"])
    return {
        "columns": tuple(columns),
        "issues": tuple(map(issue_on_record, values["issues"])),
        "proposed_scale": _proposed(values["proposed"]),
        "statuses_read": values["statuses"],
    }


def _without_choice(column: dict[str, Any]) -> dict[str, Any]:
    """Return a column's values without the field that a person can choose: a version is not mapped anew."""
    return {name: value for name, value in column.items() if name != "choice"}


def issue_values(issue: Issue) -> list[object]:
    """Return the values of an issue that are on record."""
    return [issue.code, issue.severity.value, issue.sheet, issue.cell, issue.found, dict(issue.details)]


def issue_on_record(values: Sequence[Any]) -> Issue:
    """Return an issue from its values; one with a code of another release names only the cell and what it holds."""
    code, severity, sheet, cell, found, details = values
    if code not in SEVERITIES:
        return Issue("reported-before", Severity(severity), sheet, cell, found)
    return Issue(code, Severity(severity), sheet, cell, found, details)


def _proposed(values: Sequence[Any] | None) -> ProposedScale | None:
    if values is None:
        return None
    sheet, cell, words, confirmed = values
    return ProposedScale(sheet, cell, tuple((word, count) for word, count in words), confirmed)

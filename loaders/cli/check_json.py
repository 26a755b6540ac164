"""What `check --json` prints: one object, whose shape scripts rely on."""

from collections.abc import Callable, Sequence
from dataclasses import asdict

from loaders.reading_summary import Summary
from model.issues.issue import Issue, Severity, WorkbookError
from model.status.scale import Status
from model.tracker.reading import MappedColumn, ProposedScale, Reading

Say = Callable[[Issue | WorkbookError], str]
"""Makes a sentence of an issue or of a file that cannot be used."""

_NOTHING = Summary(0, 0, 0, (), (), ())


def check_object(reading: Reading, summary: Summary, *, message: Say, remedy: Say) -> dict[str, object]:
    """Return what a workbook holds, how it was understood and every issue, as plain values."""
    issues = [
        _issue(issue.code, issue.severity, (issue.sheet, issue.cell, issue.found), (message(issue), remedy(issue)))
        for issue in reading.issues
    ]
    return {
        "file": reading.source.name,
        "publishable": reading.publishable,
        "layout": reading.layout,
        **_holds(summary),
        "columns": [_column(column) for column in reading.columns],
        "scale": [_status(status) for status in reading.scale.statuses],
        "proposed_scale": _proposed(reading.proposed_scale),
        "issues": issues,
    }


def refused_object(file: str, refusal: WorkbookError, *, message: Say, remedy: Say) -> dict[str, object]:
    """Return the same object for a file that cannot be used: nothing in it, and one error that says why."""
    sentences = (message(refusal), remedy(refusal))
    found = ("", "", refusal.details.get("found", ""))
    return {
        "file": file,
        "publishable": False,
        "layout": "",
        **_holds(_NOTHING),
        "columns": [],
        "scale": [],
        "proposed_scale": None,
        "issues": [_issue(refusal.code, Severity.ERROR, found, sentences)],
    }


def _holds(summary: Summary) -> dict[str, object]:
    return {
        "recommendations": summary.recommendations,
        "updates": summary.updates,
        "monitoring": summary.monitoring,
        "agencies": list(summary.agencies),
        "themes": list(summary.themes),
        "rounds": list(summary.rounds),
    }


def _column(column: MappedColumn) -> dict[str, object]:
    return {**asdict(column), "candidates": list(column.candidates)}


def _status(status: Status) -> dict[str, object]:
    return {"status": status.name, "meaning": status.meaning, "complete": status.complete, "colour": status.colour}


def _proposed(proposed: ProposedScale | None) -> dict[str, object] | None:
    if proposed is None:
        return None
    words = [{"word": word, "count": count} for word, count in proposed.words]
    return {"sheet": proposed.sheet, "cell": proposed.cell, "words": words, "confirmed": proposed.confirmed}


def _issue(code: str, severity: Severity, place: Sequence[str], sentences: Sequence[str]) -> dict[str, str]:
    names = ("code", "severity", "sheet", "cell", "found", "message", "remedy")
    return dict(zip(names, (code, severity.value, *place, *sentences), strict=True))

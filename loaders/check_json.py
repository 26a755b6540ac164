"""Build the object that `check --json` prints; scripts rely on its shape."""

from collections.abc import Callable, Sequence
from dataclasses import asdict

from loaders.reading_summary import Summary
from model.issues.issue import Issue, Severity, WorkbookError
from model.status.scale import Status
from model.tracker.question import OpenQuestion
from model.tracker.reading import MappedColumn, ProposedScale, Reading

WriteSentence = Callable[[Issue | WorkbookError], str]
"""Returns the sentence about an issue or about a file that cannot be used."""

_EMPTY_SUMMARY = Summary(0, 0, 0, (), (), ())


def check_to_json(
    reading: Reading,
    summary: Summary,
    questions: Sequence[OpenQuestion],
    *,
    message: WriteSentence,
    remedy: WriteSentence,
) -> dict[str, object]:
    """Return the content of a workbook, how it was read and its issues, as plain values."""
    issues = [
        _issue_to_json(
            issue.code, issue.severity, (issue.sheet, issue.cell, issue.found), (message(issue), remedy(issue))
        )
        for issue in reading.issues
    ]
    return {
        "file": reading.source.name,
        "publishable": reading.publishable,
        "layout": reading.layout,
        **_summary_to_json(summary),
        "columns": [_column_to_json(column) for column in reading.columns],
        "scale": [_status_to_json(status) for status in reading.scale.statuses],
        "proposed_scale": _proposed_scale_to_json(reading.proposed_scale),
        "questions": [_question_to_json(question) for question in questions],
        "issues": issues,
    }


def refusal_to_json(
    file: str, refusal: WorkbookError, *, message: WriteSentence, remedy: WriteSentence
) -> dict[str, object]:
    """Return the same object for a file that cannot be used: no content, and one error with the reason."""
    sentences = (message(refusal), remedy(refusal))
    found = ("", "", refusal.details.get("found", ""))
    return {
        "file": file,
        "publishable": False,
        "layout": "",
        **_summary_to_json(_EMPTY_SUMMARY),
        "columns": [],
        "scale": [],
        "proposed_scale": None,
        "questions": [],
        "issues": [_issue_to_json(refusal.code, Severity.ERROR, found, sentences)],
    }


def _summary_to_json(summary: Summary) -> dict[str, object]:
    return {
        "recommendations": summary.recommendations,
        "updates": summary.updates,
        "monitoring": summary.monitoring,
        "agencies": list(summary.agencies),
        "themes": list(summary.themes),
        "rounds": list(summary.rounds),
    }


def _column_to_json(column: MappedColumn) -> dict[str, object]:
    values = {**asdict(column), "candidates": list(column.candidates)}
    return {name: value for name, value in values.items() if name != "choice"}


def _status_to_json(status: Status) -> dict[str, object]:
    return {"status": status.name, "meaning": status.meaning, "complete": status.complete, "colour": status.colour}


def _proposed_scale_to_json(proposed: ProposedScale | None) -> dict[str, object] | None:
    if proposed is None:
        return None
    words = [{"word": word, "count": count} for word, count in proposed.words]
    return {"sheet": proposed.sheet, "cell": proposed.cell, "words": words, "confirmed": proposed.confirmed}


def _question_to_json(question: OpenQuestion) -> dict[str, object]:
    return {
        "id": question.id,
        "sheet": question.sheet,
        "columns": list(question.columns),
        "option": question.option,
        "choices": list(question.choices),
        "proposed": question.proposed,
    }


def _issue_to_json(code: str, severity: Severity, location: Sequence[str], sentences: Sequence[str]) -> dict[str, str]:
    names = ("code", "severity", "sheet", "cell", "found", "message", "remedy")
    return dict(zip(names, (code, severity.value, *location, *sentences), strict=True))

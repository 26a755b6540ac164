"""What `check --json` prints: one object, whose shape scripts rely on."""

from collections.abc import Callable, Iterable, Sequence

from loaders.summary import Summary, summarise
from model.issue import Issue, Severity, WorkbookError
from model.reading import Reading

Say = Callable[[Issue | WorkbookError], str]
"""Makes a sentence of an issue or of a file that cannot be used."""

_NOTHING = Summary(0, 0, 0, (), (), ())


def check_object(reading: Reading, *, message: Say, remedy: Say) -> dict[str, object]:
    """Return what a workbook holds and every issue, as plain values."""
    issues = [
        _issue(issue.code, issue.severity, (issue.sheet, issue.cell, issue.found), (message(issue), remedy(issue)))
        for issue in reading.issues
    ]
    return _object(reading.source.name, reading.publishable, reading.layout, summarise(reading), issues)


def refused_object(file: str, refusal: WorkbookError, *, message: Say, remedy: Say) -> dict[str, object]:
    """Return the same object for a file that cannot be used: nothing in it, and one error that says why."""
    sentences = (message(refusal), remedy(refusal))
    found = ("", "", refusal.details.get("found", ""))
    return _object(file, False, "", _NOTHING, [_issue(refusal.code, Severity.ERROR, found, sentences)])


def _object(
    file: str, publishable: bool, layout: str, summary: Summary, issues: Iterable[dict[str, str]]
) -> dict[str, object]:
    return {
        "file": file,
        "publishable": publishable,
        "layout": layout,
        "recommendations": summary.recommendations,
        "updates": summary.updates,
        "monitoring": summary.monitoring,
        "agencies": list(summary.agencies),
        "themes": list(summary.themes),
        "rounds": list(summary.rounds),
        "issues": list(issues),
    }


def _issue(code: str, severity: Severity, place: Sequence[str], sentences: Sequence[str]) -> dict[str, str]:
    names = ("code", "severity", "sheet", "cell", "found", "message", "remedy")
    return dict(zip(names, (code, severity.value, *place, *sentences), strict=True))

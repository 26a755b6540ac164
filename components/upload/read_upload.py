"""Reading an uploaded workbook: in a process of its own, with what is remembered of its headings, told in the audit."""

from contextlib import suppress
from dataclasses import asdict, replace
from hashlib import sha256
from threading import BoundedSemaphore
from typing import Any

from components.session.uploaded_workbook import ReadRequest, RememberedAnswers, hold, refuse
from loaders.column_questions import headings_key
from loaders.options import NO_OPTIONS, ReadOptions, options_from_dict
from loaders.progress import ProgressCallback
from loaders.security.limits import Limits
from loaders.worker.client import read_in_worker
from model.issues.issue import Severity, WorkbookError
from model.store_error import StoreError
from model.tracker.reading import Reading
from model.versions.version import Action
from store.store import Store

_AT_ONCE = BoundedSemaphore(2)
"""So many uploads are read at the same time; others wait, so that readers of the pages do not."""

_REMEMBERED = ("columns", "scale", "complete", "review")
"""The answers that hold for the next workbook with the same headings; the month of a list is another each time."""

_WANTS_MORE = {"sheet-missing", "ref-unknown"}
"""What may be wrong only because the workbook brings updates alone."""

Places = tuple[tuple[str, str], ...]


def read_requested(
    asked: ReadRequest, *, store: Store | None, recommendation_ids: Places, who: str, progress: ProgressCallback
) -> None:
    """Read a file that was chosen, and hold it or say why it is refused; either is recorded.

    Args:
        asked: the file, with its answers.
        store: where answers are remembered and the audit trail is kept; None where there is none.
        known: the review and ref of each recommendation that is published.
        who: the name that was given so far.
        progress: told how far reading has come.
    """
    first = asked.options is None
    try:
        with _AT_ONCE:
            reading, merge_only = _read(asked, asked.options or NO_OPTIONS, recommendation_ids, progress)
            headings = headings_key(reading) if first else asked.headings
            recalled = _recalled(store, headings) if first else None
            if recalled is not None:
                reading, merge_only = _read(asked, recalled.options, recommendation_ids, progress)
    except WorkbookError as error:
        _record(store, Action.REFUSAL, asked, who=who, reason=error.code)
        refuse(asked.name, error)
        return
    if first:
        _record(store, Action.UPLOAD, asked, who=who)
    hold(asked, reading, headings=headings, remembered=recalled, merge_only=merge_only)


def remembered_answers(options: ReadOptions) -> dict[str, Any]:
    """Return the answers that are worth remembering, as values that JSON has; none where there were none."""
    told = asdict(options)
    return {name: told[name] for name in _REMEMBERED if told[name]}


def _read(asked: ReadRequest, options: ReadOptions, known: Places, progress: ProgressCallback) -> tuple[Reading, bool]:
    """Return the reading, and whether it is whole only beside what is published."""
    limits = Limits.from_environment()
    reading = read_in_worker(asked.content, name=asked.name, limits=limits, options=options, progress=progress)
    if not known or not _WANTS_MORE & {issue.code for issue in reading.issues}:
        return reading, False
    beside = replace(options, known=known)
    added = read_in_worker(asked.content, name=asked.name, limits=limits, options=beside, progress=progress)
    return (added, True) if _errors(added) < _errors(reading) else (reading, False)


def _errors(reading: Reading) -> int:
    return sum(issue.severity is Severity.ERROR for issue in reading.issues)


def _recalled(store: Store | None, headings: str) -> RememberedAnswers | None:
    """Return the answers of an earlier workbook. A store that does not answer remembers none."""
    if store is None:
        return None
    with suppress(StoreError):
        kept = store.remembered(headings)
        if kept:
            return RememberedAnswers(options_from_dict(kept["options"]), kept["who"], kept["at"])
    return None


def _record(store: Store | None, action: Action, asked: ReadRequest, *, who: str, reason: str = "") -> None:
    """Add a line to the audit trail. Reading goes on without it: what is published is recorded by publishing."""
    if store is not None:
        details = {"file": asked.name, "sha256": sha256(asked.content).hexdigest()}
        with suppress(StoreError):
            store.record(action, who=who, reason=reason, details=details)

"""What commands print, as lines or JSON, and the files that they write."""

import errno
import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict
from datetime import date
from io import TextIOWrapper
from pathlib import Path

from loaders.reading_summary import Summary
from model.terms import Scale
from model.tracker.reading import Issue, OpenQuestion, Reading, RefusedError, Severity, Source, WorkbookError

# Returns the `message` and the `remedy` of an issue.
Sentences = Callable[[Issue], dict[str, str]]


def check_to_json(
    reading: Reading, summary: Summary, questions: Sequence[OpenQuestion], *, sentences: Sentences
) -> dict[str, object]:
    """Return the content of a workbook, how it was read and its issues: scripts rely on the shape of the object."""
    proposed = reading.proposed_scale
    words = [{"word": word, "count": count} for word, count in proposed.words] if proposed is not None else []
    return {
        "file": reading.source.name,
        "publishable": reading.publishable,
        "layout": reading.layout,
        **_without(asdict(summary), "round_dates"),
        "columns": [_without(asdict(column), "choice") for column in reading.columns],
        "scale": [
            {"status": each.name, "meaning": each.meaning, "complete": each.complete, "colour": each.colour}
            for each in reading.scale.statuses
        ],
        "proposed_scale": None if proposed is None else {**asdict(proposed), "words": words},
        "questions": [_without(asdict(question), "heading") for question in questions],
        "issues": [{**_without(asdict(issue), "details"), **sentences(issue)} for issue in reading.issues],
    }


def refusal_to_json(file: str, refusal: WorkbookError, *, sentences: Sentences) -> dict[str, object]:
    """Return the same object for a file that cannot be used: no content, and one error with the reason."""
    issue = Issue(refusal.code, Severity.ERROR, found=refusal.details.get("found", ""), details=refusal.details)
    nothing = Reading(Source(file, ""), "", {}, Scale(()), (), (issue,))
    return check_to_json(nothing, Summary(), (), sentences=sentences)


def _without(values: dict[str, object], name: str) -> dict[str, object]:
    return {key: value for key, value in values.items() if key != name}


def to_json(value: object) -> str:
    """Return JSON as it is printed: readable, and with letters as they are; a day is text, and agencies are a list."""

    def plain(each: date | frozenset[str]) -> object:
        return each.isoformat() if isinstance(each, date) else sorted(each)

    return json.dumps(value, ensure_ascii=False, indent=2, default=plain)


def use_utf8() -> None:
    """Print in UTF-8, whatever the terminal says."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def print_results(lines: Iterable[str]) -> None:
    """Print lines on standard output; a reader that closes the pipe, such as `head`, is not an error."""
    try:
        for line in lines:
            print(line)
        sys.stdout.flush()
    except OSError as error:
        if error.errno not in (errno.EPIPE, errno.EINVAL):  # the second is that of Windows
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def print_messages(lines: Iterable[str]) -> None:
    """Print lines on standard error."""
    for line in lines:
        print(line, file=sys.stderr)


class OutputError(RefusedError):
    """A `file` cannot be written: `reason` is the message of the system, or the ending that it must have."""

    about = "output"


def check_output(out: Path, *, source: Path | None = None, suffix: str = ".xlsx") -> None:
    """Raise OutputError if a path is not one for a workbook, or is the source itself: before any work is done.

    With the suffix "" the file may have any name.
    """
    if suffix and out.suffix.casefold() != suffix:
        raise OutputError("wrong-ending", file=out.name, reason=suffix)
    if source is not None and source.exists() and out.exists() and out.samefile(source):
        raise OutputError("same-file", file=out.name)
    if not out.parent.is_dir():
        raise OutputError("not-writable", file=str(out), reason=os.strerror(errno.ENOENT))


def write_output(out: Path, content: bytes, *, source: Path | None = None, suffix: str = ".xlsx") -> None:
    """Write a workbook. Raises OutputError if the path cannot be written to, or is the source itself."""
    check_output(out, source=source, suffix=suffix)
    if out.is_dir():
        raise OutputError("not-writable", file=str(out), reason=os.strerror(errno.EISDIR))
    temporary = out.with_name(f".{os.getpid()}-{out.name}")
    try:
        temporary.write_bytes(content)
        temporary.replace(out)  # so that a failure leaves the previous file
    except OSError as error:
        raise OutputError("not-writable", file=str(out), reason=error.strerror or "") from error
    finally:
        with suppress(OSError):
            temporary.unlink()

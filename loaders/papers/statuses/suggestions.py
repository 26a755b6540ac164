"""The issues of the statuses that a paper does not print, each with the status of its key that the words suggest."""

import re
from collections.abc import Container, Iterator, Mapping, Sequence

from loaders.issue_log import issue_at
from loaders.records import Record
from model.issues.issue import Issue
from model.terms import Kind
from model.text import label_key

_NO_PROGRESS = re.compile(r"^(?:there (?:has been|was) )?no progress\b|^dim cynnydd\b|^ni wnaed unrhyw gynnydd", re.I)
_COMPLETE = re.compile(
    r"^(?:this )?(?:recommendation|action) (?:is|has been|was) (?:now )?(?:complete|completed|closed|discharged)\b"
    r"|^complete(?:d)?[.:]|^mae'r argymhelliad wedi'i gwblhau",
    re.IGNORECASE,
)


def blank_status_issues(
    records: Mapping[str, Sequence[Record]], *, settled: Container[tuple[str, str]] = ()
) -> Iterator[Issue]:
    """Yield an issue of each progress update without a status. A suggestion is part of it, and is never filled in.

    Updates in `settled`, by ref and round, are not reported: those that the paper itself calls not rated, and those
    whose statuses differ, which is another issue.

    The suggestion is the status of the key whose meaning the words match: "No progress" the one that means that none
    was made, "The recommendation is complete" the one that means complete; no other words suggest one.
    """
    meanings = {str(entry.value("status")): label_key(str(entry.value("meaning") or "")) for entry in records["key"]}
    for record in records["progress"]:
        if record.value("kind") == Kind.PROGRESS.value and "status" not in record.cells:
            ref, round_words = str(record.value("ref") or ""), str(record.value("date") or "")
            if (ref, round_words) in settled:
                continue
            suggestion = _suggested_status(str(record.value("update") or ""), meanings)
            yield issue_at(record, "status", "paper-status-blank", found=ref, round=round_words, suggestion=suggestion)


def _suggested_status(update: str, meanings: Mapping[str, str]) -> str:
    first = update.strip()
    if _NO_PROGRESS.search(first):
        return next(
            (status for status, meaning in meanings.items() if re.search(r"\bno(t|\b)|\bdim\b|\bni\b", meaning)), ""
        )
    if _COMPLETE.search(first):
        return next(
            (status for status, meaning in meanings.items() if "complete" in meaning or "cwblhau" in meaning), ""
        )
    return ""

"""Statuses that a paper does not print: each told, with what its own key would suggest where the words are plain."""

import re
from collections.abc import Container, Mapping, Sequence

from loaders.issue_log import IssueLog
from loaders.records import Record
from model.terms import Kind
from model.text import label_key

_NO_PROGRESS = re.compile(r"^(?:there (?:has been|was) )?no progress\b|^dim cynnydd\b|^ni wnaed unrhyw gynnydd", re.I)
_COMPLETE = re.compile(
    r"^(?:this )?(?:recommendation|action) (?:is|has been|was) (?:now )?(?:complete|completed|closed|discharged)\b"
    r"|^complete(?:d)?[.:]|^mae'r argymhelliad wedi'i gwblhau",
    re.IGNORECASE,
)


def tell_blank_statuses(
    records: Mapping[str, Sequence[Record]], log: IssueLog, *, settled: Container[tuple[str, str]] = ()
) -> None:
    """Note each progress update without a status. A suggestion is only said, and never filled in.

    Nothing is noted of the updates that are `settled`, by ref and round: of those that the paper itself calls not
    rated, and of those whose statuses differ, which has been told.

    The suggestion is the status of the key whose meaning the words match: "No progress" the one that means none was
    made, "The recommendation is complete" the one that means complete; more is not plain.
    """
    meanings = {str(one.values["status"]): label_key(str(one.values.get("meaning", ""))) for one in records["key"]}
    for record in records["progress"]:
        if record.values.get("kind") == Kind.PROGRESS.value and "status" not in record.values:
            ref, stated = str(record.values.get("ref", "")), str(record.values.get("date", ""))
            if (ref, stated) in settled:
                continue
            suggestion = _suggested(str(record.values.get("update", "")), meanings)
            log.add_at(record, "status", "paper-status-blank", found=ref, round=stated, suggestion=suggestion)


def _suggested(update: str, meanings: Mapping[str, str]) -> str:
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

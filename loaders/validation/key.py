"""Check the scale: whether the Key sheet lists the statuses, each once, and which of them mean done."""

from collections.abc import Iterator

from loaders.issue_log import issue_at, make_issue
from loaders.parsing.rows import ParsedRow
from loaders.parsing.scale import RESERVED
from loaders.parsing.tables import Tables
from model.issues.issue import Issue
from model.status.colours import is_known_colour
from model.text import label_key


def key_issues(tables: Tables, *, has_unread_key: bool = False) -> Iterator[Issue]:
    """Yield the issues of a scale: no key, repeated statuses, unknown colours, and no complete status."""
    with_status = [parsed for parsed in tables.key if parsed.text("status") is not None]
    if not with_status:
        if tables.proposed is None and not has_unread_key:
            yield make_issue("key-missing", statuses=", ".join(tables.scale.names))
        return
    first: dict[str, ParsedRow] = {}
    for parsed in with_status:
        status, colour = parsed.text("status") or "", parsed.text("colour")
        if label_key(status) in RESERVED:
            yield issue_at(parsed.record, "status", "key-status-reserved", found=status)
        previous = first.setdefault(label_key(status), parsed)
        if previous is not parsed:
            yield issue_at(
                parsed.record,
                "status",
                "key-status-repeated",
                found=status,
                first=previous.record.cell("status").address,
            )
        if colour is not None and not is_known_colour(colour):
            yield issue_at(parsed.record, "colour", "key-colour-unknown", found=colour)
    statuses = tables.scale.statuses
    if any(parsed.complete for parsed in statuses) and not statuses[-1].complete:
        done, order = ", ".join(tables.scale.complete), ", ".join(tables.scale.names)
        yield issue_at(with_status[0].record, "status", "key-complete-not-last", found=done, statuses=order)
    if not tables.scale.complete:
        yield issue_at(with_status[0].record, "complete", "key-none-complete", statuses=", ".join(tables.scale.names))

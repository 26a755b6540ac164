"""Check the scale: whether the Key sheet lists the statuses, each once, and which of them mean done."""

from loaders.issue_log import IssueLog
from loaders.parsing.rows import ParsedRow
from loaders.parsing.scale import RESERVED
from loaders.parsing.tables import Tables
from model.status.colours import is_known_colour
from model.text import label_key


def check_key(tables: Tables, log: IssueLog) -> None:
    """Report a missing key, repeated statuses, colours that cannot be drawn, and a scale without a complete status."""
    with_status = [parsed for parsed in tables.key if parsed.text("status") is not None]
    if not with_status:
        if tables.proposed is not None or log.has("key-not-read"):
            return
        log.add("key-missing", statuses=", ".join(tables.scale.names))
        return
    first: dict[str, ParsedRow] = {}
    for parsed in with_status:
        status, colour = parsed.text("status") or "", parsed.text("colour")
        if label_key(status) in RESERVED:
            log.add_at(parsed.record, "status", "key-status-reserved", found=status)
        previous = first.setdefault(label_key(status), parsed)
        if previous is not parsed:
            log.add_at(
                parsed.record, "status", "key-status-repeated", found=status, first=previous.record.cell("status")
            )
        if colour is not None and not is_known_colour(colour):
            log.add_at(parsed.record, "colour", "key-colour-unknown", found=colour)
    statuses = tables.scale.statuses
    if any(parsed.complete for parsed in statuses) and not statuses[-1].complete:
        done, order = ", ".join(tables.scale.complete), ", ".join(tables.scale.names)
        log.add_at(with_status[0].record, "status", "key-complete-not-last", found=done, statuses=order)
    if not tables.scale.complete:
        log.add_at(with_status[0].record, "complete", "key-none-complete", statuses=", ".join(tables.scale.names))

"""The scale: whether the Key sheet says what the statuses are, each once, and which of them mean done."""

from loaders.issue_log import IssueLog
from loaders.parsing.rows import ParsedRow
from loaders.parsing.scale import RESERVED
from loaders.parsing.tables import Tables
from model.status.colours import is_known_colour
from model.text import label_key


def check_key(tables: Tables, log: IssueLog) -> None:
    """Note a missing key, statuses that stand twice, colours that cannot be drawn, and a scale without an end."""
    stated = [one for one in tables.key if one.text("status") is not None]
    if not stated:
        if tables.proposed is not None or log.has("key-not-read"):
            return
        log.add("key-missing", statuses=", ".join(tables.scale.names))
        return
    first: dict[str, ParsedRow] = {}
    for one in stated:
        status, colour = one.text("status") or "", one.text("colour")
        if label_key(status) in RESERVED:
            log.add_at(one.record, "status", "key-status-reserved", found=status)
        before = first.setdefault(label_key(status), one)
        if before is not one:
            log.add_at(one.record, "status", "key-status-repeated", found=status, first=before.record.cell("status"))
        if colour is not None and not is_known_colour(colour):
            log.add_at(one.record, "colour", "key-colour-unknown", found=colour)
    statuses = tables.scale.statuses
    if any(one.complete for one in statuses) and not statuses[-1].complete:
        done, order = ", ".join(tables.scale.complete), ", ".join(tables.scale.names)
        log.add_at(stated[0].record, "status", "key-complete-not-last", found=done, statuses=order)
    if not tables.scale.complete:
        log.add_at(stated[0].record, "complete", "key-none-complete", statuses=", ".join(tables.scale.names))

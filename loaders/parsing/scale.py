"""The scale of a workbook: its Key sheet, or the default scale if it has none."""

from collections.abc import Iterable

from loaders.parsing.rows import ParsedRow
from model.status.scale import RED_AMBER_GREEN, Scale, Status
from model.terms import NOT_RATED, NOT_REPORTED
from model.text import label_key

RESERVED = (NOT_RATED, NOT_REPORTED)
"""Words for a missing status, which therefore cannot be statuses."""


def scale_from_key(key: Iterable[ParsedRow]) -> Scale:
    """Return the scale of the Key sheet in its order; the default scale if the sheet names no status.

    Repeated statuses and reserved words are left out.
    """
    statuses: dict[str, Status] = {}
    for parsed in key:
        name = parsed.text("status")
        if name is not None and label_key(name) not in RESERVED:
            statuses.setdefault(label_key(name), _status(name, parsed))
    return Scale(tuple(statuses.values())) if statuses else RED_AMBER_GREEN


def declares_scale(key: Iterable[ParsedRow]) -> bool:
    """Return whether a Key sheet names a status."""
    names = [parsed.text("status") for parsed in key]
    return any(name is not None and label_key(name) not in RESERVED for name in names)


def _status(name: str, parsed: ParsedRow) -> Status:
    """Return a status of the Key; one called Red, Amber or Green has that colour and that name in Welsh."""
    default = next((status for status in RED_AMBER_GREEN.statuses if label_key(name) in _name_keys(status)), None)
    return Status(
        name=name,
        meaning=parsed.text("meaning") or "",
        complete=parsed.row["complete"] is True,
        colour=parsed.text("colour") or (default.colour if default else ""),
        name_cy=parsed.text("status_cy") or (default.name_cy if default and default.name == name else ""),
        meaning_cy=parsed.text("meaning_cy") or "",
    )


def _name_keys(status: Status) -> tuple[str, str]:
    return label_key(status.name), label_key(status.name_cy)

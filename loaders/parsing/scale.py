"""The scale of a workbook: its Key sheet, or the default where it has none."""

from collections.abc import Iterable

from loaders.parsing.rows import ParsedRow
from model.status.scale import RED_AMBER_GREEN, Scale, Status
from model.terms import NOT_RATED, NOT_REPORTED
from model.text import label_key

RESERVED = (NOT_RATED, NOT_REPORTED)
"""What stands where there is no status, and so can be none."""


def scale_from_key(key: Iterable[ParsedRow]) -> Scale:
    """Return the scale of the Key sheet in its order; the default scale where it names none.

    Each status counts once, and a reserved word is none.
    """
    statuses: dict[str, Status] = {}
    for one in key:
        name = one.text("status")
        if name is not None and label_key(name) not in RESERVED:
            statuses.setdefault(label_key(name), _status(name, one))
    return Scale(tuple(statuses.values())) if statuses else RED_AMBER_GREEN


def declares_scale(key: Iterable[ParsedRow]) -> bool:
    """Say whether a Key sheet names a status."""
    names = [one.text("status") for one in key]
    return any(name is not None and label_key(name) not in RESERVED for name in names)


def _status(name: str, one: ParsedRow) -> Status:
    """Return a status as the Key has it; one called Red, Amber or Green has that colour and that name in Welsh."""
    named = next((known for known in RED_AMBER_GREEN.statuses if label_key(name) in _words(known)), None)
    return Status(
        name=name,
        meaning=one.text("meaning") or "",
        complete=one.row["complete"] is True,
        colour=one.text("colour") or (named.colour if named else ""),
        name_cy=one.text("status_cy") or (named.name_cy if named and named.name == name else ""),
        meaning_cy=one.text("meaning_cy") or "",
    )


def _words(status: Status) -> tuple[str, str]:
    return label_key(status.name), label_key(status.name_cy)

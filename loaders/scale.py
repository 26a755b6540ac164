"""The scale of a workbook: its Key sheet, or the default where it has none."""

from collections.abc import Iterable

from loaders.headings import fold
from loaders.rows import Parsed
from model.scale import RED_AMBER_GREEN, Scale, Status


def scale_of(key: Iterable[Parsed]) -> Scale:
    """Return the scale of the Key sheet in its order, each status once; the default scale where it names none."""
    statuses: dict[str, Status] = {}
    for one in key:
        name = one.text("status")
        if name is not None:
            statuses.setdefault(fold(name), _status(name, one))
    return Scale(tuple(statuses.values())) if statuses else RED_AMBER_GREEN


def _status(name: str, one: Parsed) -> Status:
    return Status(
        name=name,
        meaning=one.text("meaning") or "",
        complete=one.row["complete"] is True,
        colour=one.text("colour") or "",
        name_cy=one.text("status_cy") or "",
        meaning_cy=one.text("meaning_cy") or "",
    )

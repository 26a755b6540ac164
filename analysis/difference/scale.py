"""The difference between the scales of two trackers, as changes to the Key sheet."""

from collections.abc import Iterator

from analysis.difference.cells import fields_key, table_cells
from analysis.difference.rows import FLAGS, Cells
from model.status.scale import Scale
from model.terms import LIST_SEPARATOR
from model.tracker.columns import KEY
from model.versions.difference import OtherChange


def compare_scales(before: Scale, after: Scale) -> Iterator[OtherChange]:
    """Yield the changes between two scales, status by status; a changed order is one change, with all statuses.

    The order of a scale that is not ordered is "".
    """
    cells = table_cells(KEY, scale_rows(before), scale_rows(after), fields_key(KEY, "status"))
    yield from (cell for cell in cells if isinstance(cell, OtherChange))
    if before.ordered != after.ordered or _common(before, after) != _common(after, before):
        yield OtherChange(KEY.name, None, "Status", _order(before), _order(after))


def scale_rows(scale: Scale) -> list[Cells]:
    """Return the rows of the Key sheet for a scale."""
    return [(s.name, s.meaning, FLAGS[s.complete], s.colour, s.name_cy, s.meaning_cy) for s in scale.statuses]


def _common(scale: Scale, other: Scale) -> list[str]:
    return [name for name in scale.names if name in other.rank]


def _order(scale: Scale) -> str:
    return LIST_SEPARATOR.join(scale.names) if scale.ordered else ""

"""The updates of two trackers: new ones, other statuses, corrections, and every other cell that differs."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from analysis.difference.cells import (
    CellChange,
    added_row,
    cell_changes,
    field_index,
    fields_key,
    removed_row,
    round_of,
)
from analysis.difference.rows import AlignedRows, Cells, align, differing_rows
from model.status.scale import Scale
from model.terms import Basis
from model.tracker.columns import PROGRESS
from model.tracker.tracker import Tracker
from model.versions.difference import NewUpdate, RecommendationId, StatusChange

KIND, DATE, STATUS, BASIS = (field_index(PROGRESS, name) for name in ("kind", "date", "status", "basis"))
_CONTENT = [field_index(PROGRESS, name) for name in ("status", "update", "evidence", "update_cy")]
_SAME_ROUND = fields_key(PROGRESS, "review", "ref", "kind")


class LatestStatus(NamedTuple):
    """Where a recommendation stands at the end of a tracker: its status, "" for none, and the round of that status."""

    status: str
    since: date | None


@dataclass(frozen=True, slots=True)
class UpdateDifference:
    """What differs between the updates of two trackers."""

    new: list[NewUpdate] = field(default_factory=list)
    rerated: list[StatusChange] = field(default_factory=list)
    corrected: list[StatusChange] = field(default_factory=list)
    cells: list[CellChange] = field(default_factory=list)


def compare_updates(
    before: Tracker,
    after: Tracker,
    *,
    previous: Mapping[RecommendationId, LatestStatus],
    removed: Collection[RecommendationId],
    new: Collection[RecommendationId],
) -> UpdateDifference:
    """Compare the updates of two trackers.

    An update is the same one where review, ref, kind and date are the same: its first day, or its words where it names
    none. A row that was typed in advance and said nothing is new once it says something. The updates of a
    recommendation that is new, or gone, are told with it. `stood` is where each recommendation stood before.
    """
    scales = (after.scale, before.scale)
    sides = _aligned(*differing_rows(before.progress, after.progress, PROGRESS))
    first_words = [row for old, row in sides.changed if _item(row) in previous and _is_first_content(old, row)]
    compared = [
        (old, row) for old, row in sides.changed if not (_item(row) in previous and _is_first_content(old, row))
    ]
    reported = [row for row in sides.added if _item(row) in previous and _has_content(row)]
    others = [
        row for row in sides.added if not (_item(row) in previous and _has_content(row)) and _item(row) not in new
    ]
    return UpdateDifference(
        new=[_new_update(row, previous[_item(row)], scales) for row in [*first_words, *reported]],
        rerated=[_status_change(old, row, scales) for old, row in compared if _is_rerated(old, row)],
        corrected=[_status_change(old, row, scales) for old, row in compared if _is_correction(old, row)],
        cells=[
            *(cell for old, row in compared for cell in _other_cells(old, row)),
            *(added_row(PROGRESS, row) for row in others),
            *(removed_row(PROGRESS, row) for row in sides.removed if _item(row) not in removed),
        ],
    )


def is_worse(before: str, after: str, scales: Sequence[Scale]) -> bool | None:
    """Return whether a status is worse than another, by the first scale that has both in an order."""
    for scale in scales:
        if scale.ordered and before in scale.rank and after in scale.rank:
            return scale.rank[after] < scale.rank[before]
    return None


def _aligned(before: Sequence[Cells], after: Sequence[Cells]) -> AlignedRows:
    """Align updates, and then what was inferred with what was published on another day of its round."""
    sides = align(before, after, _same_update)
    inferred = [row for row in sides.removed if _rated(row, Basis.INFERRED)]
    published = [row for row in sides.added if _rated(row, Basis.PUBLISHED)]
    corrections = align(inferred, published, _same_round).changed
    paired = {id(row) for pair in corrections for row in pair}
    return AlignedRows(
        [*sides.changed, *corrections],
        [row for row in sides.removed if id(row) not in paired],
        [row for row in sides.added if id(row) not in paired],
    )


def _same_update(row: Cells) -> object:
    first, _last, _precision, words = row[DATE]
    return row[0], row[1], row[KIND], first or words


def _same_round(row: Cells) -> object:
    month = round_of(PROGRESS, row)
    return (*row[:2], row[KIND], month) if month else None


def _item(row: Cells) -> RecommendationId:
    return RecommendationId(row[0], row[1])


def _rated(row: Cells, basis: Basis) -> bool:
    return bool(row[STATUS]) and row[BASIS] == basis


def _has_content(row: Cells) -> bool:
    return any(row[field] for field in _CONTENT)


def _new_update(row: Cells, stood: LatestStatus, scales: Sequence[Scale]) -> NewUpdate:
    month = round_of(PROGRESS, row)
    held = stood.status if month and stood.since and month >= stood.since else ""
    return NewUpdate(_item(row), row[KIND], month, row[STATUS], held, is_worse(held, row[STATUS], scales))


def _is_first_content(old: Cells, new: Cells) -> bool:
    """Return whether an update that was typed in advance has content for the first time."""
    return not _has_content(old) and _has_content(new)


def _is_correction(old: Cells, new: Cells) -> bool:
    """Return whether an inferred status was replaced by a published one."""
    return _rated(old, Basis.INFERRED) and _rated(new, Basis.PUBLISHED)


def _is_rerated(old: Cells, new: Cells) -> bool:
    return old[STATUS] != new[STATUS] and not _is_correction(old, new)


def _status_change(old: Cells, new: Cells, scales: Sequence[Scale]) -> StatusChange:
    is_worse = is_worse(old[STATUS], new[STATUS], scales)
    return StatusChange(_item(new), new[KIND], round_of(PROGRESS, new), old[STATUS], new[STATUS], is_worse)


def _other_cells(old: Cells, new: Cells) -> Iterator[CellChange]:
    """Yield what differs between two states of an update, without the status, which is listed on its own."""
    fields = ("status", "basis") if _is_correction(old, new) else ("status",)
    return cell_changes(PROGRESS, old, new, except_fields=fields)

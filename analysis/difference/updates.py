"""The difference between the updates of two trackers: new updates, changed statuses, corrections, other cells."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from analysis.difference.cells import (
    CellChange,
    added_row,
    cell_changes,
    field_index,
    removed_row,
    round_of,
)
from analysis.difference.rows import AlignedRows, Cells, align, differing_rows
from model.terms import Basis
from model.tracker.columns import PROGRESS
from model.tracker.tracker import Tracker
from model.versions.difference import NewUpdate, RecommendationId, StatusChange

KIND, DATE, STATUS, BASIS = (field_index(PROGRESS, name) for name in ("kind", "date", "status", "basis"))
_CONTENT = [field_index(PROGRESS, name) for name in ("status", "update", "evidence", "update_cy")]


@dataclass(frozen=True, slots=True)
class UpdateDifference:
    """The changes between the updates of two trackers."""

    new: list[NewUpdate] = field(default_factory=list)
    rerated: list[StatusChange] = field(default_factory=list)
    corrected: list[StatusChange] = field(default_factory=list)
    cells: list[CellChange] = field(default_factory=list)


def compare_updates(
    before: Tracker,
    after: Tracker,
    *,
    known: Collection[RecommendationId],
    removed: Collection[RecommendationId],
    new: Collection[RecommendationId],
) -> UpdateDifference:
    """Compare the updates of two trackers.

    Two updates are the same where review, ref, kind and date (its first day, or its words without days) are the same. A
    row that was typed in advance is a new update when it has content. Updates of a new or removed recommendation are
    left out. `known` are the recommendations of the earlier tracker.
    """
    sides = _align_updates(*differing_rows(before.progress, after.progress, PROGRESS))
    first_words = [row for old, row in sides.changed if _item(row) in known and _is_first_content(old, row)]
    compared = [(old, row) for old, row in sides.changed if not (_item(row) in known and _is_first_content(old, row))]
    reported = [row for row in sides.added if _item(row) in known and has_content(row)]
    others = [row for row in sides.added if not (_item(row) in known and has_content(row)) and _item(row) not in new]
    return UpdateDifference(
        new=[_new_update(row) for row in [*first_words, *reported]],
        rerated=[_status_change(old, row) for old, row in compared if _is_rerated(old, row)],
        corrected=[_status_change(old, row) for old, row in compared if _is_correction(old, row)],
        cells=[
            *(cell for old, row in compared for cell in _other_cells(old, row)),
            *(added_row(PROGRESS, row) for row in others),
            *(removed_row(PROGRESS, row) for row in sides.removed if _item(row) not in removed),
        ],
    )


def update_key(row: Cells) -> object:
    """Return the key of an update: review, ref, kind and its first day, or its words without days."""
    first, _last, _precision, words = row[DATE]
    return row[0], row[1], row[KIND], first or words


def round_key(row: Cells) -> object:
    """Return the key of the updates of one recommendation, kind and round; None without days."""
    month = round_of(PROGRESS, row)
    return (*row[:2], row[KIND], month) if month else None


def has_content(row: Cells) -> bool:
    """Return whether an update has a status or words; one without was typed in advance."""
    return any(row[field] for field in _CONTENT)


def _align_updates(before: Sequence[Cells], after: Sequence[Cells]) -> AlignedRows:
    """Align updates, then an inferred status with one published on another day of the same round."""
    sides = align(before, after, update_key)
    inferred = [row for row in sides.removed if _rated(row, Basis.INFERRED)]
    published = [row for row in sides.added if _rated(row, Basis.PUBLISHED)]
    corrections = align(inferred, published, round_key).changed
    paired = {id(row) for pair in corrections for row in pair}
    return AlignedRows(
        [*sides.changed, *corrections],
        [row for row in sides.removed if id(row) not in paired],
        [row for row in sides.added if id(row) not in paired],
    )


def _item(row: Cells) -> RecommendationId:
    return RecommendationId(row[0], row[1])


def _rated(row: Cells, basis: Basis) -> bool:
    return bool(row[STATUS]) and row[BASIS] == basis


def _new_update(row: Cells) -> NewUpdate:
    return NewUpdate(_item(row), row[KIND], round_of(PROGRESS, row), row[STATUS])


def _is_first_content(old: Cells, new: Cells) -> bool:
    """Return whether an update that was typed in advance now has content."""
    return not has_content(old) and has_content(new)


def _is_correction(old: Cells, new: Cells) -> bool:
    """Return whether an inferred status was replaced by a published one."""
    return _rated(old, Basis.INFERRED) and _rated(new, Basis.PUBLISHED)


def _is_rerated(old: Cells, new: Cells) -> bool:
    return old[STATUS] != new[STATUS] and not _is_correction(old, new)


def _status_change(old: Cells, new: Cells) -> StatusChange:
    return StatusChange(_item(new), new[KIND], round_of(PROGRESS, new), old[STATUS], new[STATUS])


def _other_cells(old: Cells, new: Cells) -> Iterator[CellChange]:
    """Yield the other changes of an update; its status is listed separately."""
    fields = ("status", "basis") if _is_correction(old, new) else ("status",)
    return cell_changes(PROGRESS, old, new, except_fields=fields)

"""The updates of two trackers: new ones, other statuses, corrections, and every other cell that differs."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from analysis.difference.cells import Cell, by, came, place, round_of, told_cells, went
from analysis.difference.rows import Aligned, Cells, align, differing_rows
from model.status.scale import Scale
from model.terms import Basis
from model.tracker.columns import PROGRESS
from model.tracker.tracker import Tracker
from model.versions.difference import Item, NewUpdate, StatusChange

KIND, DATE, STATUS, BASIS = (place(PROGRESS, name) for name in ("kind", "date", "status", "basis"))
_SAYS = [place(PROGRESS, name) for name in ("status", "update", "evidence", "update_cy")]
_SAME_ROUND = by(PROGRESS, "review", "ref", "kind")


class Stood(NamedTuple):
    """Where a recommendation stands at the end of a tracker: its status, "" for none, and the round of that status."""

    status: str
    since: date | None


@dataclass(frozen=True, slots=True)
class Updates:
    """What differs between the updates of two trackers."""

    new: list[NewUpdate] = field(default_factory=list)
    rerated: list[StatusChange] = field(default_factory=list)
    corrected: list[StatusChange] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)


def compare_updates(
    before: Tracker, after: Tracker, *, stood: Mapping[Item, Stood], gone: Collection[Item], new: Collection[Item]
) -> Updates:
    """Compare the updates of two trackers.

    An update is the same one where review, ref, kind and date are the same: its first day, or its words where it names
    none. A row that was typed in advance and said nothing is new once it says something. The updates of a
    recommendation that is new, or gone, are told with it. `stood` is where each recommendation stood before.
    """
    scales = (after.scale, before.scale)
    scales = (after.scale, before.scale)
    sides = _aligned(*differing_rows(before.progress, after.progress, PROGRESS))
    found = Updates()
    for old, now in sides.changed:
        if _item(now) in stood and not _says(old) and _says(now):
            found.new.append(_new_update(now, stood[_item(now)], scales))
        else:
            _compare(old, now, scales, found)
    for row in sides.came:
        if _item(row) in stood and _says(row):
            found.new.append(_new_update(row, stood[_item(row)], scales))
        elif _item(row) not in new:
            found.cells.append(came(PROGRESS, row))
    found.cells.extend(went(PROGRESS, row) for row in sides.went if _item(row) not in gone)
    return found


def worse(before: str, after: str, scales: Sequence[Scale]) -> bool | None:
    """Return whether a status is worse than another, by the first scale that has both in an order."""
    for scale in scales:
        if scale.ordered and before in scale.rank and after in scale.rank:
            return scale.rank[after] < scale.rank[before]
    return None


def _aligned(before: Sequence[Cells], after: Sequence[Cells]) -> Aligned:
    """Align updates, and then what was inferred with what was published on another day of its round."""
    sides = align(before, after, _same_update)
    inferred = [row for row in sides.went if _rated(row, Basis.INFERRED)]
    published = [row for row in sides.came if _rated(row, Basis.PUBLISHED)]
    corrections = align(inferred, published, _same_round).changed
    paired = {id(row) for pair in corrections for row in pair}
    return Aligned(
        [*sides.changed, *corrections],
        [row for row in sides.went if id(row) not in paired],
        [row for row in sides.came if id(row) not in paired],
    )


def _same_update(row: Cells) -> object:
    first, _last, _precision, words = row[DATE]
    return row[0], row[1], row[KIND], first or words


def _same_round(row: Cells) -> object:
    month = round_of(PROGRESS, row)
    return (*row[:2], row[KIND], month) if month else None


def _item(row: Cells) -> Item:
    return Item(row[0], row[1])


def _rated(row: Cells, basis: Basis) -> bool:
    return bool(row[STATUS]) and row[BASIS] == basis


def _says(row: Cells) -> bool:
    return any(row[field] for field in _SAYS)


def _new_update(row: Cells, stood: Stood, scales: Sequence[Scale]) -> NewUpdate:
    month = round_of(PROGRESS, row)
    held = stood.status if month and stood.since and month >= stood.since else ""
    return NewUpdate(_item(row), row[KIND], month, row[STATUS], held, worse(held, row[STATUS], scales))


def _compare(old: Cells, new: Cells, scales: Sequence[Scale], found: Updates) -> None:
    """Tell what differs between two states of one update."""
    change = StatusChange(
        _item(new),
        new[KIND],
        round_of(PROGRESS, new),
        old[STATUS],
        new[STATUS],
        worse(old[STATUS], new[STATUS], scales),
    )
    if _rated(old, Basis.INFERRED) and _rated(new, Basis.PUBLISHED):
        found.corrected.append(change)
        found.cells.extend(told_cells(PROGRESS, old, new, told_apart=("status", "basis")))
        return
    if old[STATUS] != new[STATUS]:
        found.rerated.append(change)
    found.cells.extend(told_cells(PROGRESS, old, new, told_apart=("status",)))

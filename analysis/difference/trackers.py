"""The difference between two trackers, cell by cell, as lists of changes."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import Any, Protocol, TypeVar

import pandas as pd

from analysis.cache import cached
from analysis.difference.cells import (
    AlignedRows,
    CellChange,
    Cells,
    added_row,
    align,
    cell_changes,
    compare_scales,
    differing_rows,
    field_index,
    fields_key,
    removed_row,
    round_of,
    table_cells,
)
from analysis.movement import movement_between
from analysis.rounds import latest_month
from analysis.status import status_at
from analysis.updates import KEY
from model.terms import NOT_RATED, NOT_REPORTED, Basis, Movement
from model.tracker.columns import (
    DECISIONS,
    MONITORING,
    NAMES,
    OF_RECOMMENDATIONS,
    PROGRESS,
    RECOMMENDATIONS,
    REVIEWS,
    TARGETS,
)
from model.tracker.rows import RefRow, natural_order
from model.tracker.tracker import Tracker
from model.versions.difference import (
    AgencyChange,
    DateChange,
    Difference,
    NewUpdate,
    OtherChange,
    RecommendationId,
    Removed,
    StatusChange,
    StatusMove,
    WordsChange,
)

KEYS = {
    RECOMMENDATIONS: (fields_key(RECOMMENDATIONS, "review", "ref"),),
    MONITORING: (
        fields_key(MONITORING, "review", "ref", "activity"),
        fields_key(MONITORING, "review", "ref", "kind", "due"),
    ),
    TARGETS: (fields_key(TARGETS, "review", "ref", "date"), fields_key(TARGETS, "review", "ref", "target")),
    DECISIONS: (fields_key(DECISIONS, "review", "ref", "date"), fields_key(DECISIONS, "review", "ref", "decision")),
    NAMES: (fields_key(NAMES, "kind", "name"),),
    REVIEWS: (fields_key(REVIEWS, "review"),),
}
"""The keys by which rows are paired, by table; rows that one key leaves unpaired are paired by the next."""
_MOVEMENTS = list(Movement)
Change = TypeVar("Change")
KIND, DATE, STATUS, BASIS = (field_index(PROGRESS, name) for name in ("kind", "date", "status", "basis"))
_CONTENT = [field_index(PROGRESS, name) for name in ("status", "update", "evidence", "update_cy")]


@cached
def difference(before: Tracker, after: Tracker) -> Difference:
    """Return everything that differs between two trackers.

    Every cell counts. The order of the rows does not, except in the Key, where it is the order of the scale. Rows of a
    new or removed recommendation are not listed separately.
    """
    statuses_before, statuses_after = _latest_statuses(before), _latest_statuses(after)
    removed, new = statuses_before.keys() - statuses_after.keys(), statuses_after.keys() - statuses_before.keys()
    updates = _compare_updates(before, after, known=statuses_before, removed=removed, new=new)
    cells = [*updates.cells, *compare_scales(before.scale, after.scale)]
    for plan, keys in KEYS.items():
        old, now = differing_rows(getattr(before, plan.table), getattr(after, plan.table), plan)
        cells += table_cells(plan, old, now, *keys, removed=removed, new=new)
    listed = {(change.item, change.before, change.after) for change in (*updates.rerated, *updates.corrected)}
    found = Difference(
        start=_latest_day(before),
        end=_latest_day(after),
        moves=status_moves(before, after),
        new=tuple(new),
        removed=tuple(
            Removed(item, statuses_before[item], statuses_before[item] in before.scale.complete) for item in removed
        ),
        updated=tuple(updates.new),
        rerated=tuple(updates.rerated),
        corrected=tuple(updates.corrected),
        restated=tuple(
            change for change in restated(before, after) if (change.item, change.before, change.after) not in listed
        ),
        reworded=_only(WordsChange, cells),
        redated=_only(DateChange, cells),
        reassigned=_only(AgencyChange, cells),
        other=_only(OtherChange, cells),
        reviews=_review_count(before, after),
    )
    changed = _changed_items(found)
    unchanged = sum(item in statuses_after and item not in changed for item in statuses_before)
    return replace(_in_order(found, {**statuses_after, **statuses_before}), unchanged=unchanged)


def _latest_day(tracker: Tracker) -> date | None:
    """Return the first day of the month of the latest entry of a tracker; None without one."""
    month = latest_month(tracker)
    return None if pd.isna(month) else month.date()


def _latest_statuses(tracker: Tracker) -> dict[RecommendationId, str]:
    """Return the latest status of each recommendation of a tracker, "" for none, in its order."""
    table = status_at(tracker, as_at=latest_month(tracker))
    columns = (table["review"], table["ref"], table["status"].fillna(""))
    return {RecommendationId(review, ref): status for review, ref, status in zip(*columns, strict=True)}


def _only(kind: type[Change], cells: Iterable[object]) -> tuple[Change, ...]:
    return tuple(cell for cell in cells if isinstance(cell, kind))


def _review_count(*trackers: Tracker) -> int:
    plans = (RECOMMENDATIONS, *OF_RECOMMENDATIONS)
    tables = (getattr(tracker, plan.table) for tracker in trackers for plan in plans)
    return len({review for table in tables for review in table["review"].unique()})


def _changed_items(found: Difference) -> set[RecommendationId | None]:
    changes = (found.updated, found.rerated, found.corrected, found.reworded, found.redated, found.reassigned)
    return {change.item for each in (*changes, found.other) for change in each}


def _in_order(found: Difference, items: Iterable[RecommendationId]) -> Difference:
    """Return a difference with each list by review and then by ref, as people number them."""
    reviews = {review: number for number, review in enumerate(dict.fromkeys(item.review for item in items))}

    @cache
    def sort_key(item: RecommendationId | None) -> tuple[object, ...]:
        if item is None:
            return (len(reviews) + 1,)
        return reviews.get(item.review, len(reviews)), item.review, natural_order(item.ref)

    def item_and_round(change: Any) -> tuple[object, ...]:
        return sort_key(change.item), getattr(change, "round", None) or date.max

    def changed_first(change: StatusChange) -> tuple[object, ...]:
        return change.before == change.after, item_and_round(change)

    def by_movement(move: StatusMove) -> tuple[object, ...]:
        return _MOVEMENTS.index(move.movement), sort_key(move.item)

    keys: dict[str, Callable[[Any], tuple[object, ...]]] = {
        "new": sort_key,
        "corrected": changed_first,
        "moves": by_movement,
    }
    lists: dict[str, Any] = {
        name: tuple(sorted(changes, key=keys.get(name, item_and_round))) for name, changes in found.lists.items()
    }
    return replace(found, **lists)


@dataclass(frozen=True, slots=True)
class _UpdateDifference:
    """The changes between the updates of two trackers."""

    new: list[NewUpdate] = field(default_factory=list)
    rerated: list[StatusChange] = field(default_factory=list)
    corrected: list[StatusChange] = field(default_factory=list)
    cells: list[CellChange] = field(default_factory=list)


def _compare_updates(
    before: Tracker,
    after: Tracker,
    *,
    known: Collection[RecommendationId],
    removed: Collection[RecommendationId],
    new: Collection[RecommendationId],
) -> _UpdateDifference:
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
    return _UpdateDifference(
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
    """Return whether an update has a status or words; without them it was typed in advance."""
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


class StatusChangeRow(RefRow, Protocol):
    """A row of `status_changes`."""

    from_mark: str
    from_basis: object
    to_mark: str
    to_basis: object


def status_changes(before: Tracker, after: Tracker) -> pd.DataFrame:
    """Return one row per recommendation whose mark differs, in the earlier tracker's order, then those that are new.

    Each tracker is judged as at the month of its own latest entry. Its basis alone, inferred or published, is no change
    of a status.

    Returns:
        Columns review, ref, from_mark and to_mark ("" in the tracker that has no such recommendation), from_basis and
        to_basis.
    """
    old, new = (_marks(tracker, latest_month(tracker)) for tracker in (before, after))
    items = old.index.append(new.index.difference(old.index, sort=False))
    old, new = old.reindex(items), new.reindex(items)
    table = pd.DataFrame(
        {
            "from_mark": old["mark"].fillna(""),
            "from_basis": old["basis"],
            "to_mark": new["mark"].fillna(""),
            "to_basis": new["basis"],
        }
    )
    return table[table["from_mark"] != table["to_mark"]].reset_index()


def status_moves(before: Tracker, after: Tracker) -> tuple[StatusMove, ...]:
    """Return how each recommendation of the later tracker moved between the months of the trackers' latest entries.

    The record of the later tracker counts, as for any two rounds: a status that was changed since in an earlier round
    moves nothing. Where the later tracker has the earlier latest entry, its statuses are compared with those of the
    other tracker, and what differs is `changed`, neither better nor worse.
    """
    start, end = latest_month(before), latest_month(after)
    if pd.isna(start) or pd.isna(end) or start == end:
        return ()
    if start < end:
        moves = movement_between(after, start=start, end=end)
    else:
        changed = status_changes(before, after)
        moves = changed[changed["from_mark"].ne("") & changed["to_mark"].ne("")].assign(movement=Movement.CHANGED)
    columns = (moves[name] for name in (*KEY, "from_mark", "to_mark", "movement"))
    return tuple(
        StatusMove(RecommendationId(review, ref), _status(was), _status(now), Movement(movement))
        for review, ref, was, now, movement in zip(*columns, strict=True)
    )


def restated(before: Tracker, after: Tracker) -> tuple[StatusChange, ...]:
    """Return the recommendations of both trackers whose status as at the earlier of both months differs."""
    start, end = latest_month(before), latest_month(after)
    if pd.isna(start):
        return ()
    month = min(start, end)
    old, new = (_marks(tracker, month) for tracker in (before, after))
    both = old.assign(now=new["mark"]).dropna(subset="now")
    return tuple(
        StatusChange(RecommendationId(*item), "", month.date(), _status(was), _status(now))
        for item, was, now in zip(both.index, both["mark"], both["now"], strict=True)
        if _status(was) != _status(now)
    )


def _marks(tracker: Tracker, month: pd.Timestamp) -> pd.DataFrame:
    table = status_at(tracker, as_at=month).set_index(KEY)
    return table[~table.index.duplicated()]


def _status(mark: str) -> str:
    return "" if mark in (NOT_RATED, NOT_REPORTED) else mark

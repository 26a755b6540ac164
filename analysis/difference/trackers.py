"""The difference between two trackers, cell by cell, as lists of changes."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from functools import cache

import pandas as pd

from analysis.cache import cached
from analysis.difference.cells import (
    AlignedRows,
    Cells,
    align,
    cell_changes,
    compare_scales,
    differing_rows,
    field_index,
    fields_key,
    round_of,
    row_change,
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
from model.tracker.rows import natural_order
from model.tracker.tracker import Tracker
from model.versions.difference import ChangeKind, Difference, RecommendationId, TrackerChange

# The keys by which rows are paired, by table; rows that one key leaves unpaired are paired by the next.
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
_KINDS, _MOVEMENTS = list(ChangeKind), list(Movement)
# The kinds of a changed status of an update.
_STATUSES = (ChangeKind.CORRECTED, ChangeKind.RERATED, ChangeKind.PAST)
KIND, DATE, STATUS, BASIS = (field_index(PROGRESS, name) for name in ("kind", "date", "status", "basis"))
_CONTENT = [field_index(PROGRESS, name) for name in ("status", "update", "evidence", "update_cy")]


@cached
def difference(before: Tracker, after: Tracker) -> Difference:
    """Return everything that differs between two trackers.

    Every cell counts. The order of the rows does not, except in the Key, where it is the order of the scale. Rows of a
    new or removed recommendation are not listed separately.
    """
    old_statuses, statuses = _latest_statuses(before), _latest_statuses(after)
    removed, new = old_statuses.keys() - statuses.keys(), statuses.keys() - old_statuses.keys()
    changes = [*_update_changes(before, after, known=old_statuses, removed=removed, new=new)]
    changes += compare_scales(before.scale, after.scale)
    for plan, keys in KEYS.items():
        old, now = differing_rows(getattr(before, plan.table), getattr(after, plan.table), plan)
        changes += table_cells(plan, old, now, *keys, removed=removed, new=new)
    changed = {change.item for change in changes}
    listed = {(change.item, change.before, change.after) for change in changes if change.kind in _STATUSES}
    changes += [each for each in restated(before, after) if (each.item, each.before, each.after) not in listed]
    changes += status_moves(before, after)
    changes += [TrackerChange(ChangeKind.NEW, item, RECOMMENDATIONS.name, "title") for item in new]
    changes += [
        TrackerChange(ChangeKind.REMOVED, item, RECOMMENDATIONS.name, "title", before=old_statuses[item])
        for item in removed
    ]
    plans = (RECOMMENDATIONS, *OF_RECOMMENDATIONS)
    tables = (getattr(tracker, plan.table) for tracker in (before, after) for plan in plans)
    return Difference(
        _latest_day(before),
        _latest_day(after),
        _in_order(changes, {**statuses, **old_statuses}),
        unchanged=sum(item in statuses and item not in changed for item in old_statuses),
        reviews=len({review for table in tables for review in table["review"].unique()}),
    )


def _latest_day(tracker: Tracker) -> date | None:
    """Return the first day of the month of the latest entry of a tracker; None without one."""
    month = latest_month(tracker)
    return None if pd.isna(month) else month.date()


def _latest_statuses(tracker: Tracker) -> dict[RecommendationId, str]:
    """Return the latest status of each recommendation of a tracker, "" for none, in its order."""
    table = status_at(tracker, as_at=latest_month(tracker))
    columns = (table["review"], table["ref"], table["status"].fillna(""))
    return {RecommendationId(review, ref): status for review, ref, status in zip(*columns, strict=True)}


def _in_order(changes: Iterable[TrackerChange], items: Iterable[RecommendationId]) -> tuple[TrackerChange, ...]:
    """Return changes by kind, and within it by review and then by ref, as people number them.

    Movements are in their own order first, and of corrections those that change the word come first.
    """
    reviews = {review: number for number, review in enumerate(dict.fromkeys(item.review for item in items))}

    @cache
    def place(item: RecommendationId | None) -> tuple[object, ...]:
        if item is None:
            return (len(reviews) + 1,)
        return reviews.get(item.review, len(reviews)), item.review, natural_order(item.ref)

    def sort_key(change: TrackerChange) -> tuple[object, ...]:
        is_move, is_correction = change.kind is ChangeKind.MOVED, change.kind is ChangeKind.CORRECTED
        first = _MOVEMENTS.index(Movement(change.name)) if is_move else is_correction and change.before == change.after
        return _KINDS.index(change.kind), first, place(change.item), change.round or date.max

    return tuple(sorted(changes, key=sort_key))


def _update_changes(
    before: Tracker,
    after: Tracker,
    *,
    known: Collection[RecommendationId],
    removed: Collection[RecommendationId],
    new: Collection[RecommendationId],
) -> Iterator[TrackerChange]:
    """Yield the changes between the updates of two trackers.

    Two updates are the same where review, ref, kind and date (its first day, or its words without days) are the same. A
    row that was typed in advance is a new update when it has content. Updates of a new or removed recommendation are
    left out. `known` are the recommendations of the earlier tracker.
    """
    sides = _align_updates(*differing_rows(before.progress, after.progress, PROGRESS))
    for old, row in sides.changed:
        if item_of_row(row) in known and has_content(row) and not has_content(old):
            yield _status_change(ChangeKind.UPDATED, "", row)
        elif _rated(old, Basis.INFERRED) and _rated(row, Basis.PUBLISHED):
            yield _status_change(ChangeKind.CORRECTED, old[STATUS], row)
            yield from cell_changes(PROGRESS, old, row, except_fields=("status", "basis"))
        else:
            if old[STATUS] != row[STATUS]:
                is_latest = round_of(PROGRESS, row) in (None, _latest_day(after))
                yield _status_change(ChangeKind.RERATED if is_latest else ChangeKind.PAST, old[STATUS], row)
            yield from cell_changes(PROGRESS, old, row, except_fields=("status",))
    for row in sides.added:
        if item_of_row(row) in known and has_content(row):
            yield _status_change(ChangeKind.UPDATED, "", row)
        elif item_of_row(row) not in new:
            yield row_change(PROGRESS, row, is_new=True)
    gone = (row for row in sides.removed if item_of_row(row) not in removed)
    yield from (row_change(PROGRESS, row, is_new=False) for row in gone)


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


def item_of_row(row: Cells) -> RecommendationId:
    """Return the recommendation of a row of a sheet that is about recommendations."""
    return RecommendationId(row[0], row[1])


def _rated(row: Cells, basis: Basis) -> bool:
    return bool(row[STATUS]) and row[BASIS] == basis


def _status_change(kind: ChangeKind, before: str, row: Cells) -> TrackerChange:
    month = round_of(PROGRESS, row)
    return TrackerChange(kind, item_of_row(row), PROGRESS.name, "status", before, row[STATUS], month, name=row[KIND])


def status_changes(before: Tracker, after: Tracker) -> pd.DataFrame:
    """Return one row per recommendation whose mark differs, in the earlier tracker's order, then those that are new.

    Each tracker is judged as at the month of its own latest entry. Its basis alone, inferred or published, is no change
    of a status.

    Returns:
        Columns review, ref, from_mark and to_mark ("" in the tracker that has no such recommendation).
    """
    old, new = (_marks(tracker, latest_month(tracker)) for tracker in (before, after))
    items = old.index.append(new.index.difference(old.index, sort=False))
    old, new = old.reindex(items), new.reindex(items)
    table = pd.DataFrame({"from_mark": old["mark"].fillna(""), "to_mark": new["mark"].fillna("")})
    return table[table["from_mark"] != table["to_mark"]].reset_index()


def status_moves(before: Tracker, after: Tracker) -> Iterator[TrackerChange]:
    """Return how each recommendation of the later tracker moved between the months of the trackers' latest entries.

    The record of the later tracker counts, as for any two rounds: a status that was changed since in an earlier round
    moves nothing. Where the later tracker has the earlier latest entry, its statuses are compared with those of the
    other tracker, and what differs is `changed`, neither better nor worse.
    """
    start, end = latest_month(before), latest_month(after)
    if pd.isna(start) or pd.isna(end) or start == end:
        return
    if start < end:
        moves = movement_between(after, start=start, end=end)
    else:
        changed = status_changes(before, after)
        moves = changed[changed["from_mark"].ne("") & changed["to_mark"].ne("")].assign(movement=Movement.CHANGED)
    columns = (moves[name] for name in (*KEY, "from_mark", "to_mark", "movement"))
    for review, ref, was, now, movement in zip(*columns, strict=True):
        item, month = RecommendationId(review, ref), end.date()
        yield TrackerChange(ChangeKind.MOVED, item, "", "", _status(was), _status(now), month, name=movement)


def restated(before: Tracker, after: Tracker) -> Iterator[TrackerChange]:
    """Yield the recommendations of both trackers whose status as at the earlier of both months differs."""
    start, end = latest_month(before), latest_month(after)
    if pd.isna(start):
        return
    month = min(start, end)
    old, new = (_marks(tracker, month) for tracker in (before, after))
    both = old.assign(now=new["mark"]).dropna(subset="now")
    for key, was, now in zip(both.index, map(_status, both["mark"]), map(_status, both["now"]), strict=True):
        if was != now:
            item = RecommendationId(*key)
            yield TrackerChange(ChangeKind.RESTATED, item, PROGRESS.name, "status", was, now, month.date())


def _marks(tracker: Tracker, month: pd.Timestamp) -> pd.DataFrame:
    table = status_at(tracker, as_at=month).set_index(KEY)
    return table[~table.index.duplicated()]


def _status(mark: str) -> str:
    return "" if mark in (NOT_RATED, NOT_REPORTED) else mark

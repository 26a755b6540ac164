"""The difference between two trackers, cell by cell, as lists of changes."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any, TypeVar

import pandas as pd

from analysis.difference.cells import fields_key, table_cells
from analysis.difference.rows import differing_rows
from analysis.difference.scale import compare_scales
from analysis.difference.status_changes import restated, status_moves
from analysis.difference.updates import compare_updates
from analysis.status.latest_status import status_at
from analysis.updates.rounds import latest_month
from model.terms import Movement
from model.tracker.columns import DECISIONS, MONITORING, NAMES, OF_RECOMMENDATIONS, RECOMMENDATIONS, REVIEWS, TARGETS
from model.tracker.refs import natural_order
from model.tracker.tracker import Tracker
from model.versions.difference import (
    AgencyChange,
    DateChange,
    Difference,
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


def difference(before: Tracker, after: Tracker) -> Difference:
    """Return everything that differs between two trackers.

    Every cell counts. The order of the rows does not, except in the Key, where it is the order of the scale. Rows of a
    new or removed recommendation are not listed separately.
    """
    statuses_before, statuses_after = _latest_statuses(before), _latest_statuses(after)
    removed, new = statuses_before.keys() - statuses_after.keys(), statuses_after.keys() - statuses_before.keys()
    updates = compare_updates(before, after, known=statuses_before, removed=removed, new=new)
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

    return replace(
        found,
        new=tuple(sorted(found.new, key=sort_key)),
        removed=tuple(sorted(found.removed, key=item_and_round)),
        updated=tuple(sorted(found.updated, key=item_and_round)),
        rerated=tuple(sorted(found.rerated, key=item_and_round)),
        corrected=tuple(sorted(found.corrected, key=changed_first)),
        reworded=tuple(sorted(found.reworded, key=item_and_round)),
        redated=tuple(sorted(found.redated, key=item_and_round)),
        reassigned=tuple(sorted(found.reassigned, key=item_and_round)),
        restated=tuple(sorted(found.restated, key=item_and_round)),
        moves=tuple(sorted(found.moves, key=by_movement)),
        other=tuple(sorted(found.other, key=item_and_round)),
    )

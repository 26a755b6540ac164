"""What differs between two trackers, cell by cell, told as what it means."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any, TypeVar

from analysis.difference.cells import fields_key, table_cells
from analysis.difference.rows import differing_rows
from analysis.difference.scale import compare_scales
from analysis.difference.updates import LatestStatus, compare_updates
from analysis.status.latest_status import status_at
from model.tracker.columns import MONITORING, NAMES, RECOMMENDATIONS, REVIEWS
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
    WordsChange,
)

KEYS = {
    RECOMMENDATIONS: (fields_key(RECOMMENDATIONS, "review", "ref"),),
    MONITORING: (
        fields_key(MONITORING, "review", "ref", "activity"),
        fields_key(MONITORING, "review", "ref", "kind", "due"),
    ),
    NAMES: (fields_key(NAMES, "kind", "name"),),
    REVIEWS: (fields_key(REVIEWS, "review"),),
}
"""What makes a row the same row, table by table; what one key leaves over is paired by the next."""

Told = TypeVar("Told")


def difference(before: Tracker, after: Tracker) -> Difference:
    """Return everything that differs between two trackers.

    Every cell counts. The order of the rows does not, except that of the Key, which is the order of the scale. What is
    said of a recommendation that is new, or gone, is told with it. One whose complete status is corrected was not
    complete, and is not reopened.
    """
    stood, stands = _standing(before), _standing(after)
    gone, new = stood.keys() - stands.keys(), stands.keys() - stood.keys()
    updates = compare_updates(before, after, previous=stood, removed=gone, new=new)
    cells = [*updates.cells, *compare_scales(before.scale, after.scale)]
    for plan, keys in KEYS.items():
        old, now = differing_rows(getattr(before, plan.table), getattr(after, plan.table), plan)
        cells += table_cells(plan, old, now, *keys, removed=gone, new=new)
    corrected = {(change.item, change.round) for change in updates.corrected if change.before != change.after}
    was = {item for item in _complete(stood, before) if (item, stood[item].since) not in corrected}
    reopened = was & stands.keys() - _complete(stands, after)
    found = Difference(
        new=tuple(new),
        removed=tuple(Removed(item, stood[item].status, stood[item].status in before.scale.complete) for item in gone),
        updated=tuple(updates.new),
        rerated=tuple(updates.rerated),
        corrected=tuple(updates.corrected),
        reworded=_only(WordsChange, cells),
        redated=_only(DateChange, cells),
        reassigned=_only(AgencyChange, cells),
        reopened=tuple(reopened),
        other=_only(OtherChange, cells),
        reviews=_reviews(before, after),
    )
    differ = _spoken_of(found)
    unchanged = sum(item in stands and item not in differ for item in stood)
    return replace(_in_order(found, {**stands, **stood}), unchanged=unchanged)


def _standing(tracker: Tracker) -> dict[RecommendationId, LatestStatus]:
    """Return where each recommendation stands at the end of a tracker, in its order."""
    table = status_at(tracker, as_at=tracker.progress["round"].max())
    since = table["rated_on"].to_numpy().astype("datetime64[D]").tolist()
    columns = (table["review"], table["ref"], table["status"].fillna(""), since)
    return {
        RecommendationId(review, ref): LatestStatus(status, day)
        for review, ref, status, day in zip(*columns, strict=True)
    }


def _complete(standing: Mapping[RecommendationId, LatestStatus], tracker: Tracker) -> set[RecommendationId]:
    return {item for item, stood in standing.items() if stood.status in tracker.scale.complete}


def _only(kind: type[Told], cells: Iterable[object]) -> tuple[Told, ...]:
    return tuple(cell for cell in cells if isinstance(cell, kind))


def _reviews(*trackers: Tracker) -> int:
    tables = (table for t in trackers for table in (t.recommendations, t.progress, t.monitoring))
    return len({review for table in tables for review in table["review"].unique()})


def _spoken_of(found: Difference) -> set[RecommendationId | None]:
    changes = (found.updated, found.rerated, found.corrected, found.reworded, found.redated, found.reassigned)
    return {*found.reopened, *(change.item for each in (*changes, found.other) for change in each)}


def _in_order(found: Difference, known: Iterable[RecommendationId]) -> Difference:
    """Return a difference with each list by review and then by ref, as people number them."""
    reviews = {review: place for place, review in enumerate(dict.fromkeys(item.review for item in known))}

    @cache
    def place(item: RecommendationId | None) -> tuple[object, ...]:
        if item is None:
            return (len(reviews) + 1,)
        return reviews.get(item.review, len(reviews)), item.review, natural_order(item.ref)

    def of(change: Any) -> tuple[object, ...]:
        return place(change.item), getattr(change, "round", None) or date.max

    def worst_first(change: StatusChange) -> tuple[object, ...]:
        return not change.worse, change.item not in found.reopened, of(change)

    def changed_first(change: StatusChange) -> tuple[object, ...]:
        return change.before == change.after, not change.worse, of(change)

    return replace(
        found,
        new=tuple(sorted(found.new, key=place)),
        removed=tuple(sorted(found.removed, key=of)),
        updated=tuple(sorted(found.updated, key=of)),
        rerated=tuple(sorted(found.rerated, key=worst_first)),
        corrected=tuple(sorted(found.corrected, key=changed_first)),
        reworded=tuple(sorted(found.reworded, key=of)),
        redated=tuple(sorted(found.redated, key=of)),
        reassigned=tuple(sorted(found.reassigned, key=of)),
        reopened=tuple(sorted(found.reopened, key=place)),
        other=tuple(sorted(found.other, key=of)),
    )

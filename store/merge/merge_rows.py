"""Merging a workbook into the tracker that is current: what it brings is added, what it does not speak of stays."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import astuple, replace
from datetime import date
from typing import TYPE_CHECKING

from model.dates.date import PartialDate
from model.status.scale import Status
from model.tracker.columns import MONITORING, NAMES, PROGRESS, RECOMMENDATIONS, REVIEWS
from model.tracker.reading import Reading
from model.versions.merge_refusal import MergeRefusal

if TYPE_CHECKING:
    from model.tracker.tracker import Row

_NO_KEY = "key-missing"
"""The issue that says that a workbook has no Key."""
_SUPPLIED = frozenset({_NO_KEY, "review-not-described"})
"""Issues of a workbook that lacks what the tracker has, so that the whole has it."""
_KEYS: Mapping[str, tuple[str, ...]] = {
    REVIEWS.table: ("review",),
    RECOMMENDATIONS.table: ("review", "ref"),
    PROGRESS.table: ("review", "ref", "kind", "date"),
    MONITORING.table: ("review", "ref", "activity", "due"),
    NAMES.table: ("kind", "name"),
}
"""By what a row is the same row as another."""
_WHOLE = frozenset({PROGRESS.table, MONITORING.table})
"""Tables in which the new row takes the old one's place whole; elsewhere an empty cell says nothing."""


def may_merge(current: Reading, new: Reading) -> MergeRefusal | None:
    """Return why a workbook may not be merged, or None where it may.

    Every recommendation it speaks of is known, and each of its updates is from the tracker's latest round or a later
    one. Its Key is the same, or it has none and uses no other status.
    """
    updates = new.rows.get(PROGRESS.table, ())
    if not updates:
        return MergeRefusal.NO_UPDATES
    if not _places(new) <= _places(current, RECOMMENDATIONS.table):
        return MergeRefusal.UNKNOWN_REF
    if not _same_scale(current, new):
        return MergeRefusal.OTHER_SCALE
    latest = max(filter(None, _rounds(current)), default=date.min)
    return MergeRefusal.OLDER_ROUND if any(one is None or one < latest for one in _rounds(new)) else None


def merge_rows(current: Reading, new: Reading) -> Reading:
    """Return the tracker with the rows of a workbook added: how that was understood, in the tracker's scale.

    A row takes the place of the one that it is the same as: an update by its review, ref, kind and first day.
    """
    brought = {**new.rows, REVIEWS.table: [row for row in new.rows.get(REVIEWS.table, ()) if not _only_named(row)]}
    rows = {table: _merged(table, current.rows.get(table, ()), brought.get(table, ())) for table in _KEYS}
    lacked = _SUPPLIED - {issue.code for issue in current.issues}
    issues = tuple(issue for issue in new.issues if issue.code not in lacked)
    return replace(new, rows=rows, issues=issues, scale=current.scale, proposed_scale=current.proposed_scale)


def _only_named(review: "Row") -> bool:
    """Say whether a review is one that a workbook names and does not describe: then its name stands for its title."""
    return review.get("title") == review.get("review") and not any(
        value for field, value in review.items() if field not in ("review", "title")
    )


def _places(reading: Reading, *tables: str) -> set[tuple[object, object]]:
    """Return every review and ref that a tracker names, in some of its tables or in all that have them."""
    named = tables or (RECOMMENDATIONS.table, PROGRESS.table, MONITORING.table)
    return {(row.get("review"), row.get("ref")) for table in named for row in reading.rows.get(table, ())}


def _same_scale(current: Reading, new: Reading) -> bool:
    """Say whether both have the same statuses in one order; a colour or a translation left out is no difference."""
    old = current.scale
    named_alike = new.scale.ordered == old.ordered and new.scale.names == old.names
    if named_alike and all(map(_is_same_status, new.scale.statuses, old.statuses)):
        return True
    declares_none = new.proposed_scale is not None or any(issue.code == _NO_KEY for issue in new.issues)
    used = {row.get("status") for row in new.rows[PROGRESS.table]} - {None}
    return declares_none and used <= set(current.scale.names)


def _is_same_status(said: Status, known: Status) -> bool:
    return all(one in ("", other) for one, other in zip(astuple(said), astuple(known), strict=True))


def _rounds(reading: Reading) -> list[date | None]:
    dates = [row.get("date") for row in reading.rows.get(PROGRESS.table, ())]
    return [stated.round if isinstance(stated, PartialDate) else None for stated in dates]


def _merged(table: str, current: "Sequence[Row]", new: "Sequence[Row]") -> "list[Row]":
    """Return the rows of both: each new one in the place of the first it is the same as, the others at the end."""
    key = _key_of(_KEYS[table])
    brought: dict[Hashable, list[Row]] = {}
    for row in new:
        brought.setdefault(key(row), []).append(row)
    known = {key(row) for row in current}
    placed: set[Hashable] = set()
    rows: list[Row] = []
    for row in current:
        same = key(row)
        if same not in brought:
            rows.append(row)
        elif same not in placed:
            placed.add(same)
            rows += brought[same] if table in _WHOLE else _filled(brought[same], row)
    return rows + [row for row in new if key(row) not in known]


def _key_of(fields: Iterable[str]) -> "Callable[[Row], Hashable]":
    names = tuple(fields)
    return lambda row: tuple(_same(row.get(name)) for name in names)


def _same(value: object) -> Hashable:
    """Return by what a value is the same as another: a date by its first day, or by its words where it has none."""
    if isinstance(value, PartialDate):
        return value.first or value.words
    return value if isinstance(value, str | bool) else None


def _filled(rows: "Iterable[Row]", before: "Row") -> "list[Row]":
    """Return rows with what they leave empty as it was before."""
    return [{**before, **{field: value for field, value in row.items() if value is not None}} for row in rows]

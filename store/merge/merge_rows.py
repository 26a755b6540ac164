"""Merge a workbook into the current tracker: its rows are added or replaced, all other rows stay."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from model.dates.date import PartialDate
from model.text import label_key
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
from model.tracker.reading import Reading
from model.versions.merge_refusal import MergeRefusal
from store.merge.row_key import key_of
from store.merge.translation import fill_translation, is_translation

if TYPE_CHECKING:
    from model.tracker.reading import Row

_NO_KEY = "key-missing"
"""The code of the issue of a workbook without a Key."""
_SUPPLIED = frozenset({_NO_KEY, "review-not-described", "ref-unknown"})
"""Issues about missing parts of a workbook, which the tracker supplies."""
_KEYS: Mapping[str, tuple[str, ...]] = {
    REVIEWS.table: ("review",),
    RECOMMENDATIONS.table: ("review", "ref"),
    PROGRESS.table: ("review", "ref", "kind", "date"),
    MONITORING.table: ("review", "ref", "activity", "due"),
    TARGETS.table: ("review", "ref", "date"),
    DECISIONS.table: ("review", "ref", "date"),
    NAMES.table: ("kind", "name"),
}
"""The key fields of the rows, by table."""
ROW_KEY: "Mapping[str, Callable[[Row], Hashable]]" = {table: key_of(fields) for table, fields in _KEYS.items()}
"""The function that gives the key of a row, by table."""
_REPLACED_TABLES = frozenset(plan.table for plan in OF_RECOMMENDATIONS)
"""Tables in which a row of a canonical workbook replaces the old one; elsewhere empty cells keep the old values."""
_OF_STATUS = frozenset({"rated_by", "basis"})
_CANONICAL = "canonical"


def may_merge(current: Reading, new: Reading, *, of_round: bool = False) -> MergeRefusal | None:
    """Return the reason for which a workbook may not be merged, or None where it may.

    It may name only recommendations of the tracker, with updates of the tracker's latest round or a later one; or have
    promises, targets or decisions alone. The workbook of a round that was asked for may be of an earlier month. A
    layout that is not canonical may have earlier published rounds too: it often has a column for each round. Its Key
    has the same statuses, or it has no Key and no other status. The workbook of a translator may always be merged.
    """
    if is_translation(new):
        return None
    if not any(new.rows.get(table) for table in _REPLACED_TABLES):
        return MergeRefusal.NO_UPDATES
    if not _recommendation_ids(new) <= _recommendation_ids(current, RECOMMENDATIONS.table):
        return MergeRefusal.UNKNOWN_REF
    if not _same_scale(current, new):
        return MergeRefusal.OTHER_SCALE
    return None if of_round or _has_mergeable_rounds(current, new) else MergeRefusal.OLDER_ROUND


def merge_rows(current: Reading, new: Reading) -> Reading:
    """Merge the rows of a workbook into the tracker; the columns are the workbook's, the scale is the tracker's.

    A row replaces the row with the same key: an update by its review, ref, kind and first day. In a layout that is not
    canonical an update has fewer columns, so that its empty cells change nothing either. The
    workbook of a translator fills Welsh cells alone.
    """
    if is_translation(new):
        return fill_translation(current, new)
    new_rows = {**new.rows, REVIEWS.table: [row for row in new.rows.get(REVIEWS.table, ()) if not _is_undescribed(row)]}
    replaced = _REPLACED_TABLES if new.layout == _CANONICAL else frozenset()
    rows = {
        table: _merge_table(table, current.rows.get(table, ()), new_rows.get(table, ()), replace_rows=table in replaced)
        for table in _KEYS
    }
    supplied = _SUPPLIED - {issue.code for issue in current.issues}
    issues = tuple(issue for issue in new.issues if issue.code not in supplied)
    return replace(new, rows=rows, issues=issues, scale=current.scale, proposed_scale=current.proposed_scale)


def rows_with_recommendation(new: Reading) -> Reading:
    """Return the workbook as it replaces the tracker: without what is about refs that it has no row of.

    Each of these refs has an issue. Where it is an error, the workbook is not published.
    """
    unlisted = _recommendation_ids(new) - _recommendation_ids(new, RECOMMENDATIONS.table)
    if not unlisted:
        return new
    reported = {
        table: [row for row in new.rows.get(table, ()) if (row.get("review"), row.get("ref")) not in unlisted]
        for table in (plan.table for plan in OF_RECOMMENDATIONS)
    }
    return replace(new, rows={**new.rows, **reported})


def _is_undescribed(review: "Row") -> bool:
    """Return whether a review has only a name, which is then also its title."""
    return review.get("title") == review.get("review") and not any(
        value for field, value in review.items() if field not in ("review", "title")
    )


def _recommendation_ids(reading: Reading, *tables: str) -> set[tuple[object, object]]:
    """Return every review and ref in some tables of a tracker, or in all tables that have them."""
    names = tables or tuple(plan.table for plan in (RECOMMENDATIONS, *OF_RECOMMENDATIONS))
    return {(row.get("review"), row.get("ref")) for table in names for row in reading.rows.get(table, ())}


def _same_scale(current: Reading, new: Reading) -> bool:
    """Return whether both have the same statuses in the same order, and the same of them mean done."""
    scales = [(scale.ordered, scale.names, scale.complete) for scale in (current.scale, new.scale)]
    if scales[0] == scales[1]:
        return True
    declares_none = new.proposed_scale is not None or any(issue.code == _NO_KEY for issue in new.issues)
    used = {row.get("status") for row in new.rows[PROGRESS.table]} - {None}
    return declares_none and used <= set(current.scale.names)


def _has_mergeable_rounds(current: Reading, new: Reading) -> bool:
    """Return whether every update is of the latest round or later, or in a layout of its own of a published round."""
    published = set(filter(None, _rounds(current)))
    latest = max(published, default=date.min)
    rounds = _rounds(new)
    if not rounds:
        return True
    earlier = {month for month in rounds if month is not None and month < latest}
    if None in rounds or len(earlier) == len(set(rounds)):
        return False
    return not earlier or (new.layout != _CANONICAL and earlier <= published)


def _rounds(reading: Reading) -> list[date | None]:
    dates = [row.get("date") for row in reading.rows.get(PROGRESS.table, ())]
    return [value.round if isinstance(value, PartialDate) else None for value in dates]


def _merge_table(table: str, current: "Sequence[Row]", new: "Sequence[Row]", *, replace_rows: bool) -> "list[Row]":
    """Merge two tables: a new row takes the position of the row with the same key; other new rows come last."""
    key = ROW_KEY[table]
    new_by_key: dict[Hashable, list[Row]] = {}
    for row in new:
        new_by_key.setdefault(key(row), []).append(row)
    current_keys = {key(row) for row in current}
    merged: set[Hashable] = set()
    rows: list[Row] = []
    for row in current:
        row_key = key(row)
        if row_key not in new_by_key:
            rows.append(row)
        elif row_key not in merged:
            merged.add(row_key)
            rows += new_by_key[row_key] if replace_rows else _fill_blanks(new_by_key[row_key], row)
    return rows + [row for row in new if key(row) not in current_keys]


def _fill_blanks(rows: "Iterable[Row]", before: "Row") -> "list[Row]":
    """Fill the empty cells of new rows from the row before.

    Another status comes with its own rater and basis; the same status without a rater changes neither. A published
    title in place of the text is no change of the text.
    """
    return [{**before, **{field: row[field] for field in row if _is_new_value(row, field, before)}} for row in rows]


def _is_new_value(row: "Row", field: str, before: "Row") -> bool:
    if field in _OF_STATUS and row.get("status") is not None:
        return row["status"] != before.get("status") or row.get("rated_by") is not None
    if field == "recommendation" and _is_same_text(row[field], before.get("title")):
        return False
    return row[field] is not None


def _is_same_text(value: object, other: object) -> bool:
    return isinstance(value, str) and isinstance(other, str) and label_key(value) == label_key(other)

"""Merge a workbook into the current tracker: its rows are added or replaced, all other rows stay."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING

from model.dates import PartialDate
from model.issue import Issue
from model.issue_codes import SEVERITIES
from model.language import label_key
from model.status import Scale, Status
from model.store_error import StoreError, StoreErrorCode
from model.terms import LIST_SEPARATOR
from model.tracker.columns import (
    DECISIONS,
    KEY,
    MONITORING,
    NAMES,
    OF_RECOMMENDATIONS,
    PROGRESS,
    RECOMMENDATIONS,
    REVIEWS,
    ROW_KEYS,
    SHEETS,
    TARGETS,
    SheetPlan,
    translated_fields,
    translation_sheets,
)
from model.tracker.reading import Reading
from model.versions.difference import MergeError, MergeRefusal
from model.versions.version import Candidate, Mode, Publication
from store.publish import PublishRequest
from store.store import Store

if TYPE_CHECKING:
    from model.tracker.reading import Row


_CHANGED = "translation-changed"
_NOT_OF_TRANSLATION = frozenset({"statuses-missing", "key-missing"})
"""Issues of what a translator's workbook never has."""
_Text = tuple[Hashable, str, object]
"""The key of a row, a field, and its English text."""
_CheckChange = Callable[[Reading, Reading], None]
"""Receives the current version and what would be published; an exception that it raises stops the publication."""


def key_of(fields: Iterable[str]) -> "Callable[[Row], Hashable]":
    """Return the function that gives the key of a row; in it a date is its first day, or its words without days."""
    names = tuple(fields)
    return lambda row: tuple(_key_value(row.get(name)) for name in names)


def _key_value(value: object) -> Hashable:
    if isinstance(value, PartialDate):
        return value.first or value.words
    return value if isinstance(value, str | bool) else None


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
        return _fill_translation(current, new)
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


def is_translation(reading: Reading) -> bool:
    """Return whether a workbook is that of a translator: its sheets have those columns, and no other."""
    expected = {plan.name: {column.field for column in plan.columns} for plan in translation_sheets()}
    found: dict[str, set[str]] = {}
    for column in reading.columns:
        found.setdefault(column.sheet, set()).add(column.field)
    texts = {RECOMMENDATIONS.name, PROGRESS.name}
    return texts <= set(found) and all(expected.get(sheet) == fields for sheet, fields in found.items())


def _fill_translation(current: Reading, translation: Reading) -> Reading:
    """Return the current tracker with the Welsh of a translator's workbook.

    A text is the same one where the key of its row and its English are the same. Where the English is another than
    published, its Welsh is not taken, and one issue a sheet names its refs. An empty cell changes nothing.
    """
    rows, issues = dict(current.rows), []
    for plan in SHEETS:
        if plan is KEY or not translated_fields(plan):
            continue
        welsh = dict(_welsh_texts(plan, translation.rows.get(plan.table, ())))
        filled, unused = _filled(plan, current.rows.get(plan.table, ()), welsh)
        rows[plan.table] = filled
        if plan.table == NAMES.table:
            rows[plan.table] = filled + _unlisted_names(current, translation)
        elif unused:
            refs = ", ".join(dict.fromkeys(str(key[1] if len(key) > 1 else key[0]) for key, *_ in unused))  # type: ignore[arg-type, index]
            details = {"n": str(len(unused))}
            issues.append(Issue(_CHANGED, SEVERITIES[_CHANGED], plan.name, found=refs, details=details))
    read = tuple(issue for issue in translation.issues if issue.code not in _NOT_OF_TRANSLATION)
    return replace(
        translation, rows=rows, issues=(*read, *issues), scale=_filled_scale(current.scale, translation.scale)
    )


def _welsh_texts(plan: SheetPlan, rows: "Sequence[Row]") -> Iterator[tuple[_Text, object]]:
    """Yield each Welsh text of a sheet with the row, the field and the English it is of."""
    key = key_of(ROW_KEYS[plan.table])
    for row in rows:
        for field in translated_fields(plan):
            if row.get(field) and row.get(f"{field}_cy"):
                yield (key(row), field, row[field]), row[f"{field}_cy"]


def _filled(plan: SheetPlan, rows: "Sequence[Row]", welsh: Mapping[_Text, object]) -> "tuple[list[Row], list[_Text]]":
    """Return rows with their Welsh, and the texts that none of them has."""
    key, unused, filled = key_of(ROW_KEYS[plan.table]), dict(welsh), []
    for row in rows:
        texts = {field: (key(row), field, row.get(field)) for field in translated_fields(plan)}
        found = {f"{field}_cy": welsh[text] for field, text in texts.items() if text in welsh}
        for text in texts.values():
            unused.pop(text, None)
        filled.append({**row, **found})
    return filled, list(unused)  # type: ignore[return-value]


def _unlisted_names(current: Reading, translation: Reading) -> "list[Row]":
    """Return the translated names that the tracker uses and does not list."""
    key = key_of(ROW_KEYS[NAMES.table])
    listed = {key(row) for row in current.rows.get(NAMES.table, ())}
    fields = ("theme", "lead_agency", "supporting_agencies", "lead_role", "with")
    cells = [row.get(field) for rows in current.rows.values() for row in rows for field in fields]
    used = {name for cell in cells if isinstance(cell, str) for name in (cell, *cell.split(LIST_SEPARATOR))}
    names = translation.rows.get(NAMES.table, ())
    return [row for row in names if row.get("name_cy") and row.get("name") in used and key(row) not in listed]


def _filled_scale(current: Scale, translated: Scale) -> Scale:
    by_name = {status.name: status for status in translated.statuses}
    statuses = (_filled_status(status, by_name.get(status.name, status)) for status in current.statuses)
    return replace(current, statuses=tuple(statuses))


def _filled_status(status: Status, translated: Status) -> Status:
    meaning = translated.meaning_cy if translated.meaning == status.meaning else ""
    return replace(status, name_cy=translated.name_cy or status.name_cy, meaning_cy=meaning or status.meaning_cy)


def publish_merged(
    store: Store, candidate: Candidate, request: PublishRequest, *, check: _CheckChange | None = None
) -> Publication:
    """Merge a workbook into the current version and publish the result with `Store.publish`.

    Where the request names no version, and another is published meanwhile, the workbook is merged again.

    Raises:
        StoreError: as `Store.publish` does; NOTHING_PUBLISHED where there is nothing to merge into.
        MergeError: the workbook may not be merged.
    """

    def merged(number: int | None) -> Candidate:
        if number is None:
            raise StoreError(StoreErrorCode.NOTHING_PUBLISHED)
        current = store.load(number)
        refusal = may_merge(current, candidate.reading)
        if refusal is not None:
            raise MergeError(refusal)
        after = merge_rows(current, candidate.reading)
        if check is not None:
            check(current, after)
        return replace(candidate, reading=after, mode=Mode.MERGE)

    return _publish_against_current(store, candidate, request, merged)


def publish_replacing(
    store: Store, candidate: Candidate, request: PublishRequest, *, check: _CheckChange | None = None
) -> Publication:
    """Publish a workbook in place of the current version, after a check of the change.

    Where the request names no version, and another is published meanwhile, the change is checked again.

    Raises StoreError as `Store.publish` does.
    """

    def checked(number: int | None) -> Candidate:
        if number is not None and check is not None:
            check(store.load(number), candidate.reading)
        return candidate

    return _publish_against_current(store, candidate, request, checked)


def _publish_against_current(
    store: Store, candidate: Candidate, request: PublishRequest, prepare: Callable[[int | None], Candidate]
) -> Publication:
    """Publish what is prepared from the number of the current version; None where there is no version.

    A used token is checked first. Where the request names another version, the store refuses it as a conflict.
    """
    if request.token is not None:
        earlier = store.earlier_publication(request.token, sha256(candidate.original).hexdigest())
        if earlier is not None:
            return earlier
    while True:
        current = store.current()
        prepared = candidate if request.compared_with not in (None, current) else prepare(current)
        base = request.compared_with or current
        try:
            return store.publish(
                prepared, actor=request.actor, reason=request.reason, compared_with=base, token=request.token
            )
        except StoreError as error:
            if error.code is not StoreErrorCode.CONFLICT or request.compared_with is not None:
                raise

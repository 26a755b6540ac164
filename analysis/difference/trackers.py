"""The difference between two trackers, cell by cell, as lists of changes; and what publishing one would lose."""

from collections import Counter, deque
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from itertools import chain
from operator import itemgetter
from typing import Any, NamedTuple

import pandas as pd

from analysis.cache import cached
from analysis.movement import movement_between
from analysis.rounds import latest_month
from analysis.status import status_at
from model.terms import LIST_SEPARATOR, NOT_RATED, NOT_REPORTED, Basis, Kind, Movement, Scale, group_by, natural_order
from model.tracker import columns as contract
from model.tracker.columns import MONITORING, PROGRESS, RECOMMENDATIONS, SheetPlan
from model.tracker.tracker import Tracker
from model.versions import difference as model
from model.versions.difference import ChangeKind, RecommendationId, TrackerChange

_TEXTS = {
    contract.RECOMMENDATIONS.table: ("title", "title_cy", "recommendation", "recommendation_cy"),
    contract.PROGRESS.table: ("update", "update_cy"),
}
# The kind of a change in a field of a table; any other is of the kind `OTHER`.
_KIND_OF_FIELD = {
    **{(table, field): ChangeKind.REWORDED for table, fields in _TEXTS.items() for field in fields},
    (contract.RECOMMENDATIONS.table, "target"): ChangeKind.REDATED,
    (contract.MONITORING.table, "due"): ChangeKind.REDATED,
    (contract.RECOMMENDATIONS.table, "lead_agency"): ChangeKind.REASSIGNED,
}
_GONE = {contract.PROGRESS.table: ChangeKind.UPDATES_GONE, contract.MONITORING.table: ChangeKind.PROMISES_GONE}
# The columns that name an added or removed row: the first of these that is not empty.
NAMING_FIELDS = {
    contract.PROGRESS.table: ("update", "update_cy", "status", "evidence", "date", "kind"),
    contract.MONITORING.table: ("activity", "due", "kind"),
    contract.TARGETS.table: ("target", "reason", "date"),
    contract.DECISIONS.table: ("decision", "reason", "evidence", "date"),
    contract.NAMES.table: ("name",),
    contract.REVIEWS.table: ("review",),
    contract.KEY.table: ("status",),
}
# A date: its first and last day, its precision and its words ("" for none).
_Dated = tuple[date | None, date | None, str, str]
# One row: a value for each column of its sheet. An empty cell is "", a flag Yes or No, and a date a `Dated`.
Cells = tuple[Any, ...]
Rows = Sequence[Cells]
Items = Collection[RecommendationId]
# A key function: rows with the same key are the same row; a row with the key None is never paired.
Key = Callable[[Cells], Hashable]
FLAGS = {True: "Yes", False: "No"}


class AlignedRows(NamedTuple):
    """The aligned rows of two tables, without those that are equal in both."""

    changed: list[tuple[Cells, Cells]]
    removed: list[Cells]
    added: list[Cells]


def field_index(plan: SheetPlan, field: str) -> int:
    """Return the index of a field in the rows of a sheet."""
    return [column.field for column in plan.columns].index(field)


KIND, DATE, STATUS, BASIS = (field_index(PROGRESS, name) for name in ("kind", "date", "status", "basis"))
# The field that names the subject of a row, by table: of a target or a decision when it was set or made.
_NAME_FIELDS = {table: fields[0] for table, fields in NAMING_FIELDS.items() if table != contract.PROGRESS.table}
_NAME_FIELDS |= dict.fromkeys((contract.TARGETS.table, contract.DECISIONS.table), "date")


def fields_key(plan: SheetPlan, *fields: str) -> Key:
    """Return a key function for the rows of a sheet, from some of their fields."""
    return itemgetter(*(field_index(plan, field) for field in fields))


def item_of_row(row: Cells) -> RecommendationId:
    """Return the recommendation of a row of a sheet that is about recommendations."""
    return RecommendationId(row[0], row[1])


def item_of(plan: SheetPlan, row: Cells) -> RecommendationId | None:
    """Return the recommendation of a row; None in a sheet that is not about recommendations."""
    return item_of_row(row) if plan.columns[1].field == "ref" else None


def round_of(plan: SheetPlan, row: Cells) -> date | None:
    """Return the round of an update; None for every other row, and for an update without days."""
    day = row[DATE][0] if plan is contract.PROGRESS else None
    return day.replace(day=1) if day else None


def cell_changes(
    plan: SheetPlan, before: Cells, after: Cells, *, except_fields: Sequence[str] = ()
) -> Iterator[TrackerChange]:
    """Yield a change for each cell in which two rows differ, except in some fields."""
    item, name, month = item_of(plan, after), _name(plan, after), round_of(plan, after)
    for column, old, new in zip(plan.columns, before, after, strict=True):
        field = column.field
        if old == new or field in except_fields:
            continue
        if column.data_type is contract.DataType.DATE:
            old, new = _dates(old, new)  # noqa: PLW2901 - in words
        kind = _KIND_OF_FIELD.get((plan.table, field), ChangeKind.OTHER)
        if kind is ChangeKind.REWORDED and field.endswith("_cy") and not old:
            kind = ChangeKind.TRANSLATED
        yield TrackerChange(kind, item, plan.name, field, old, new, month, name)


def row_change(plan: SheetPlan, row: Cells, *, is_new: bool) -> TrackerChange:
    """Return the change for an added or a removed row."""
    naming = [(field, words_of(row[field_index(plan, field)])) for field in NAMING_FIELDS[plan.table]]
    field, words = next((cell for cell in naming if cell[1]), naming[0])
    kind = ChangeKind.OTHER if is_new else _GONE.get(plan.table, ChangeKind.ROWS_GONE)
    before, after = ("", words) if is_new else (words, "")
    month, name = round_of(plan, row), _name(plan, row)
    return TrackerChange(kind, item_of(plan, row), plan.name, field, before, after, month, name, is_whole_row=True)


def table_cells(plan: SheetPlan, aligned: AlignedRows, *, removed: Items, new: Items) -> Iterator[TrackerChange]:
    """Yield the changes between two tables: changed cells, then removed and added rows.

    Rows of a removed or a new recommendation are left out.
    """
    for old, new_row in aligned.changed:
        yield from cell_changes(plan, old, new_row)
    yield from (row_change(plan, row, is_new=False) for row in aligned.removed if item_of(plan, row) not in removed)
    yield from (row_change(plan, row, is_new=True) for row in aligned.added if item_of(plan, row) not in new)


def _name(plan: SheetPlan, row: Cells) -> str:
    """Return the subject of a row; "" where it has none but its recommendation."""
    field = _NAME_FIELDS.get(plan.table)
    return words_of(row[field_index(plan, field)]) if field else ""


def words_of(cell: str | _Dated) -> str:
    """Return the words of a cell; a date has words wherever it has days."""
    return cell[3] if isinstance(cell, tuple) else cell


def differing_rows(before: Tracker, after: Tracker, plan: SheetPlan) -> tuple[Rows, Rows]:
    """Return the rows of a sheet of two trackers, a value for each column; none where all are equal."""
    if plan is contract.KEY:
        return scale_rows(before.scale), scale_rows(after.scale)
    fields, tables = list(contract.table_fields(plan)), [getattr(each, plan.table) for each in (before, after)]
    if tables[0][fields].equals(tables[1][fields]):
        return [], []
    old, new = (list(zip(*(_values(table, column) for column in plan.columns), strict=True)) for table in tables)
    return old, new


def scale_rows(scale: Scale) -> list[Cells]:
    """Return the rows of the Key sheet for a scale."""
    return [(s.name, s.meaning, FLAGS[s.complete], s.colour, s.name_cy, s.meaning_cy) for s in scale.statuses]


def align(before: Rows, after: Rows, *keys: Key) -> AlignedRows:
    """Align the rows of two tables by the first key, and the rest by the next keys.

    Rows that are equal in every cell are left out, in any order. Of several rows with one key the first is paired with
    the first.
    """
    of_before, of_after = Counter(before), Counter(after)
    removed, added = list((of_before - of_after).elements()), list((of_after - of_before).elements())
    changed: list[tuple[Cells, Cells]] = []
    for key in keys:
        pairs, removed, added = _paired(removed, added, key)
        changed += pairs
    return AlignedRows(changed, removed, added)


def _values(table: pd.DataFrame, column: contract.Column) -> list[Any]:
    name = column.field
    if column.data_type is contract.DataType.DATE:
        first, last = (table[field].to_numpy().astype("datetime64[D]").tolist() for field in (name, f"{name}_last"))
        precision, words = (table[field].fillna("").tolist() for field in (f"{name}_precision", f"{name}_words"))
        return list(zip(first, last, precision, words, strict=True))
    if column.data_type is contract.DataType.FLAG:
        return ["" if pd.isna(value) else FLAGS[bool(value)] for value in table[name].tolist()]
    texts: list[Any] = table[name].fillna("").tolist()
    return texts


def _paired(before: Rows, after: Rows, key: Key) -> AlignedRows:
    rows_by_key: dict[Hashable, deque[Cells]] = {}
    for row in before:
        rows_by_key.setdefault(key(row), deque()).append(row)
    removed, pairs, added = list(rows_by_key.pop(None, ())), [], []
    for row in after:
        candidates = rows_by_key.get(key(row))
        if candidates:
            pairs.append((candidates.popleft(), row))
        else:
            added.append(row)
    return AlignedRows(pairs, [*removed, *chain.from_iterable(rows_by_key.values())], added)


def _dates(before: _Dated, after: _Dated) -> Iterator[str]:
    """Yield the words of two dates; where they are the same, with what differs: the days or the precision."""
    both = (before, after)
    days = [" – ".join(dict.fromkeys(day.isoformat() for day in each[:2] if day)) for each in both]
    details = days if days[0] != days[1] else (before[2], after[2])
    for (*_rest, words), detail in zip(both, details, strict=True):
        yield f"{words} ({detail})" if before[3] == after[3] and words and detail else words or detail


def _order_changes(before: Scale, after: Scale) -> Iterator[TrackerChange]:
    """Yield that the order of a scale changed, with all statuses; that of a scale that is not ordered is ""."""
    common = [name for name in before.names if name in after.rank]
    if before.ordered != after.ordered or common != [name for name in after.names if name in before.rank]:
        old, new = (LIST_SEPARATOR.join(scale.names) if scale.ordered else "" for scale in (before, after))
        yield TrackerChange(ChangeKind.OTHER, None, contract.KEY.name, "status", old, new)


# The keys by which rows are paired, by table; rows that one key leaves unpaired are paired by the next. Updates are
# paired otherwise for what differs than for what is lost.
_KEYS = {
    contract.KEY: ("status",),
    RECOMMENDATIONS: ("review ref",),
    MONITORING: ("review ref activity", "review ref kind due"),
    contract.TARGETS: ("review ref date", "review ref target"),
    contract.DECISIONS: ("review ref date", "review ref decision"),
    contract.NAMES: ("kind name",),
    contract.REVIEWS: ("review",),
}
KEYS = {plan: [fields_key(plan, *fields.split()) for fields in keys] for plan, keys in _KEYS.items()}
_KINDS, _MOVEMENTS = list(ChangeKind), list(Movement)
# The kinds of a changed status of an update.
_STATUSES = (ChangeKind.CORRECTED, ChangeKind.RERATED, ChangeKind.PAST)
_CONTENT = [field_index(PROGRESS, name) for name in ("status", "update", "evidence", "update_cy")]


@cached
def difference(before: Tracker, after: Tracker) -> model.Difference:
    """Return everything that differs between two trackers.

    Every cell counts. The order of the rows does not, except in the Key, where it is the order of the scale. Rows of a
    new or removed recommendation are not listed separately.
    """
    old_statuses, statuses = _latest_statuses(before), _latest_statuses(after)
    removed, new = old_statuses.keys() - statuses.keys(), statuses.keys() - old_statuses.keys()
    changes = [*_update_changes(before, after, removed=removed, new=new)]
    for plan, keys in KEYS.items():
        aligned = align(*differing_rows(before, after, plan), *keys)
        changes += table_cells(plan, aligned, removed=removed, new=new)
        changes += _order_changes(before.scale, after.scale) if plan is contract.KEY else ()
    changed = {change.item for change in changes}
    listed = {(change.item, change.before, change.after) for change in changes if change.kind in _STATUSES}
    changes += [each for each in restated(before, after) if (each.item, each.before, each.after) not in listed]
    changes += status_moves(before, after)
    changes += [TrackerChange(ChangeKind.NEW, item, RECOMMENDATIONS.name, "title") for item in new]
    sheet = RECOMMENDATIONS.name
    changes += [TrackerChange(ChangeKind.REMOVED, item, sheet, "title", before=old_statuses[item]) for item in removed]
    return model.Difference(
        _latest_day(before),
        _latest_day(after),
        _in_order(changes, {**statuses, **old_statuses}),
        unchanged=sum(item in statuses and item not in changed for item in old_statuses),
        reviews=len({item.review for item in (*old_statuses, *statuses)}),
    )


def _latest_day(tracker: Tracker) -> date | None:
    """Return the first day of the month of the latest entry of a tracker; None without one."""
    month = latest_month(tracker)
    return None if pd.isna(month) else month.date()


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


def _update_changes(before: Tracker, after: Tracker, *, removed: Items, new: Items) -> Iterator[TrackerChange]:
    """Yield the changes between the updates of two trackers.

    Two updates are the same where review, ref, kind and date (its first day, or its words without days) are the same. A
    row that was typed in advance is a new update when it has content. Updates of a new or removed recommendation are
    left out.
    """
    sides = _align_updates(*differing_rows(before, after, PROGRESS))
    for old, row in sides.changed:
        if has_content(row) and not has_content(old):
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
        if item_of_row(row) not in new:
            added = _status_change(ChangeKind.UPDATED, "", row)
            yield added if has_content(row) else row_change(PROGRESS, row, is_new=True)
    yield from (row_change(PROGRESS, row, is_new=False) for row in sides.removed if item_of_row(row) not in removed)


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


def _align_updates(before: Rows, after: Rows) -> AlignedRows:
    """Align updates, then an inferred status with one published on another day of the same round."""
    sides = align(before, after, update_key)
    inferred = [row for row in sides.removed if _rated(row, Basis.INFERRED)]
    published = [row for row in sides.added if _rated(row, Basis.PUBLISHED)]
    corrections = align(inferred, published, round_key).changed
    paired = {id(row) for pair in corrections for row in pair}
    removed, added = ([row for row in rows if id(row) not in paired] for rows in (sides.removed, sides.added))
    return AlignedRows([*sides.changed, *corrections], removed, added)


def _rated(row: Cells, basis: Basis) -> bool:
    return bool(row[STATUS]) and row[BASIS] == basis


def _status_change(kind: ChangeKind, before: str, row: Cells) -> TrackerChange:
    month = round_of(PROGRESS, row)
    return TrackerChange(kind, item_of_row(row), PROGRESS.name, "status", before, row[STATUS], month, name=row[KIND])


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
        marks = (moves[name].map(_status) for name in ("from_mark", "to_mark"))
        columns = (moves["review"], moves["ref"], *marks, moves["movement"])
        found = [(RecommendationId(review, ref), *move) for review, ref, *move in zip(*columns, strict=True)]
    else:
        found = [(*each, Movement.CHANGED) for each in _other_statuses(before, start, after, end)]
    for item, was, now, movement in found:
        yield TrackerChange(ChangeKind.MOVED, item, "", "", was, now, end.date(), name=movement)


def restated(before: Tracker, after: Tracker) -> Iterator[TrackerChange]:
    """Yield the recommendations of both trackers whose status as at the earlier of both months differs."""
    start, end = latest_month(before), latest_month(after)
    if pd.isna(start):
        return
    month = min(start, end)
    for item, was, now in _other_statuses(before, month, after, month):
        yield TrackerChange(ChangeKind.RESTATED, item, PROGRESS.name, "status", was, now, month.date())


def _other_statuses(
    before: Tracker, start: pd.Timestamp, after: Tracker, end: pd.Timestamp
) -> Iterator[tuple[RecommendationId, str, str]]:
    """Yield each recommendation of two trackers that has another status as at the month of each, with both."""
    statuses = _statuses(after, end)
    old_statuses = _statuses(before, start).items()
    return ((item, was, statuses[item]) for item, was in old_statuses if statuses.get(item, was) != was)


def _latest_statuses(tracker: Tracker) -> dict[RecommendationId, str]:
    """Return the latest status of each recommendation of a tracker, "" for none, in its order."""
    return _statuses(tracker, latest_month(tracker))


def _statuses(tracker: Tracker, month: pd.Timestamp) -> dict[RecommendationId, str]:
    """Return the status of each recommendation of a tracker as at a month, "" for none, in its order."""
    table = status_at(tracker, as_at=month)
    columns = (table["review"], table["ref"], table["mark"])
    return {RecommendationId(review, ref): _status(mark) for review, ref, mark in zip(*columns, strict=True)}


def _status(mark: str) -> str:
    return "" if mark in (NOT_RATED, NOT_REPORTED) else mark


# The columns of an update that are empty where it has no status.
_STATUS_FIELDS = frozenset({"status", "rated_by", "basis"})


def losses(before: Tracker, after: Tracker) -> model.Losses:
    """Return everything of a tracker that another one does not have.

    Rows are paired as `difference` pairs them. An update that stays in its round with another date is not lost, nor is
    a value that changes. An update without a status and without words counts as nothing.
    """
    rows = {
        plan: align(*differing_rows(before, after, plan), *KEYS.get(plan, (update_key, round_key)))
        for plan in contract.SHEETS
    }
    order = {item: position for position, item in enumerate(_latest_statuses(before))}
    gone = order.keys() - _latest_statuses(after).keys()
    of_others = {plan: _unless_all_of(gone, rows[plan].removed) for plan in contract.OF_RECOMMENDATIONS}
    updates = [row for row in rows[PROGRESS].removed if has_content(row)]
    unrated = [old for old, new in rows[PROGRESS].changed if old[STATUS] and not new[STATUS]]
    reviews = rows[contract.REVIEWS].removed  # one with nothing but a name, which is then also its title, is not lost
    dated = after.progress[["round", "review"]].dropna().drop_duplicates().itertuples(index=False, name=None)
    remaining = {None, *((month.date(), review) for month, review in dated)}  # also of rows that were typed in advance
    counts = [sum(item_of_row(row) in gone for row in table) for table in (updates, rows[MONITORING].removed)]

    def lost_rows(plan: SheetPlan, name: str, listed: Iterable[Cells]) -> tuple[model.LostRow, ...]:
        at, ordered = field_index(plan, name), sorted(listed, key=lambda row: order.get(item_of_row(row), len(order)))
        return tuple(model.LostRow(item_of_row(row), words_of(row[at]), round_of(plan, row)) for row in ordered)

    return model.Losses(
        reviews=tuple(name for name, title, *rest in reviews if title not in ("", name) or any(map(words_of, rest))),
        recommendations=tuple(item for item in order if item in gone),
        with_updates=counts[0],
        with_promises=counts[1],
        rounds=tuple(_lost_rounds((row for row in updates if _round(row) not in remaining), gone)),
        updates=lost_rows(PROGRESS, "kind", _unless_all_of(gone, [row for row in updates if _round(row) in remaining])),
        statuses=lost_rows(PROGRESS, "kind", unrated),
        promises=lost_rows(MONITORING, "activity", of_others[MONITORING]),
        targets=lost_rows(contract.TARGETS, "target", of_others[contract.TARGETS]),
        decisions=lost_rows(contract.DECISIONS, "decision", of_others[contract.DECISIONS]),
        cells=tuple(each for plan in contract.SHEETS for each in _emptied_cells(plan, rows[plan].changed)),
        scale=tuple(row[0] for row in rows[contract.KEY].removed),
        names=tuple(row[field_index(contract.NAMES, "name")] for row in rows[contract.NAMES].removed),
        several_reviews=len({item.review for item in order}) > 1,
    )


def _round(row: Cells) -> tuple[date, str] | None:
    """Return the month and the review of an update; None without days."""
    month = round_of(PROGRESS, row)
    return (month, row[0]) if month else None


def _unless_all_of(gone: Items, rows: Rows) -> Rows:
    """Return the rows, or none where all of them are of recommendations that are gone."""
    return rows if any(item_of_row(row) not in gone for row in rows) else ()


def _lost_rounds(updates: Iterable[Cells], gone: Items) -> Iterator[model.LostRound]:
    """Yield the rounds of these updates, the oldest first."""
    rows_by_round = group_by(updates, lambda row: (row[DATE][0].replace(day=1), row[0]))
    for (month, review), rows in sorted(rows_by_round.items()):
        if _unless_all_of(gone, rows):
            responses = sum(row[KIND] == Kind.RESPONSE for row in rows)
            yield model.LostRound(review, month, responses, len(rows) - responses)


def _emptied_cells(plan: SheetPlan, changed: Iterable[tuple[Cells, Cells]]) -> Iterator[model.EmptiedCells]:
    """Yield the fields with emptied cells; a status that is lost is counted elsewhere, with who gave it."""
    counts: Counter[str] = Counter()
    for old, new in changed:
        is_unrated = plan is PROGRESS and old[STATUS] and not new[STATUS]
        columns = zip(plan.columns, old, new, strict=True)
        emptied = [column.field for column, before, after in columns if words_of(before) and not words_of(after)]
        counts.update(field for field in emptied if not (is_unrated and field in _STATUS_FIELDS))
    return (model.EmptiedCells(plan.name, field, count) for field, count in counts.items())

"""A changed cell, row or scale, as a change of a text, date, agency or another."""

from collections import Counter, deque
from collections.abc import Callable, Collection, Hashable, Iterator, Sequence
from datetime import date
from itertools import chain
from operator import itemgetter
from typing import Any, NamedTuple

import pandas as pd

from model.status import Scale
from model.terms import LIST_SEPARATOR
from model.tracker import columns as contract
from model.tracker.tracker import Tracker
from model.versions.difference import ChangeKind, RecommendationId, TrackerChange

_TEXTS = {
    contract.RECOMMENDATIONS.table: ("title", "title_cy", "recommendation", "recommendation_cy"),
    contract.PROGRESS.table: ("update", "update_cy"),
}
# The kind of a change in a field of a table; any other is of the kind `OTHER`.
_KINDS = {
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


def field_index(plan: contract.SheetPlan, field: str) -> int:
    """Return the index of a field in the rows of a sheet."""
    return [column.field for column in plan.columns].index(field)


_DATE = field_index(contract.PROGRESS, "date")
# The field that names the subject of a row, by table: of a target or a decision when it was set or made.
_NAME_FIELDS = {table: fields[0] for table, fields in NAMING_FIELDS.items() if table != contract.PROGRESS.table}
_NAME_FIELDS |= dict.fromkeys((contract.TARGETS.table, contract.DECISIONS.table), "date")


def fields_key(plan: contract.SheetPlan, *fields: str) -> Key:
    """Return a key function for the rows of a sheet, from some of their fields."""
    return itemgetter(*(field_index(plan, field) for field in fields))


def item_of_row(row: Cells) -> RecommendationId:
    """Return the recommendation of a row of a sheet that is about recommendations."""
    return RecommendationId(row[0], row[1])


def item_of(plan: contract.SheetPlan, row: Cells) -> RecommendationId | None:
    """Return the recommendation of a row; None in a sheet that is not about recommendations."""
    return item_of_row(row) if plan.columns[1].field == "ref" else None


def round_of(plan: contract.SheetPlan, row: Cells) -> date | None:
    """Return the round of an update; None for every other row, and for an update without days."""
    day = row[_DATE][0] if plan is contract.PROGRESS else None
    return day.replace(day=1) if day else None


def cell_changes(
    plan: contract.SheetPlan, before: Cells, after: Cells, *, except_fields: Sequence[str] = ()
) -> Iterator[TrackerChange]:
    """Yield a change for each cell in which two rows differ, except in some fields."""
    item, name, month = item_of(plan, after), _name(plan, after), round_of(plan, after)
    for column, old, new in zip(plan.columns, before, after, strict=True):
        field = column.field
        if old == new or field in except_fields:
            continue
        if column.data_type is contract.DataType.DATE:
            old, new = _dates(old, new)  # noqa: PLW2901 - in words
        kind = _KINDS.get((plan.table, field), ChangeKind.OTHER)
        if kind is ChangeKind.REWORDED and field.endswith("_cy") and not old:
            kind = ChangeKind.TRANSLATED
        yield TrackerChange(kind, item, plan.name, field, old, new, month, name)


def row_change(plan: contract.SheetPlan, row: Cells, *, is_new: bool) -> TrackerChange:
    """Return the change for an added or a removed row."""
    naming = [(field, words_of(row[field_index(plan, field)])) for field in NAMING_FIELDS[plan.table]]
    field, words = next((cell for cell in naming if cell[1]), naming[0])
    kind = ChangeKind.OTHER if is_new else _GONE.get(plan.table, ChangeKind.ROWS_GONE)
    before, after = ("", words) if is_new else (words, "")
    month, name = round_of(plan, row), _name(plan, row)
    return TrackerChange(kind, item_of(plan, row), plan.name, field, before, after, month, name, is_whole_row=True)


def table_cells(
    plan: contract.SheetPlan, before: Rows, after: Rows, *keys: Key, removed: Items = (), new: Items = ()
) -> Iterator[TrackerChange]:
    """Yield the changes between two tables: changed cells, then removed and added rows.

    Rows of a removed or a new recommendation are left out.
    """
    aligned = align(before, after, *keys)
    for old, new_row in aligned.changed:
        yield from cell_changes(plan, old, new_row)
    yield from (row_change(plan, row, is_new=False) for row in aligned.removed if item_of(plan, row) not in removed)
    yield from (row_change(plan, row, is_new=True) for row in aligned.added if item_of(plan, row) not in new)


def _name(plan: contract.SheetPlan, row: Cells) -> str:
    """Return the subject of a row; "" where it has none but its recommendation."""
    field = _NAME_FIELDS.get(plan.table)
    return words_of(row[field_index(plan, field)]) if field else ""


def words_of(cell: str | _Dated) -> str:
    """Return the words of a cell; a date has words wherever it has days."""
    return cell[3] if isinstance(cell, tuple) else cell


class AlignedRows(NamedTuple):
    """The aligned rows of two tables, without those that are equal in both."""

    changed: list[tuple[Cells, Cells]]
    removed: list[Cells]
    added: list[Cells]


def differing_rows(before: Tracker, after: Tracker, plan: contract.SheetPlan) -> tuple[Rows, Rows]:
    """Return the rows of a sheet of two trackers, a value for each column; none where all are equal."""
    fields, tables = list(contract.table_fields(plan)), [getattr(each, plan.table) for each in (before, after)]
    if tables[0][fields].equals(tables[1][fields]):
        return [], []
    old, new = (list(zip(*(_values(table, column) for column in plan.columns), strict=True)) for table in tables)
    return old, new


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
    is_same, days = before[3] == after[3], [_days(before), _days(after)]
    details = days if days[0] != days[1] else (before[2], after[2])
    for (*_rest, words), detail in zip((before, after), details, strict=True):
        yield f"{words} ({detail})" if is_same and words and detail else words or detail


def _days(value: _Dated) -> str:
    """Return the first and the last day in ISO form, or the only day; "" for none."""
    return " – ".join(dict.fromkeys(day.isoformat() for day in value[:2] if day))


def compare_scales(before: Scale, after: Scale) -> Iterator[TrackerChange]:
    """Yield the changes between two scales, status by status; a changed order is one change, with all statuses.

    The order of a scale that is not ordered is "".
    """
    yield from table_cells(contract.KEY, scale_rows(before), scale_rows(after), fields_key(contract.KEY, "status"))
    common = [name for name in before.names if name in after.rank]
    if before.ordered != after.ordered or common != [name for name in after.names if name in before.rank]:
        old, new = (LIST_SEPARATOR.join(scale.names) if scale.ordered else "" for scale in (before, after))
        yield TrackerChange(ChangeKind.OTHER, None, contract.KEY.name, "status", old, new)


def scale_rows(scale: Scale) -> list[Cells]:
    """Return the rows of the Key sheet for a scale."""
    return [(s.name, s.meaning, FLAGS[s.complete], s.colour, s.name_cy, s.meaning_cy) for s in scale.statuses]

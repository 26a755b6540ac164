"""Align the rows of two tables of one sheet: changed, removed and added rows."""

from collections import Counter, deque
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from model.tracker.columns import Column, DataType, SheetPlan, table_fields

Dated = tuple[date | None, date | None, str, str]
"""A date: its first and last day, its precision and its words ("" for none)."""

Cells = tuple[Any, ...]
"""One row: a value for each column of its sheet. An empty cell is "", a flag Yes or No, and a date a `Dated`."""

Key = Callable[[Cells], Hashable]
"""A key function: rows with the same key are the same row; a row with the key None is never paired."""

QUICK_KEYS = frozenset({"review", "ref", "date", "kind", "name", "activity", "due"})
"""The columns by which possibly equal rows are found; none of them has long texts."""

FEW_ROWS = 4_000
"""The rows of two tables up to which making all of them takes less time than comparing columns first."""

FLAGS = {True: "Yes", False: "No"}


@dataclass(frozen=True, slots=True)
class AlignedRows:
    """The aligned rows of two tables, without those that are equal in both."""

    changed: list[tuple[Cells, Cells]]
    removed: list[Cells]
    added: list[Cells]


def differing_rows(before: pd.DataFrame, after: pd.DataFrame, plan: SheetPlan) -> tuple[list[Cells], list[Cells]]:
    """Return the rows of two tables, without most of the rows that are equal in both where there are many."""
    fields = list(table_fields(plan))
    if (before.empty and after.empty) or before[fields].equals(after[fields]):
        return [], []
    if len(before) + len(after) <= FEW_ROWS:
        return rows_of(before, plan), rows_of(after, plan)
    return differing_rows_by_column(before, after, plan)


def differing_rows_by_column(
    before: pd.DataFrame, after: pd.DataFrame, plan: SheetPlan
) -> tuple[list[Cells], list[Cells]]:
    """Return the rows of two tables, without most of the rows that are equal in both.

    It compares entire columns, which takes a tenth of a second for 100,000 rows, and makes rows only of the rest.
    """
    fields = list(table_fields(plan))
    keys = [field for field in fields if field in QUICK_KEYS]
    old, new = (_numbered(table, keys) for table in (before, after))
    pairs = old.merge(new, on=[*keys, "nth"], sort=False)
    matched = pairs["at_x"].to_numpy(), pairs["at_y"].to_numpy()
    sides = tuple(zip((before, after), matched, strict=True))
    is_equal = np.ones(len(pairs), dtype=bool)
    for field in fields:
        left, right = (table[field].take(rows).reset_index(drop=True) for table, rows in sides)
        is_equal &= (left.eq(right).fillna(value=False) | (left.isna() & right.isna())).to_numpy(dtype=bool)
    return rows_of(_without(before, matched[0][is_equal]), plan), rows_of(_without(after, matched[1][is_equal]), plan)


def rows_of(table: pd.DataFrame, plan: SheetPlan) -> list[Cells]:
    """Return the rows of a table, a value for each column of its sheet."""
    return list(zip(*(_values(table, column) for column in plan.columns), strict=True))


def align(before: Sequence[Cells], after: Sequence[Cells], *keys: Key) -> AlignedRows:
    """Align the rows of two tables by the first key, and the rest by the next keys.

    Rows that are equal in every cell are left out, in any order. Of several rows with one key the first is paired with
    the first.
    """
    removed, added = _without_equal_rows(before, after)
    changed: list[tuple[Cells, Cells]] = []
    for key in keys:
        pairs, removed, added = _paired(removed, added, key)
        changed += pairs
    return AlignedRows(changed, removed, added)


def differing_cells(plan: SheetPlan, before: Cells, after: Cells) -> Iterator[tuple[Column, str, str]]:
    """Yield each column in which two rows differ, with the words of both cells."""
    for column, old, new in zip(plan.columns, before, after, strict=True):
        if old != new:
            yield column, *(_dates(old, new) if column.data_type is DataType.DATE else (old, new))


def _numbered(table: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Return the keys of a table, with the row number and the count of earlier rows with the same key."""
    key_columns = table[keys].reset_index(drop=True)
    repetition = key_columns.groupby(keys, dropna=False, sort=False).cumcount()
    return key_columns.assign(nth=repetition, at=np.arange(len(key_columns)))


def _without(table: pd.DataFrame, row_numbers: "np.ndarray[Any, np.dtype[Any]]") -> pd.DataFrame:
    remaining = np.ones(len(table), dtype=bool)
    remaining[row_numbers] = False
    return table[remaining]


def _values(table: pd.DataFrame, column: Column) -> list[Any]:
    name = column.field
    if column.data_type is DataType.DATE:
        first, last = (table[field].to_numpy().astype("datetime64[D]").tolist() for field in (name, f"{name}_last"))
        precision, words = (table[field].fillna("").tolist() for field in (f"{name}_precision", f"{name}_words"))
        return list(zip(first, last, precision, words, strict=True))
    if column.data_type is DataType.FLAG:
        return ["" if pd.isna(value) else FLAGS[bool(value)] for value in table[name].tolist()]
    texts: list[Any] = table[name].fillna("").tolist()
    return texts


def _without_equal_rows(before: Sequence[Cells], after: Sequence[Cells]) -> tuple[list[Cells], list[Cells]]:
    unmatched, added = Counter(before), []
    for row in after:
        if unmatched.get(row):
            unmatched[row] -= 1
        else:
            added.append(row)
    return list(unmatched.elements()), added


def _paired(
    before: Sequence[Cells], after: Sequence[Cells], key: Key
) -> tuple[list[tuple[Cells, Cells]], list[Cells], list[Cells]]:
    rows_by_key: dict[Hashable, deque[Cells]] = {}
    for row in before:
        rows_by_key.setdefault(key(row), deque()).append(row)
    without_key = list(rows_by_key.pop(None, ()))
    pairs, added = [], []
    for row in after:
        candidates = rows_by_key.get(key(row))
        if candidates:
            pairs.append((candidates.popleft(), row))
        else:
            added.append(row)
    return pairs, [*without_key, *(row for rows in rows_by_key.values() for row in rows)], added


def _dates(before: Dated, after: Dated) -> tuple[str, str]:
    """Return the words of two dates; where they are the same, with what differs: the days or the precision."""
    words, old, new = before[3], _days(before), _days(after)
    if words != after[3]:
        return words, after[3]
    if old == new:
        old, new = before[2], after[2]
    return _with_detail(words, old), _with_detail(words, new)


def _with_detail(words: str, detail: str) -> str:
    return f"{words} ({detail})" if words and detail else words or detail


def _days(value: Dated) -> str:
    """Return the first and the last day in ISO form, or the only day; "" for none."""
    return " – ".join(dict.fromkeys(day.isoformat() for day in value[:2] if day))

"""The rows of a table as named tuples: their fields are the columns, which are named where the table is made."""

from collections import namedtuple
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from model.tracker.rows import TableRow
from model.tracker.tracker import Mask


def rows_of(table: pd.DataFrame) -> Iterator[TableRow]:
    """Return the rows of a table as named tuples; the column `with`, a word of Python, is called `with_whom`."""
    names = tuple("with_whom" if name == "with" else str(name) for name in table.columns)
    columns = (  # the values as Python's: one text after the other takes pandas several times as long
        column.to_numpy(object) if isinstance(column.dtype, pd.StringDtype) else column.tolist()
        for _name, column in table.items()
    )
    return map(_row_maker(names), zip(*columns, strict=True))


@cache
def _row_maker(names: tuple[str, ...]) -> Callable[[Iterable[Any]], Any]:
    """Return the function that makes a row: pandas would make a class of rows at each call."""
    row_class: Any = namedtuple("Row", names, rename=True)  # type: ignore[misc]
    make: Callable[[Iterable[Any]], Any] = row_class._make
    return make


def row_by_recommendation(table: pd.DataFrame) -> dict[tuple[str, str], TableRow]:
    """Return the row of each recommendation by review and ref, of a table that has one of each."""
    return {(row.review, row.ref): row for row in rows_of(table)}


def rows_about(table: pd.DataFrame, recommendations: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of a table that are about some recommendations, both by review and ref."""
    found: pd.DataFrame = table[is_about(table, recommendations)]
    return found


def is_about(table: pd.DataFrame, recommendations: pd.DataFrame) -> Mask:
    """Return whether each row of a table is about one of some recommendations, both by review and ref."""
    wanted = {*keys_of(recommendations)}
    return np.fromiter((key in wanted for key in keys_of(table)), dtype=bool, count=len(table))


def keys_of(table: pd.DataFrame) -> Iterator[tuple[Any, Any]]:
    """Return the review and the ref of each row: an index of both would take pandas several times as long."""
    return zip(table["review"].to_numpy(object), table["ref"].to_numpy(object), strict=True)


def first_true(rules: Mapping[Any, Any], table: pd.DataFrame, *, default: str) -> "pd.Series[str]":
    """Return for each row of a table the name of the first rule that is true of it, else the default."""
    found = np.select([np.asarray(rule, bool) for rule in rules.values()], [*map(str, rules)], default=str(default))
    return pd.Series(found, index=table.index, dtype="str")


def rows_by_recommendation(table: pd.DataFrame) -> dict[tuple[str, str], list[TableRow]]:
    """Return the rows of a table by review and ref, in their order."""
    rows: dict[tuple[str, str], list[TableRow]] = {}
    for row in rows_of(table):
        rows.setdefault((row.review, row.ref), []).append(row)
    return rows

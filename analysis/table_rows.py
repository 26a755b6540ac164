"""The rows of tables: as named tuples, whose fields are the columns; the updates that count; and blank cells."""

from collections import namedtuple
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from operator import attrgetter
from typing import Any

import numpy as np
import pandas as pd

from analysis.cache import cached, cached_row_by_row
from model.terms import TableRow, group_by
from model.tracker.columns import MONITORING, PROGRESS, RECOMMENDATIONS, DataType
from model.tracker.tracker import Mask, RestrictedTracker, Tracker


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
    return group_by(rows_of(table), attrgetter(*KEY))


# The columns that identify a recommendation: two reviews may have the same ref.
KEY = ["review", "ref"]
_COLUMNS = ["review", "ref", "round", "date", "kind", "status", "basis"]
# What an agency says of itself; it need not, so that a blank cell is usual.
OF_AGENCY = ("agency_status", "proposed_closure", "closure_reason")


@cached
def counted_updates(tracker: Tracker, *, as_at: pd.Timestamp | None = None) -> pd.DataFrame:
    """Return the updates reported up to a month, earliest first; updates of one day keep the order of their rows.

    A row without words, evidence and status does not count, nor does one without a date or of a recommendation that the
    tracker does not have. A status that is not in the scale counts as none.

    Returns:
        The columns review, ref, round, date, kind, status, basis and `recommendation_row`, the row number of the
        recommendation from 0; the index is that of `tracker.progress`.
    """
    if isinstance(tracker, RestrictedTracker):
        of_whole = counted_updates(tracker.whole, as_at=as_at)
        selected = of_whole[tracker.of_selected(of_whole["recommendation_row"].to_numpy())]
        return selected.assign(recommendation_row=(tracker.selected.cumsum() - 1)[selected["recommendation_row"]])
    progress = tracker.progress
    statuses = progress["status"].where(progress["status"].isin(tracker.scale.names))
    table = progress[_COLUMNS].assign(recommendation_row=tracker.row_numbers["progress"], status=statuses)
    has_content = progress[["status", "update", "update_cy", "evidence"]].notna().any(axis=1)
    counted = has_content & table["round"].notna() & table["recommendation_row"].ge(0)
    if as_at is not None:
        counted &= table["round"].le(as_at)
    return table[counted].sort_values("date", kind="stable")


def latest_round_updates(updates: pd.DataFrame) -> pd.DataFrame:
    """Return the updates of the latest round in which each recommendation was reported."""
    return updates[updates["round"].eq(updates.groupby("recommendation_row")["round"].transform("max"))]


def update_texts(tracker: Tracker, updates: pd.DataFrame) -> pd.Series:
    """Return the text of updates in both languages, joined by a line break; empty where an update has none."""
    rows = tracker.progress.loc[updates.index, ["update", "update_cy"]].fillna("")
    return (rows["update"] + "\n" + rows["update_cy"]).str.strip()


@cached
def blank_cells(tracker: Tracker) -> pd.DataFrame:
    """Return the columns that have blank cells, in the order of the workbook.

    A blank is not an error by itself: a response has no status, and a recommendation may have no supporting agency.

    Returns:
        Columns sheet, heading, blank (how many cells) and rows (of how many).
    """
    found = []
    for plan in (RECOMMENDATIONS, PROGRESS, MONITORING):
        rows = getattr(tracker, plan.table).isna()
        for column in plan.columns:
            blank = int(rows[f"{column.field}_words" if column.data_type is DataType.DATE else column.field].sum())
            if blank and column.field not in OF_AGENCY:
                found.append((plan.name, column.heading, blank, len(rows)))
    return pd.DataFrame(found, columns=["sheet", "heading", "blank", "rows"])


@cached_row_by_row
def latest_words(tracker: Tracker, *, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return the latest update with words of each recommendation, as at a month.

    An update without words, such as a status alone, is passed over: the words may be of an earlier round than the
    status. A recommendation without words has no row.

    Returns:
        Columns review, ref, round, update and update_cy.
    """
    updates = counted_updates(tracker, as_at=as_at)
    texts = tracker.progress.loc[updates.index, ["update", "update_cy"]]
    worded = updates[texts.notna().any(axis=1)].drop_duplicates(KEY, keep="last")
    return worded[[*KEY, "round"]].join(texts).reset_index(drop=True)

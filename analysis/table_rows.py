"""The rows of a table as named tuples, typed by the protocol that is declared where the table is made."""

from collections.abc import Iterator
from typing import TypeVar, cast

import pandas as pd

from model.tracker.rows import RefRow

Row = TypeVar("Row")
ItemRow = TypeVar("ItemRow", bound=RefRow)


def rows_of(table: pd.DataFrame, row_type: type[Row]) -> Iterator[Row]:
    """Return the rows of a table as named tuples; the column `with`, a word of Python, is called `with_whom`.

    Args:
        table: the table.
        row_type: the protocol of its rows, such as `analysis.status.latest_status.StatusRow`.
    """
    return cast("Iterator[Row]", table.rename(columns={"with": "with_whom"}).itertuples(index=False))


def rows_by_recommendation(table: pd.DataFrame, row_type: type[ItemRow]) -> dict[tuple[str, str], list[ItemRow]]:
    """Return the rows of a table by review and ref, in their order; `row_type` is their protocol."""
    rows: dict[tuple[str, str], list[ItemRow]] = {}
    for row in rows_of(table, row_type):
        rows.setdefault((row.review, row.ref), []).append(row)
    return rows

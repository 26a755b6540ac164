"""The rows of a table as named tuples, typed by the protocol that is declared where the table is made."""

from collections.abc import Iterator
from typing import TypeVar, cast

import pandas as pd

Row = TypeVar("Row")


def rows_of(table: pd.DataFrame, row_type: type[Row]) -> Iterator[Row]:
    """Return the rows of a table as named tuples; the column `with`, a word of Python, is called `with_whom`.

    Args:
        table: the table.
        row_type: the protocol of its rows, such as `analysis.status.latest_status.StatusRow`.
    """
    return cast("Iterator[Row]", table.rename(columns={"with": "with_whom"}).itertuples(index=False))

"""A tracker: the tables of one workbook, each with exactly the columns declared in `model.tracker.columns`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from model.dates.date import PartialDate
from model.status.scale import Scale
from model.tracker.columns import (
    MONITORING,
    NAMES,
    PROGRESS,
    RECOMMENDATIONS,
    REVIEWS,
    DataType,
    SheetPlan,
    table_fields,
)
from model.tracker.refs import natural_order

Row = Mapping[str, "str | bool | PartialDate | None"]
"""A row of a sheet: the value of each field; None where the cell is empty."""

_KEY = ["review", "ref"]

DTYPES = {
    DataType.TEXT: "str",
    DataType.NAME: "str",
    DataType.NAMES: "str",
    DataType.DATE: "datetime64[us]",
    DataType.FLAG: "boolean",
}


@dataclass(frozen=True, eq=False)
class Tracker:
    """The tables of one workbook and the scale its statuses belong to.

    Missing text is NaN, a missing day is NaT. `progress` has one column more than its sheet: `round`, the first day
    of the month of the update. Recommendations are in the order in which their reviews first appear and, within a
    review, in the natural order of their refs; all other rows keep the order of the workbook. `themes` are in the order
    in which the workbook first names them.

    `rounds` is None in a complete tracker. A tracker restricted to some recommendations keeps all rounds of the
    complete one: a round in which none of these was reported is a blank.
    """

    reviews: pd.DataFrame
    recommendations: pd.DataFrame
    progress: pd.DataFrame
    monitoring: pd.DataFrame
    names: pd.DataFrame
    scale: Scale
    themes: tuple[str, ...] = ()
    rounds: tuple[pd.Timestamp, ...] | None = None

    @classmethod
    def from_rows(cls, rows: Mapping[str, Iterable[Row]], scale: Scale) -> "Tracker":
        """Build the tables from rows by table name; a missing table is empty.

        A recommendation, an update or a promise without a review and a ref is left out, as is a recommendation that
        repeats a review and ref. Reading a workbook reports both as issues.
        """
        recommendations = _without_repeats(_with_review_and_ref(rows.get("recommendations", ())))
        progress = _table(PROGRESS, _with_review_and_ref(rows.get("progress", ())))
        rounds = progress["date"].dt.to_period("M").dt.to_timestamp().astype(DTYPES[DataType.DATE])
        return cls(
            reviews=_table(REVIEWS, rows.get("reviews", ())),
            recommendations=_table(RECOMMENDATIONS, _in_order(recommendations)),
            progress=progress.assign(round=rounds),
            monitoring=_table(MONITORING, _with_review_and_ref(rows.get("monitoring", ()))),
            names=_table(NAMES, rows.get("names", ())),
            scale=scale,
            themes=tuple(dict.fromkeys(str(row["theme"]) for row in recommendations if row.get("theme"))),
        )

    @cached_property
    def has_shared_refs(self) -> bool:
        """Whether two reviews have the same ref, so that a ref needs its review next to it."""
        return bool(self.recommendations["ref"].duplicated().any())

    def recommendation_rows(self, table: pd.DataFrame) -> npt.NDArray[np.intp]:
        """Return the row number of the recommendation of each row of a table; -1 where it is unknown."""
        return self._keys.get_indexer(pd.MultiIndex.from_frame(table[_KEY]))

    @cached_property
    def progress_rows(self) -> npt.NDArray[np.intp]:
        """The row number of the recommendation of each update; -1 where it is unknown."""
        return self.recommendation_rows(self.progress)

    @cached_property
    def monitoring_rows(self) -> npt.NDArray[np.intp]:
        """The row number of the recommendation of each promise; -1 where it is unknown."""
        return self.recommendation_rows(self.monitoring)

    @cached_property
    def _keys(self) -> pd.MultiIndex:
        return pd.MultiIndex.from_frame(self.recommendations[_KEY])


def _with_review_and_ref(rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if row.get("review") and row.get("ref")]


def _without_repeats(rows: list[Row]) -> list[Row]:
    first: dict[tuple[object, object], Row] = {}
    for row in rows:
        first.setdefault((row["review"], row["ref"]), row)
    return list(first.values())


def _in_order(rows: list[Row]) -> list[Row]:
    reviews = {review: number for number, review in enumerate(dict.fromkeys(row["review"] for row in rows))}
    return sorted(rows, key=lambda row: (reviews[row["review"]], natural_order(str(row["ref"]))))


def _table(plan: SheetPlan, rows: Iterable[Row]) -> pd.DataFrame:
    listed = list(rows)
    values: dict[str, list[object]] = {}
    for column in plan.columns:
        cells: list[object] = [row.get(column.field) for row in listed]
        if column.data_type is DataType.DATE:
            dates = [cell if isinstance(cell, PartialDate) else None for cell in cells]
            values[column.field] = [cell.first if cell else None for cell in dates]
            values[f"{column.field}_last"] = [cell.last if cell else None for cell in dates]
            values[f"{column.field}_precision"] = [cell.precision.value if cell else None for cell in dates]
            values[f"{column.field}_words"] = [cell.words if cell else None for cell in dates]
        else:
            values[column.field] = cells
    fields = table_fields(plan)
    return pd.DataFrame(
        {field: pd.Series(values[field], dtype=DTYPES[data_type]) for field, data_type in fields.items()}
    )

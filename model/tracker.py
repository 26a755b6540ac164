"""A tracker: all tables of one workbook, each with exactly the columns declared in `model.columns`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from model.columns import MONITORING, NAMES, PROGRESS, RECOMMENDATIONS, REVIEWS, Holds, SheetPlan, table_fields
from model.dates import PartialDate
from model.scale import Scale

Row = Mapping[str, "str | bool | PartialDate | None"]
"""A row before it is a table: each field of its sheet; None where the cell is empty."""

DTYPES = {
    Holds.TEXT: "str",
    Holds.NAME: "str",
    Holds.NAMES: "str",
    Holds.DATE: "datetime64[us]",
    Holds.FLAG: "boolean",
}


@dataclass(frozen=True, eq=False)
class Tracker:
    """The tables of one workbook and the scale its statuses belong to.

    Missing text is NaN, a missing day is NaT. `progress` has one column more than its sheet: `round`, the first day
    of the month the update was reported in. Rows keep the order of the workbook.

    `rounds` is None in a whole tracker. One that was restricted to some recommendations keeps the rounds of the whole:
    a round in which none of these was reported is a blank, and not no round.
    """

    reviews: pd.DataFrame
    recommendations: pd.DataFrame
    progress: pd.DataFrame
    monitoring: pd.DataFrame
    names: pd.DataFrame
    scale: Scale
    rounds: tuple[pd.Timestamp, ...] | None = None

    @classmethod
    def from_rows(cls, rows: Mapping[str, Iterable[Row]], scale: Scale) -> "Tracker":
        """Build the tables from rows by table name; a table that is not given is empty."""
        progress = _table(PROGRESS, rows.get("progress", ()))
        rounds = progress["date"].dt.to_period("M").dt.to_timestamp().astype(DTYPES[Holds.DATE])
        return cls(
            reviews=_table(REVIEWS, rows.get("reviews", ())),
            recommendations=_table(RECOMMENDATIONS, rows.get("recommendations", ())),
            progress=progress.assign(round=rounds),
            monitoring=_table(MONITORING, rows.get("monitoring", ())),
            names=_table(NAMES, rows.get("names", ())),
            scale=scale,
        )


def _table(plan: SheetPlan, rows: Iterable[Row]) -> pd.DataFrame:
    listed = list(rows)
    values: dict[str, list[object]] = {}
    for column in plan.columns:
        cells: list[object] = [row.get(column.field) for row in listed]
        if column.holds is Holds.DATE:
            dates = [cell if isinstance(cell, PartialDate) else None for cell in cells]
            values[column.field] = [cell.first if cell else None for cell in dates]
            values[f"{column.field}_last"] = [cell.last if cell else None for cell in dates]
            values[f"{column.field}_precision"] = [cell.precision.value if cell else None for cell in dates]
            values[f"{column.field}_words"] = [cell.words if cell else None for cell in dates]
        else:
            values[column.field] = cells
    fields = table_fields(plan)
    return pd.DataFrame({field: pd.Series(values[field], dtype=DTYPES[holds]) for field, holds in fields.items()})

"""A tracker: all tables of one workbook, each with exactly the columns declared in `model.tracker.columns`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

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
"""A row before it is a table: each field of its sheet; None where the cell is empty."""

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
    of the month the update was reported in. Recommendations stand in the order in which their reviews first appear and,
    within one, in that in which people number them; all other rows keep the order of the workbook. `themes` are in the
    order in which the workbook first names them.

    `rounds` is None in a whole tracker. One that was restricted to some recommendations keeps the rounds of the whole:
    a round in which none of these was reported is a blank, and not no round.
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
        """Build the tables from rows by table name; a table that is not given is empty.

        A recommendation, an update or a promise without its review and ref stands nowhere: it is left out, as is a
        recommendation whose review and ref stood before. Reading a workbook tells both as issues.
        """
        recommendations = _first_of_each(_placed(rows.get("recommendations", ())))
        progress = _table(PROGRESS, _placed(rows.get("progress", ())))
        rounds = progress["date"].dt.to_period("M").dt.to_timestamp().astype(DTYPES[DataType.DATE])
        return cls(
            reviews=_table(REVIEWS, rows.get("reviews", ())),
            recommendations=_table(RECOMMENDATIONS, _in_order(recommendations)),
            progress=progress.assign(round=rounds),
            monitoring=_table(MONITORING, _placed(rows.get("monitoring", ()))),
            names=_table(NAMES, rows.get("names", ())),
            scale=scale,
            themes=tuple(dict.fromkeys(str(row["theme"]) for row in recommendations if row.get("theme"))),
        )


def _placed(rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if row.get("review") and row.get("ref")]


def _first_of_each(rows: list[Row]) -> list[Row]:
    first: dict[tuple[object, object], Row] = {}
    for row in rows:
        first.setdefault((row["review"], row["ref"]), row)
    return list(first.values())


def _in_order(rows: list[Row]) -> list[Row]:
    reviews = {review: place for place, review in enumerate(dict.fromkeys(row["review"] for row in rows))}
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
    return pd.DataFrame({field: pd.Series(values[field], dtype=DTYPES[holds]) for field, holds in fields.items()})

"""Canonical workbooks that are made of tables: that of a whole version, and that of a translator."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.texts.missing_welsh import names_in_use
from loaders.canonical import translation_bytes, workbook_bytes
from model.dates.date import PartialDate, Precision
from model.status.scale import Scale
from model.tracker.columns import KEY, NAMES, SHEETS, DataType, SheetPlan, table_fields
from model.tracker.tracker import Tracker
from model.tracker.translation import translation_sheets

if TYPE_CHECKING:
    from model.tracker.reading import Row


def tables_as_workbook(tables: Mapping[str, pd.DataFrame], scale: Scale) -> bytes:
    """Return the tables of a version as a canonical workbook, as `workbook_bytes` makes of its rows."""
    return workbook_bytes({plan.table: table_rows(plan, tables[plan.table]) for plan in SHEETS if plan != KEY}, scale)


def translation_workbook(tracker: Tracker, scale: Scale) -> bytes:
    """Return the workbook of a translator, with every name that is used."""
    tables = {plan.table: _texts(tracker, plan) for plan in translation_sheets() if plan.table != KEY.table}
    return translation_bytes(tables, scale)


def table_rows(plan: SheetPlan, table: pd.DataFrame) -> "list[Row]":
    """Return the rows of a sheet, of which a table was made."""
    columns = {field: _values(table[field], kind) for field, kind in table_fields(plan).items()}
    dated = [column.field for column in plan.columns if column.data_type is DataType.DATE]
    rests = {field: [columns.pop(f"{field}_{rest}") for rest in ("last", "precision", "words")] for field in dated}
    for field, rest in rests.items():
        columns[field] = [_date(*parts) for parts in zip(columns[field], *rest, strict=True)]
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _texts(tracker: Tracker, plan: SheetPlan) -> list[dict[str, str]]:
    """Return the rows of a sheet with its filled cells as text; a date is its words."""
    table = names_in_use(tracker) if plan.table == NAMES.table else getattr(tracker, plan.table)
    cells = {
        column.field: table[f"{column.field}_words" if column.data_type is DataType.DATE else column.field]
        for column in plan.columns
    }
    rows = pd.DataFrame(cells).to_dict("records")
    return [{str(field): str(cell) for field, cell in row.items() if not pd.isna(cell)} for row in rows]


def _values(column: "pd.Series[Any]", kind: DataType) -> list[Any]:
    """Return the values of a column as Python's own, which the writer needs; None where a cell is empty."""
    values = (column.dt.date if kind is DataType.DATE else column).tolist()
    return [None if is_empty else value for value, is_empty in zip(values, column.isna(), strict=True)]


def _date(first: Any, last: Any, precision: str | None, words: str) -> PartialDate | None:
    return None if precision is None else PartialDate(first, last, Precision(precision), words)

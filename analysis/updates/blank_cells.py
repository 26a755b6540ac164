"""How many blank cells each column has."""

from typing import Protocol

import pandas as pd

from model.tracker.columns import MONITORING, PROGRESS, RECOMMENDATIONS, Column, DataType, SheetPlan
from model.tracker.tracker import Tracker

_OF_AGENCY = frozenset({"agency_status", "proposed_closure", "closure_reason"})
"""The columns in which a blank cell is usual: an agency need not say anything of itself."""
_SHEETS = (RECOMMENDATIONS, PROGRESS, MONITORING)


class BlankCellsRow(Protocol):
    """A row of `blank_cells`."""

    sheet: str
    heading: str
    blank: int
    rows: int


def blank_cells(tracker: Tracker) -> pd.DataFrame:
    """Return the columns that have blank cells, in the order of the workbook.

    A blank is not an error by itself: a response has no status, and a recommendation may have no supporting agency.

    Returns:
        Columns sheet, heading, blank (how many cells) and rows (of how many).
    """
    found = [
        (plan.name, column.heading, _blank(tracker, plan, column), len(getattr(tracker, plan.table)))
        for plan in _SHEETS
        for column in plan.columns
        if column.field not in _OF_AGENCY
    ]
    table = pd.DataFrame(found, columns=["sheet", "heading", "blank", "rows"])
    return table[table["blank"].gt(0)].reset_index(drop=True)


def _blank(tracker: Tracker, plan: SheetPlan, column: Column) -> int:
    field = f"{column.field}_words" if column.data_type is DataType.DATE else column.field
    return int(getattr(tracker, plan.table)[field].isna().sum())

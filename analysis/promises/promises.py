"""The monitoring promises of the overseer, and whether each is done, due or overdue."""

from typing import Protocol

import numpy as np
import pandas as pd

from analysis.closure.decisions import is_closed
from analysis.facts import fact
from analysis.updates.judged_on import judged_on
from analysis.updates.promised_by import promised_by
from model.terms import Timing
from model.tracker.refs import natural_order
from model.tracker.rows import MonitoringRow
from model.tracker.tracker import Tracker


class PromiseRow(MonitoringRow, Protocol):
    """A row of `promises`."""

    timing: str


@fact
def promises(tracker: Tracker, *, as_at: pd.Timestamp, today: pd.Timestamp | None = None) -> pd.DataFrame:
    """Return the monitoring promises with their timing, as judged at the end of a month, or on a day before: `today`.

    A promise that is not done is overdue when its last due day is before the day on which it is judged: a promise due
    in the month itself, or by its end, is still due. One without days ("to be arranged") is undated and never overdue.
    One about a recommendation that is closed as at the month is neither overdue nor due, and open in no count.
    A promise made after the month (`analysis.updates.promised_by`) is left out.

    Returns:
        The columns of monitoring and `timing` (a `Timing`), ordered by due day (undated last), then by ref.
    """
    table = promised_by(tracker, as_at=as_at)
    done = table["done"].fillna(value=False).astype(bool)
    rules = {
        Timing.DONE: done,
        Timing.CLOSED: is_closed(tracker, table, as_at=as_at),
        Timing.UNDATED: table["due_last"].isna(),
        Timing.OVERDUE: table["due_last"].lt(judged_on(as_at, today)),
    }
    timing = np.select(list(rules.values()), [*map(str, rules)], default=str(Timing.DUE))
    judged = table.assign(timing=pd.Series(timing, index=table.index, dtype="str"))
    by_ref = judged.sort_values("ref", key=lambda refs: refs.map(natural_order), kind="stable")
    return by_ref.sort_values(["due", "due_last"], kind="stable", ignore_index=True)

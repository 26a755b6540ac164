"""The parts of the list of recommendations that can be shown alone."""

from typing import Protocol

import pandas as pd

from analysis.closure.decisions import closure_at
from analysis.closure.self_assessment import self_assessments
from analysis.facts import fact
from analysis.targets.targets_at import targets_at
from analysis.updates.counted_updates import KEY
from model.terms import ShownPart, TargetTiming
from model.tracker.rows import RefRow
from model.tracker.tracker import Tracker


class ShownPartRow(RefRow, Protocol):
    """A row of `list_parts`."""

    part: str


@fact
def list_parts(tracker: Tracker, *, as_at: pd.Timestamp, today: pd.Timestamp | None = None) -> pd.DataFrame:
    """Return which recommendations are in which part; one may be in several, or in none.

    Returns:
        Columns review, ref and part (a `ShownPart`).
    """
    agencies, closure = self_assessments(tracker, as_at=as_at), closure_at(tracker, as_at=as_at)
    targets = targets_at(tracker, as_at=as_at, today=today)
    parts = {
        ShownPart.LATE: targets[targets["timing"].eq(TargetTiming.LATE)],
        ShownPart.DUE: targets[targets["due_this_round"]],
        ShownPart.SLIPPED: targets[targets["slips"].gt(0)],
        ShownPart.WITHOUT_TARGET: targets[targets["timing"].eq(TargetTiming.NONE)],
        ShownPart.PROPOSED: agencies[agencies["proposes"]],
        ShownPart.DIFFERENT: agencies[agencies["differs"]],
        ShownPart.CLOSED: closure[closure["closes"]],
    }
    return pd.concat([table[KEY].assign(part=part.value) for part, table in parts.items()], ignore_index=True)

"""The comparison of an uploaded workbook with the current version, as values that the upload's state carries."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from components.published.loaded_tracker import LoadedTracker
from model.tracker.tracker import Tracker
from model.versions.difference import Difference
from model.versions.losses import Losses
from model.versions.merge_refusal import MergeRefusal
from model.versions.version import Candidate, Mode


@dataclass(frozen=True, eq=False)
class ChartData:
    """The data of one chart: a tracker without rows, which has the scale, and its counts.

    It has no rows because the chart's cache refers to it.
    """

    loaded: LoadedTracker
    counts: pd.DataFrame


@dataclass(frozen=True, eq=False)
class Change:
    """The effect of publishing a workbook in one mode.

    Attributes:
        candidate: what would be published.
        after: the tracker after publishing.
        losses: what is published and would be lost.
        charts: status over time "before" and "after" publishing, by these names.
    """

    candidate: Candidate
    after: Tracker
    difference: Difference
    losses: Losses
    charts: Mapping[str, ChartData]


@dataclass(frozen=True, eq=False)
class Comparison:
    """A workbook compared with the current version.

    Attributes:
        token: the token of the workbook's reading.
        before: the version it is compared with.
        number: the number of that version; None without a store.
        changes: the effect of each mode that is possible.
        no_merge: why it cannot be merged.
        with_store: whether the store could be read: without it, nothing can be merged.
    """

    token: str
    before: LoadedTracker
    number: int | None
    changes: Mapping[Mode, Change]
    no_merge: MergeRefusal | None = None
    with_store: bool = True

"""A tracker restricted to some recommendations."""

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from model.tracker.tracker import Tracker

if TYPE_CHECKING:
    import pandas as pd

Mask = npt.NDArray[np.bool_]


class RestrictedTracker(Tracker):
    """The complete tracker and which of its recommendations are selected; its tables are made when they are read.

    It has all updates, promises, targets and decisions of the selected recommendations, and all rounds of the complete
    tracker: a round in which none of these was reported is a blank.
    """

    whole: Tracker
    selected: Mask

    def __init__(self, tracker: Tracker, selected: Mask) -> None:
        """Restrict a tracker, which may be restricted itself, by a value for each of its recommendations."""
        values = vars(self)
        values["whole"], values["selected"] = tracker, np.asarray(selected, dtype=bool)
        if isinstance(tracker, RestrictedTracker):
            values["whole"], values["selected"] = tracker.whole, tracker.selected.copy()
            values["selected"][tracker.selected] = selected
        for name in ("reviews", "names", "scale", "themes", "rounds", "requested"):
            values[name] = getattr(tracker, name)

    @property
    def recommendation_count(self) -> int:
        """The number of selected recommendations, without their table being made."""
        return len(self.selected_rows)

    @cached_property
    def selected_rows(self) -> npt.NDArray[np.intp]:
        """The row numbers of the selected recommendations in the complete tracker."""
        return np.flatnonzero(self.selected)

    @property
    def nbytes(self) -> int:
        """About how many bytes its tables take when all of them are made: a share of those of the complete tracker."""
        share = self.selected.mean() if len(self.selected) else 0.0
        return self.selected.nbytes + int(self.whole.nbytes * share)

    @cached_property
    def recommendations(self) -> "pd.DataFrame":
        """The selected recommendations."""
        return self.whole.recommendations[self.selected]

    @cached_property
    def progress(self) -> "pd.DataFrame":
        """The updates of the selected recommendations."""
        return self.whole.progress[self.of_selected(self.whole.progress_rows)]

    @cached_property
    def monitoring(self) -> "pd.DataFrame":
        """The promises of the selected recommendations."""
        return self.whole.monitoring[self.of_selected(self.whole.monitoring_rows)]

    @cached_property
    def targets(self) -> "pd.DataFrame":
        """The targets of the selected recommendations."""
        return self.whole.targets[self.of_selected(self.whole.target_rows)]

    @cached_property
    def decisions(self) -> "pd.DataFrame":
        """The decisions on the selected recommendations."""
        return self.whole.decisions[self.of_selected(self.whole.decision_rows)]

    def of_selected(self, row_numbers: npt.NDArray[np.intp]) -> Mask:
        """Return which rows are of selected recommendations, by row numbers of the complete tracker; -1 is none."""
        return np.append(self.selected, [False])[row_numbers]


def restricted_to(tracker: Tracker, listed: "pd.DataFrame") -> RestrictedTracker:
    """Return a tracker restricted to the recommendations of a list, which has the columns review and ref."""
    row_numbers = tracker.recommendation_rows(listed)
    is_listed = np.zeros(tracker.recommendation_count, dtype=bool)
    is_listed[row_numbers[row_numbers >= 0]] = True
    return RestrictedTracker(tracker, is_listed)


def whole_and_rows(tracker: Tracker) -> tuple[Tracker, npt.NDArray[np.intp] | slice]:
    """Return the complete tracker, and the index into its recommendations of those that a tracker has.

    The index is row numbers for a restricted tracker, and a slice of all rows for a complete one, which copies nothing.
    """
    return (tracker.whole, tracker.selected_rows) if isinstance(tracker, RestrictedTracker) else (tracker, slice(None))

"""The selection of a reader: filters and the month."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from analysis.selection.search import matches
from analysis.status.latest_status import status_at
from analysis.updates.rounds import NO_MONTH, rounds
from model.terms import LIST_SEPARATOR
from model.tracker.restricted import RestrictedTracker
from model.tracker.tracker import Tracker


@dataclass(frozen=True)
class Selection:
    """Filters of recommendations, and the month to judge them at. An empty filter selects all.

    Attributes:
        statuses: marks, so `not rated` and `not reported` may be among them.
        agencies: lead or supporting.
        text: words that must all occur in a recommendation.
        as_at: a month such as `2024-06`; None is the latest round.
    """

    reviews: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    text: str = ""
    as_at: str | None = None

    @property
    def is_everything(self) -> bool:
        """Whether no filter is set, so that all recommendations are selected."""
        return not (self.reviews or self.themes or self.agencies or self.statuses or self.text.strip())

    @property
    def of_recommendations(self) -> "Selection":
        """The same recommendations as at any month: a month matters only where statuses are filtered."""
        return self if self.statuses else replace(self, as_at=None)

    def month(self, tracker: Tracker) -> pd.Timestamp:
        """Return the first day of the selected month, else that of the latest round.

        Pass the complete tracker, before `apply`. A tracker without any round has the month NaT.
        """
        if self.as_at is not None:
            return pd.Timestamp(f"{self.as_at}-01")
        months = rounds(tracker)
        return months[-1] if months else NO_MONTH

    def apply(self, tracker: Tracker) -> Tracker:
        """Return a tracker restricted to the selected recommendations, with all their updates and promises.

        Statuses are those as at the month. The rounds stay those of the complete tracker, so that no number of a
        recommendation depends on which others are selected.
        """
        if self.is_everything:
            return tracker
        selected = self._selected(tracker).to_numpy(bool)
        return RestrictedTracker(tracker, selected, rounds=tuple(rounds(tracker)))

    def _selected(self, tracker: Tracker) -> "pd.Series[bool]":
        table = tracker.recommendations
        selected = pd.Series(data=True, index=table.index)
        if self.reviews:
            selected &= table["review"].isin(self.reviews)
        if self.themes:
            selected &= table["theme"].isin(self.themes)
        if self.agencies:
            selected &= table["lead_agency"].isin(self.agencies) | _supported_by(table, self.agencies)
        if self.statuses:
            standing = status_at(tracker, as_at=self.month(tracker))
            selected &= standing["mark"].isin(self.statuses).to_numpy()
        if self.text.strip():
            selected &= matches(tracker, self.text)
        return selected


def restricted_to(tracker: Tracker, listed: pd.DataFrame) -> RestrictedTracker:
    """Return a tracker restricted to the recommendations of a list, which has the columns review and ref."""
    is_listed = np.isin(np.arange(len(tracker.recommendations)), tracker.recommendation_rows(listed))
    return RestrictedTracker(tracker, is_listed, rounds=tuple(rounds(tracker)))


def _supported_by(table: pd.DataFrame, agencies: tuple[str, ...]) -> "pd.Series[bool]":
    cells = table["supporting_agencies"]
    return cells.isin([cell for cell in cells.dropna().unique() if set(cell.split(LIST_SEPARATOR)) & set(agencies)])

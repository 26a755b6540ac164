"""The selection of a reader: filters and the month."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from analysis.facts import column_codes
from analysis.selection.search import matches
from analysis.status.status_grid import status_grid
from analysis.updates.rounds import existed_at, latest_month
from model.terms import LIST_SEPARATOR
from model.tracker.restricted import Mask, RestrictedTracker
from model.tracker.tracker import Tracker


@dataclass(frozen=True)
class Selection:
    """Filters of recommendations, and the month to judge them at. An empty filter selects all.

    Attributes:
        themes, leads: names of themes and of lead agencies; "" is that there is none.
        agencies: lead or supporting.
        supporters: supporting.
        statuses: marks, so `not rated` and `not reported` may be among them.
        text: words that must all occur in a recommendation.
        as_at: a month such as `2024-06`; None is the month of the latest update.
    """

    reviews: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    supporters: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    text: str = ""
    as_at: str | None = None

    @property
    def is_everything(self) -> bool:
        """Whether no filter is set, so that all recommendations are selected."""
        filters = (self.reviews, self.themes, self.leads, self.agencies, self.supporters, self.statuses)
        return not (any(filters) or self.text.strip())

    def on(self, day: pd.Timestamp) -> "Selection":
        """Return the same filters as at the month of a day."""
        return replace(self, as_at=f"{day:%Y-%m}")

    def without_month(self, tracker: Tracker) -> "Selection":
        """Return it without its month where that selects the same recommendations of a complete tracker."""
        if self.statuses or not existed_at(tracker, self.month(tracker)).all():
            return self
        return replace(self, as_at=None)

    def month(self, tracker: Tracker) -> pd.Timestamp:
        """Return the first day of the selected month, else that of the latest update: the latest round, or later.

        Pass the complete tracker, before `apply`. A tracker without any update has the month NaT.
        """
        return latest_month(tracker) if self.as_at is None else pd.Timestamp(f"{self.as_at}-01")

    def apply(self, tracker: Tracker) -> Tracker:
        """Return a tracker restricted to the selected recommendations, with all their updates and promises.

        Statuses are those as at the month, and a recommendation of a review that was published later is not among them.
        The rounds stay those of the complete tracker, so that no number of a
        recommendation depends on which others are selected.
        """
        selected = self._selected(tracker)
        return tracker if self.is_everything and selected.all() else RestrictedTracker(tracker, selected)

    def _selected(self, tracker: Tracker) -> Mask:
        selected = existed_at(tracker, self.month(tracker))
        if self.reviews:
            selected &= _cells_match(tracker, "review", self.reviews.__contains__)
        if self.themes:
            selected &= _cells_match(tracker, "theme", self.themes.__contains__)
        if self.leads:
            selected &= _cells_match(tracker, "lead_agency", self.leads.__contains__)
        if self.agencies:
            leading = _cells_match(tracker, "lead_agency", self.agencies.__contains__)
            selected &= leading | _is_supported(tracker, self.agencies)
        if self.supporters:
            selected &= _is_supported(tracker, self.supporters)
        if self.statuses:
            grid = status_grid(tracker, as_at=self.month(tracker))
            selected &= np.array([mark in self.statuses for mark in grid.marks])[grid.latest]
        if self.text.strip():
            selected &= matches(tracker, self.text)
        return selected


def led_and_supported(tracker: Tracker, *, agencies: tuple[str, ...]) -> tuple[int, int]:
    """Return how many recommendations some agencies lead, and how many they support; one may be among both."""
    leading = _cells_match(tracker, "lead_agency", agencies.__contains__)
    return int(leading.sum()), int(_is_supported(tracker, agencies).sum())


def restricted_to(tracker: Tracker, listed: pd.DataFrame) -> RestrictedTracker:
    """Return a tracker restricted to the recommendations of a list, which has the columns review and ref."""
    row_numbers = tracker.recommendation_rows(listed)
    is_listed = np.zeros(tracker.recommendation_count, dtype=bool)
    is_listed[row_numbers[row_numbers >= 0]] = True
    return RestrictedTracker(tracker, is_listed)


def _is_supported(tracker: Tracker, agencies: tuple[str, ...]) -> Mask:
    return _cells_match(
        tracker, "supporting_agencies", lambda cell: not set(agencies).isdisjoint(cell.split(LIST_SEPARATOR))
    )


def _cells_match(tracker: Tracker, column: str, is_match: Callable[[str], bool]) -> Mask:
    """Return whether each recommendation has a cell in a column that matches; "" is a cell without a value."""
    codes, cells = column_codes(tracker, column)
    matched: Mask = np.array([*map(is_match, cells), is_match("")])[codes]
    return matched

"""What a reader has chosen to look at."""

from dataclasses import dataclass, replace

import pandas as pd

from analysis.selection.search import matches
from analysis.status.latest_status import status_at
from analysis.updates.counted_updates import KEY
from analysis.updates.rounds import NO_MONTH, rounds
from model.terms import LIST_SEPARATOR
from model.tracker.tracker import Tracker


@dataclass(frozen=True)
class Selection:
    """Some of a tracker's recommendations, as at a month. What is empty leaves nothing out.

    Attributes:
        statuses: marks, so `not rated` and `not reported` may be among them.
        agencies: lead or supporting.
        text: words that must all occur.
        as_at: a month such as `2024-06`; None is the latest round.
    """

    reviews: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    text: str = ""
    as_at: str | None = None

    def month(self, tracker: Tracker) -> pd.Timestamp:
        """Return the first day of the month everything is judged from: the chosen one, else the latest round.

        It is asked of the whole tracker, before `apply`. A tracker in which nothing was reported has no latest round:
        the month is NaT, as at which nothing was reported.
        """
        if self.as_at is not None:
            return pd.Timestamp(f"{self.as_at}-01")
        known = rounds(tracker)
        return known[-1] if known else NO_MONTH

    def apply(self, tracker: Tracker) -> Tracker:
        """Return the tracker with the chosen recommendations alone, their updates of every round and their promises.

        A status is chosen as it stands as at the month. The rounds stay those of the whole tracker, so that no number
        of a recommendation depends on which others are chosen.
        """
        if not (self.reviews or self.themes or self.agencies or self.statuses or self.text.strip()):
            return tracker
        recommendations = tracker.recommendations[self._chosen(tracker)]
        return replace(
            tracker,
            recommendations=recommendations,
            progress=_only(tracker.progress, recommendations),
            monitoring=_only(tracker.monitoring, recommendations),
            rounds=tuple(rounds(tracker)),
        )

    def _chosen(self, tracker: Tracker) -> "pd.Series[bool]":
        table = tracker.recommendations
        chosen = pd.Series(data=True, index=table.index)
        if self.reviews:
            chosen &= table["review"].isin(self.reviews)
        if self.themes:
            chosen &= table["theme"].isin(self.themes)
        if self.agencies:
            chosen &= table["lead_agency"].isin(self.agencies) | _supported_by(table, self.agencies)
        if self.statuses:
            standing = status_at(tracker, as_at=self.month(tracker))
            chosen &= standing["mark"].isin(self.statuses).to_numpy()
        if self.text.strip():
            chosen &= matches(tracker, self.text)
        return chosen


def _supported_by(table: pd.DataFrame, agencies: tuple[str, ...]) -> "pd.Series[bool]":
    names = table["supporting_agencies"].fillna("").str.split(LIST_SEPARATOR).explode()
    return names.isin(agencies).groupby(level=0).any().reindex(table.index)


def _only(table: pd.DataFrame, recommendations: pd.DataFrame) -> pd.DataFrame:
    keys = pd.MultiIndex.from_frame(recommendations[KEY])
    return table[pd.MultiIndex.from_frame(table[KEY]).isin(keys)]

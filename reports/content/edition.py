"""An edition: everything that a paper is made of, and that it says of itself on every page."""

from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from analysis.selection.selection import Selection
from model.language import Language
from model.tracker.tracker import Tracker


@dataclass(frozen=True, eq=False)
class Edition:
    """A tracker as it is told in one paper: of what, as at when, in which language, from which version.

    Attributes:
        tracker: all of the tracker; `chosen` is what the paper speaks of.
        as_at: the first day of the month everything is judged from.
        version: the number of the published version; None where the tracker is shown from a file.
        publisher: who published that version; "" where nobody did.
        published_at: when, in UTC.
        source: the name of the file it was read from.
        today: the day on which promises are judged, where it lies before the last day of the month; None for that day.
        occasion: the key of the occasion (`analysis.promises.occasions`) of a pack or calendar; None for all
            that is chosen, which restricts an occasion, too.
    """

    tracker: Tracker
    selection: Selection
    language: Language
    source: str
    version: int | None = None
    publisher: str = ""
    published_at: datetime | None = None
    today: pd.Timestamp | None = None
    occasion: str | None = None

    @property
    def as_at(self) -> pd.Timestamp:
        """The first day of the month everything is judged from."""
        return self.selection.month(self.tracker)

    @property
    def chosen(self) -> Tracker:
        """The tracker restricted to what is chosen."""
        return self.selection.apply(self.tracker)

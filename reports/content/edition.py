"""An edition: what a paper is made of, and the office that makes it."""

from dataclasses import dataclass, field
from datetime import datetime
from struct import unpack

import pandas as pd

from analysis.rounds import DataDate, data_date
from analysis.selection import Selection
from model.language import Language
from model.settings import UNNAMED_OFFICE, OfficeName
from model.tracker.tracker import Tracker


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo as a PNG, with its alternative text."""

    png: bytes
    alt: str

    def fit(self, width: int, height: int) -> tuple[int, int]:
        """Return the largest size of the logo within a width and a height."""
        wide, high = unpack(">II", self.png[16:24])  # a PNG begins with its size (ISO/IEC 15948, 11.2.2)
        scale = min(width / wide, height / high)
        return int(wide * scale), int(high * scale)


@dataclass(frozen=True, slots=True)
class Office:
    """The office that publishes a paper.

    Attributes:
        name: its name, which papers have in place of that of an editor.
        logo_png: its logo; b"" for none.
        contact: where to write or to call, in one line; "" for none.
    """

    logo_png: bytes = b""
    contact: str = ""
    name: OfficeName = UNNAMED_OFFICE


@dataclass(frozen=True, eq=False)
class Edition:
    """The input of one paper: a tracker, what is selected of it, a language and a version.

    Attributes:
        tracker: the whole tracker; `chosen` is the part that the paper covers.
        as_at: the first day of the month everything is judged from.
        version: the number of the published version; None for a tracker from a file.
        published_at: when that version was published, in UTC.
        source: the name of the file that the tracker was read from.
        today: the day on which promises are judged, where it is before the last day of the month; None for that day.
        made_on: the day on which the paper is made, of which it says what has become overdue by then; None for a paper
            that does not depend on the day.
        occasion: the key of the occasion (`analysis.promises`) of a pack or calendar; None for the
            whole selection. The selection restricts an occasion, too.
        office: the office that publishes the paper, with its name, logo and contact.
    """

    tracker: Tracker
    selection: Selection
    language: Language
    source: str
    version: int | None = None
    published_at: datetime | None = None
    today: pd.Timestamp | None = None
    made_on: pd.Timestamp | None = None
    occasion: str | None = None
    office: Office = field(default_factory=Office)

    @property
    def as_at(self) -> pd.Timestamp:
        """The first day of the month everything is judged from."""
        return self.selection.month(self.tracker)

    @property
    def data_date(self) -> DataDate:
        """The month of the data."""
        return data_date(self.tracker, as_at=self.as_at)

    @property
    def chosen(self) -> Tracker:
        """The tracker restricted to the selection."""
        return self.selection.apply(self.tracker)

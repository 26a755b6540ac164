"""A date with its precision: the days it covers and the words it was written in."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Precision(StrEnum):
    """How precise a date is. `WORDS` covers no days: "to be arranged"."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    YEAR = "year"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A range of days with its precision and the words it was written in.

    An update takes effect on `first`; a promise is overdue only after `last`. Both are None where no days are named.
    """

    first: date | None
    last: date | None
    precision: Precision
    words: str

    @property
    def round(self) -> date | None:
        """The round of the date: the first day of its month; of a quarter or a season, of its first month."""
        return self.first.replace(day=1) if self.first else None


def is_one_month(written: PartialDate) -> bool:
    """Return whether a date lies within one month, as a day does and a quarter, a season or a year does not."""
    return written.first is not None and written.last is not None and written.round == written.last.replace(day=1)


def months_from(first: date, count: int, *, precision: Precision, words: str) -> PartialDate:
    """Return the date that covers `count` months, beginning with the month of `first`."""
    start = first.replace(day=1)
    months = start.year * 12 + start.month - 1 + count - 1
    year, month = divmod(months, 12)
    last = date(year, month + 1, monthrange(year, month + 1)[1])
    return PartialDate(first=start, last=last, precision=precision, words=words)

"""A round of returns: its month, its due date, what is requested, its reminders and formats."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from model.terms import Language


class ReturnFormat(StrEnum):
    """The format of a return; its value is the ending of its file, without the dot."""

    EXCEL = "xlsx"
    WORD = "docx"


class Scope(StrEnum):
    """Which recommendations a round requests an update on; its value is its name on the command line.

    Attributes:
        OUTSTANDING: those whose status is not a complete one.
        FILTERED: those that matched the filter when the round started, complete or not.
    """

    OUTSTANDING = "outstanding"
    ALL = "all"
    FILTERED = "filtered"


@dataclass(frozen=True, slots=True, order=True)
class Recipient:
    """Who fills in one return: a lead agency and a lead role of it; "" for one that the tracker does not name."""

    agency: str
    role: str

    @property
    def name(self) -> str:
        """The agency, or the role where the tracker names no agency."""
        return self.agency or self.role


@dataclass(frozen=True, slots=True, order=True)
class RequestedUpdate:
    """One recommendation on which a round requests an update, and who is to answer."""

    recipient: Recipient
    review: str
    ref: str


@dataclass(frozen=True, slots=True)
class Round:
    """A round: its returns are made from one version and are due on one day.

    Attributes:
        month: the first day of its month.
        version: the version that the returns are made from; None for a tracker from a file.
        welsh_agencies: the agencies that get their returns in Welsh; the others get them in English.
        verified: whether the name of who started it comes from a sign-in.
        number: its number in the store; 0 for one that is not stored yet.
        returns_format: the format in which its returns were made last; None before that.
        started_at: when, in UTC.
        closed_at: when, in UTC; None while it is open.
    """

    month: date
    due: date
    scope: Scope
    version: int | None
    welsh_agencies: tuple[str, ...] = ()
    started_by: str = ""
    verified: bool = False
    started_at: datetime | None = None
    closed_by: str = ""
    closed_at: datetime | None = None
    number: int = 0
    returns_format: ReturnFormat | None = None

    @property
    def is_open(self) -> bool:
        """Whether returns are still collected."""
        return self.closed_at is None

    def language_of(self, recipient: Recipient) -> Language:
        """Return the language of the return of a recipient."""
        return Language.WELSH if recipient.name in self.welsh_agencies else Language.ENGLISH


class Reminder(StrEnum):
    """When whoever has not answered everything is reminded.

    Attributes:
        BEFORE: two weeks before the due date.
        AFTER: the day after the due date.
    """

    BEFORE = "before"
    AFTER = "after"


_DAYS_FROM_DUE = {Reminder.BEFORE: timedelta(weeks=-2), Reminder.AFTER: timedelta(days=1)}


def reminder_days(of_round: Round) -> Mapping[Reminder, date]:
    """Return the day of each reminder of a round.

    A round that starts less than two weeks before its due date has only the one on the day after.
    """
    days = {reminder: of_round.due + offset for reminder, offset in _DAYS_FROM_DUE.items()}
    started = of_round.started_at.date() if of_round.started_at else date.min
    return {reminder: day for reminder, day in days.items() if day >= started}


def reminder_on(of_round: Round, day: date) -> Reminder | None:
    """Return the reminder that falls on a day; None on all others."""
    return next((reminder for reminder, its_day in reminder_days(of_round).items() if its_day == day), None)


def reminder_at(of_round: Round, day: date) -> Reminder:
    """Return which reminder fits a day, whether or not it falls on it: what is overdue, or what is not due yet."""
    return Reminder.AFTER if day > of_round.due else Reminder.BEFORE

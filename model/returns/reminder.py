"""The reminders of a round: two weeks before its returns are due, and the day after."""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum

from model.returns.round import Round


class Reminder(StrEnum):
    """When whoever has not answered everything is reminded."""

    BEFORE = "before"
    """Two weeks before the due date."""
    AFTER = "after"
    """The day after the due date."""


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

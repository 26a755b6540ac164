"""The reminders of a round in words: their days, and the events of its calendar."""

from datetime import date

from model.returns.reminder import Reminder, reminder_days
from model.returns.round import Round
from wording.catalogue import Translator
from wording.format.dates import format_day, format_round
from wording.format.lists import join_words


def reminder_days_sentence(of_round: Round, _: Translator) -> str:
    """Return the days on which the reminders of a round fall."""
    days = [format_day(day, _) for day in reminder_days(of_round).values()]
    month = format_round(of_round.month, _)
    return _.plural(
        "The reminder of the round of {month} falls on {days}.",
        "The reminders of the round of {month} fall on {days}.",
        len(days),
        month=month,
        days=join_words(days, _),
    )


def no_reminder_sentence(day: date, _: Translator) -> str:
    """Return that no reminder falls on a day, so that none is written."""
    return _("No reminder falls on {day}: nothing was written.", day=format_day(day, _))


def all_answered_sentence(_: Translator) -> str:
    """Return that there is nobody to remind."""
    return _("Everything has been answered: there is nobody to remind.")


def reminders_written_sentence(count: int, folder: str, _: Translator) -> str:
    """Return how many draft e-mails were written, and where they are with the calendar."""
    return _.plural(
        "{n} draft e-mail to those who have not answered everything, and the calendar of the round, are in {folder}.",
        "{n} draft e-mails to those who have not answered everything, and the calendar of the round, are in {folder}.",
        count,
        folder=folder,
    )


def round_name(of_round: Round, _: Translator) -> str:
    """Return the name of the calendar of a round."""
    return _("Round of {month}", month=format_round(of_round.month, _))


def due_sentence(of_round: Round, _: Translator) -> str:
    """Return the day on which the returns of a round are due."""
    month, day = format_round(of_round.month, _), format_day(of_round.due, _)
    return _("The returns of the round of {month} are due on {day}.", month=month, day=day)


def due_event(of_round: Round, _: Translator) -> str:
    """Return the title of the day on which returns are due."""
    return _("Returns are due: round of {month}", month=format_round(of_round.month, _))


def reminder_event(reminder: Reminder, of_round: Round, _: Translator) -> str:
    """Return the title of the day of a reminder."""
    month = format_round(of_round.month, _)
    if reminder is Reminder.BEFORE:
        return _("Remind those who have not answered, two weeks before it is due: round of {month}", month=month)
    return _("Remind those who are overdue: round of {month}", month=month)


def reminder_hint(_: Translator) -> str:
    """Return where the draft e-mails of a reminder are found."""
    return _("The page Round has draft e-mails to those who have not answered everything.")

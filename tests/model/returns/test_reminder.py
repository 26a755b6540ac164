from datetime import UTC, date, datetime

import pytest

from model.returns.round import Reminder, Round, Scope, reminder_at, reminder_days, reminder_on


def round_due(due, *, started=None):
    return Round(date(2026, 10, 1), due, Scope.ALL, 1, started_at=started)


@pytest.mark.parametrize(
    ("day", "falls", "fits"),
    [
        (date(2026, 10, 8), None, Reminder.BEFORE),
        (date(2026, 10, 9), Reminder.BEFORE, Reminder.BEFORE),
        (date(2026, 10, 10), None, Reminder.BEFORE),
        (date(2026, 10, 23), None, Reminder.BEFORE),
        (date(2026, 10, 24), Reminder.AFTER, Reminder.AFTER),
        (date(2026, 10, 25), None, Reminder.AFTER),
    ],
)
def test_reminders_fall_two_weeks_before_the_due_date_and_on_the_day_after(day, falls, fits):
    of_round = round_due(date(2026, 10, 23))
    assert (reminder_on(of_round, day), reminder_at(of_round, day)) == (falls, fits)


def test_a_round_of_less_than_two_weeks_has_one_reminder():
    of_round = round_due(date(2026, 10, 23), started=datetime(2026, 10, 10, 9, tzinfo=UTC))
    assert reminder_days(of_round) == {Reminder.AFTER: date(2026, 10, 24)}

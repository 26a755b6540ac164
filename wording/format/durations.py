"""How long ago something was, and how long it has lasted, as a person says it: "2 years and 4 months ago"."""

from datetime import date, timedelta

from wording.catalogue import Translator


def how_long_ago(day: date, today: date, _: Translator) -> str:
    """Return how long ago a day was: in days up to a month, then in completed months and years."""
    if day >= today:
        return _("today") if day == today else _("in the future")
    return _("{time} ago", time=_time_between(day, today, _))


def time_and_rounds(rounds: int, days: int, since: date, _: Translator) -> str:
    """Return for how long something has been the same: "4 months (the last 2 rounds)".

    Args:
        rounds: the number of rounds, the first and the latest included; 0 where it began after the latest one.
        days: the number of days since the first day.
        since: the first day.
        _: the translator.
    """
    last_rounds = _.plural("the latest round", "the last {n} rounds", rounds) if rounds else _("after the latest round")
    if not days:
        return last_rounds
    time = _time_between(since, since + timedelta(days=days), _)
    return _("{time} ({rounds})", time=time, rounds=last_rounds)


def _time_between(first: date, last: date, _: Translator) -> str:
    months = (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)
    if not months:
        return _.plural("{n} day", "{n} days", (last - first).days)
    return _years_and_months(*divmod(months, 12), _)


def _years_and_months(years: int, months: int, _: Translator) -> str:
    """Return a number of years and months; without the one that is none.

    Welsh has another word for *and* before one, eight and eleven, which begin with a vowel.
    """
    time = _years(years, _), _.plural("{n} month", "{n} months", months)
    if not (years and months):
        return time[0] if years else time[1]
    if months in (1, 8, 11):
        return _.within("one, eight, eleven", "{years} and {months}", years=time[0], months=time[1])
    return _("{years} and {months}", years=time[0], months=time[1])


def _years(n: int, _: Translator) -> str:
    """Return a number of years; Welsh has a form of the word for four, which is not among its forms for counts."""
    return _("4 years") if n == 4 else _.plural("{n} year", "{n} years", n)

"""How long ago something was, as a person says it: "2 years and 4 months ago"."""

from datetime import date, timedelta

from wording.catalogue import Translator


def how_long_ago(day: date, today: date, _: Translator) -> str:
    """Return how long ago a day was: in days up to a month, then in completed months and years."""
    if day >= today:
        return _("today") if day == today else _("in the future")
    months = (today.year - day.year) * 12 + today.month - day.month - (today.day < day.day)
    if not months:
        return _("{time} ago", time=_.plural("{n} day", "{n} days", (today - day).days))
    return _("{time} ago", time=_years_and_months(*divmod(months, 12), _))


def rounds_ago(rounds: int, days: int, since: date, _: Translator) -> str:
    """Return how long ago a day was, and how many rounds: "4 months ago (1 round)".

    Args:
        rounds: the number of rounds since then.
        days: the number of days since then.
        since: the day.
        _: the translator.
    """
    if not days:
        return _("in the latest round")
    ago = how_long_ago(since, since + timedelta(days=days), _)
    if not rounds:
        return _("in the latest round, {ago}", ago=ago)
    return _("{ago} ({rounds})", ago=ago, rounds=_.plural("{n} round", "{n} rounds", rounds))


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

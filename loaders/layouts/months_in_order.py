"""The years of months in a row of headings: those that leave them in order, if only one reading does."""

from collections.abc import Sequence
from itertools import pairwise

Month = tuple[int, int | None]
"""A month's number, and its year where that is known."""


def years_by_anchor(months: Sequence[Month]) -> list[int] | None:
    """Return the year of each month where at least one has its own; None where two readings are as likely.

    Months that rise within a year are in order, and so are three or more that fall. Months that pass a new year are,
    if all lie within twelve months and do not just as well fall within a year.
    """
    rising, falling = _walked(months, 1), _walked(months, -1)
    wraps_up, wraps_down = _wraps(rising), _wraps(falling)
    if rising is not None and wraps_up == 0:
        return rising
    if falling is not None and wraps_down == 0:
        return falling if len(months) > 2 else None
    return rising if rising is not None and _months_apart(months, rising) < 12 else None


def years_within(months: Sequence[int], first: tuple[int, int]) -> list[int] | None:
    """Return the year of each month within the twelve months from a first one (year, month), if they are in order."""
    year, start = first
    years = [year if month >= start else year + 1 for month in months]
    placed = [12 * year + month for year, month in zip(years, months, strict=True)]
    rises = all(one < two for one, two in pairwise(placed))
    falls = len(placed) > 2 and all(one > two for one, two in pairwise(placed))
    return years if rises or falls else None


def _walked(months: Sequence[Month], step: int) -> list[int] | None:
    """Return the years of months that rise, or fall where the step is -1; None where a year that is known differs."""
    known = next(place for place, (_, year) in enumerate(months) if year is not None)
    years = [months[known][1] or 0] * len(months)
    for place in range(known + 1, len(months)):
        passes = (months[place][0] - months[place - 1][0]) * step <= 0
        years[place] = years[place - 1] + (step if passes else 0)
    for place in range(known - 1, -1, -1):
        passes = (months[place + 1][0] - months[place][0]) * step <= 0
        years[place] = years[place + 1] - (step if passes else 0)
    agrees = all(year in (None, found) for (_, year), found in zip(months, years, strict=True))
    return years if agrees else None


def _months_apart(months: Sequence[Month], years: Sequence[int]) -> int:
    return 12 * (years[-1] - years[0]) + months[-1][0] - months[0][0]


def _wraps(years: Sequence[int] | None) -> int:
    return max(years) - min(years) if years else 0

"""Targets long before anything was reported: most likely a wrong year."""

from collections.abc import Mapping
from datetime import date

from loaders.checks.places import publication_days
from loaders.issue_log import IssueLog
from loaders.tables import Tables

_DAYS_OF_A_YEAR = 365


def tell_before_updates(tables: Tables, log: IssueLog) -> None:
    """Note targets that end before the first update of their review, where nothing says when that was published.

    In a list of a single round a target that has just passed is usual, so there it must lie more than a year before.
    """
    aimed = [one for one in tables.recommendations if one.row["target"] is not None]
    published, reported = publication_days(tables), _days_of_updates(tables) if aimed else {}
    for one in aimed:
        target, review = one.date("target"), one.text("review") or ""
        if target is None or target.last is None or review in published or review not in reported:
            continue
        first, several = reported[review]
        if (first - target.last).days > (0 if several else _DAYS_OF_A_YEAR):
            log.at(one.record, "target", "date-before-updates", found=target.words, first=first.isoformat())


def _days_of_updates(tables: Tables) -> Mapping[str, tuple[date, bool]]:
    """Return the first day on which a review has an update, and whether it has updates of other months too."""
    days: dict[str, tuple[date, bool]] = {}
    for one in tables.progress:
        stated, review = one.date("date"), one.text("review") or ""
        if stated is None or stated.first is None:
            continue
        first, several = days.get(review, (stated.first, False))
        others = (first.year, first.month) != (stated.first.year, stated.first.month)
        days[review] = (min(first, stated.first), several or others)
    return days

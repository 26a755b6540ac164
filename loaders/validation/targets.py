"""Check target dates: that a recommendation has one for a date, and that the first is where it is expected."""

from collections.abc import Iterator
from datetime import date

from loaders.issue_log import issue_at
from loaders.parsing.rows import ParsedRow
from loaders.parsing.tables import Tables
from loaders.validation.recommendation_index import (
    RecommendationId,
    dates_before_review_issues,
    recommendation_id,
    repeated_on_date,
)
from model.dates.date import PartialDate
from model.issues.issue import Issue, Severity


def target_issues(tables: Tables) -> Iterator[Issue]:
    """Yield the issues of targets that were set twice on a date, are before the review, or are not the first."""
    yield from repeated_on_date(tables.targets, "target-repeated")
    yield from dates_before_review_issues(tables.targets, "target", tables, severity=Severity.ERROR)
    yield from _differing_issues(tables)


def _differing_issues(tables: Tables) -> Iterator[Issue]:
    """Yield an issue of each target date that is on no row of the sheet Targets, and after the first one there."""
    history: dict[RecommendationId, list[PartialDate]] = {}
    for parsed in sorted(tables.targets, key=_set_on):
        if (target := parsed.date("target")) is not None:
            history.setdefault(recommendation_id(parsed), []).append(target)
    for recommendation in tables.recommendations if history else ():
        target, listed = recommendation.date("target"), history.get(recommendation_id(recommendation), [])
        if target is None or target.last is None or not listed or listed[0].last is None:
            continue
        days = {(each.first, each.last) for each in listed}
        if (target.first, target.last) not in days and target.last > listed[0].last:
            record, first = recommendation.record, listed[0].words
            yield issue_at(record, "target", "target-differs", found=target.words, first=first)


def _set_on(parsed: ParsedRow) -> date:
    """Return the day on which a target was set; one without a date counts as set first."""
    stated = parsed.date("date")
    return stated.first or date.min if stated is not None else date.min

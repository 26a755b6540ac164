"""Check references: reviews, refs and related refs that do not exist or are repeated, and dates before the review."""

from collections.abc import Iterator

from loaders.issue_log import issue_at
from loaders.parsing.rows import ParsedRow
from loaders.parsing.tables import Tables
from loaders.validation.dates import targets_before_updates_issues
from loaders.validation.recommendation_index import (
    dates_before_review_issues,
    location_relative_to,
    recommendation_id,
    recommendations_by_id,
)
from model.issues.issue import Issue, Severity
from model.terms import LIST_SEPARATOR


def monitoring_issues(tables: Tables) -> Iterator[Issue]:
    """Yield the issues of promises that are due before the review was published; one that is done is an error.

    No column says when a promise was made; it answers a recommendation of the review, so not before that.
    """
    done = [parsed for parsed in tables.monitoring if parsed.row["done"]]
    others = (parsed for parsed in tables.monitoring if not parsed.row["done"])
    yield from dates_before_review_issues(done, "due", tables, code="promise-done-before-review")
    yield from dates_before_review_issues(others, "due", tables)


def review_issues(tables: Tables) -> Iterator[Issue]:
    """Yield the issues of repeated reviews, and of rows that name a review which is not on the Reviews sheet."""
    first: dict[str, ParsedRow] = {}
    for parsed in tables.reviews:
        review = parsed.text("review")
        if review is None:
            continue
        previous = first.setdefault(review, parsed)
        if previous is not parsed:
            yield issue_at(
                parsed.record, "review", "review-repeated", found=review, first=previous.record.cell("review").address
            )
    if not first:
        return
    rows = [*tables.recommendations, *tables.of_recommendations]
    unknown = {row["review"] for row, _ in rows} - {None, *first}
    for parsed in rows if unknown else ():
        name = parsed.row["review"]
        if name in unknown:
            yield issue_at(parsed.record, "review", "review-unknown", found=str(name), expected=", ".join(first))


def recommendation_issues(tables: Tables) -> Iterator[Issue]:
    """Yield the issues of repeated refs, related refs that are unknown or their own, and targets before the review."""
    listed = recommendations_by_id(tables)
    known = {*listed, *tables.known_recommendations}
    for parsed in tables.recommendations:
        review, ref = recommendation_id(parsed)
        previous = listed[review, ref]
        if ref is not None and previous is not parsed:
            yield issue_at(
                parsed.record,
                "ref",
                "ref-repeated",
                found=str(ref),
                first=location_relative_to(previous.record, "ref", parsed.record),
            )
        for related in (parsed.text("related_refs") or "").split(LIST_SEPARATOR):
            if related and related == ref:
                yield issue_at(parsed.record, "related_refs", "related-itself", found=related)
            elif related and (review, related) not in known:
                yield issue_at(parsed.record, "related_refs", "related-unknown", found=related)
    yield from dates_before_review_issues(tables.recommendations, "target", tables, severity=Severity.ERROR)
    yield from targets_before_updates_issues(tables)

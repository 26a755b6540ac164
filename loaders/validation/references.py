"""Check references: reviews, refs and related refs that do not exist or are repeated, and dates before the review."""

from loaders.issue_log import IssueLog
from loaders.parsing.rows import ParsedRow
from loaders.parsing.tables import Tables
from loaders.validation.dates import report_targets_before_updates
from loaders.validation.recommendation_index import (
    location_relative_to,
    recommendation_id,
    recommendations_by_id,
    report_dates_before_review,
)
from model.terms import LIST_SEPARATOR


def check_monitoring(tables: Tables, log: IssueLog) -> None:
    """Report promises that are due before the review was published."""
    report_dates_before_review(tables.monitoring, "due", tables, log)


def check_reviews(tables: Tables, log: IssueLog) -> None:
    """Report repeated reviews, and rows that name a review which is not on the Reviews sheet."""
    first: dict[str, ParsedRow] = {}
    for parsed in tables.reviews:
        review = parsed.text("review")
        if review is None:
            continue
        previous = first.setdefault(review, parsed)
        if previous is not parsed:
            log.add_at(parsed.record, "review", "review-repeated", found=review, first=previous.record.cell("review"))
    if not first:
        return
    rows = [*tables.recommendations, *tables.progress, *tables.monitoring]
    unknown = {row["review"] for row, _ in rows} - {None, *first}
    for parsed in rows if unknown else ():
        name = parsed.row["review"]
        if name in unknown:
            log.add_at(parsed.record, "review", "review-unknown", found=str(name), expected=", ".join(first))


def check_recommendations(tables: Tables, log: IssueLog) -> None:
    """Report repeated refs, related refs that are unknown or their own, and targets before the review."""
    known = recommendations_by_id(tables)
    for parsed in tables.recommendations:
        review, ref = recommendation_id(parsed)
        previous = known[review, ref]
        if ref is not None and previous is not parsed:
            log.add_at(
                parsed.record,
                "ref",
                "ref-repeated",
                found=str(ref),
                first=location_relative_to(previous.record, "ref", parsed.record),
            )
        for related in (parsed.text("related_refs") or "").split(LIST_SEPARATOR):
            if related and related == ref:
                log.add_at(parsed.record, "related_refs", "related-itself", found=related)
            elif related and (review, related) not in known:
                log.add_at(parsed.record, "related_refs", "related-unknown", found=related)
    report_dates_before_review(tables.recommendations, "target", tables, log)
    report_targets_before_updates(tables, log)

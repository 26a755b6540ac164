"""Monitoring promises: each about a recommendation that exists, due after its review."""

from loaders.issue_log import IssueLog
from loaders.parsing.rows import ParsedRow
from loaders.parsing.tables import Tables
from loaders.validation.dates import report_targets_before_updates
from loaders.validation.recommendation_index import (
    location_relative_to,
    recommendation_id,
    recommendations_by_id,
    report_dates_before_review,
    report_unknown_refs,
)
from model.terms import LIST_SEPARATOR


def check_monitoring(tables: Tables, log: IssueLog) -> None:
    """Note promises about no recommendation, and promises due before the review was published."""
    report_unknown_refs(tables.monitoring, tables, log)
    report_dates_before_review(tables.monitoring, "due", tables, log)


def check_reviews(tables: Tables, log: IssueLog) -> None:
    """Note reviews that stand twice, and rows that name a review the Reviews sheet does not have."""
    first: dict[str, ParsedRow] = {}
    for one in tables.reviews:
        review = one.text("review")
        if review is None:
            continue
        before = first.setdefault(review, one)
        if before is not one:
            log.add_at(one.record, "review", "review-repeated", found=review, first=before.record.cell("review"))
    if not first:
        return
    rows = [*tables.recommendations, *tables.progress, *tables.monitoring]
    unknown = {row["review"] for row, _ in rows} - {None, *first}
    for one in rows if unknown else ():
        named = one.row["review"]
        if named in unknown:
            log.add_at(one.record, "review", "review-unknown", found=str(named), expected=", ".join(first))


def check_recommendations(tables: Tables, log: IssueLog) -> None:
    """Note refs that stand twice, refs that lead nowhere or back to themselves, and targets before the review."""
    known = recommendations_by_id(tables)
    for one in tables.recommendations:
        review, ref = recommendation_id(one)
        before = known[review, ref]
        if ref is not None and before is not one:
            log.add_at(
                one.record,
                "ref",
                "ref-repeated",
                found=str(ref),
                first=location_relative_to(before.record, "ref", one.record),
            )
        for related in (one.text("related_refs") or "").split(LIST_SEPARATOR):
            if related and related == ref:
                log.add_at(one.record, "related_refs", "related-itself", found=related)
            elif related and (review, related) not in known:
                log.add_at(one.record, "related_refs", "related-unknown", found=related)
    report_dates_before_review(tables.recommendations, "target", tables, log)
    report_targets_before_updates(tables, log)

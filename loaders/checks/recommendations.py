"""Recommendations: each ref once in its review, related refs that exist, targets after the review."""

from loaders.checks.early_targets import tell_before_updates
from loaders.checks.places import place, recommendations_by_place, tell_before_review, where_from
from loaders.issue_log import IssueLog
from loaders.tables import Tables
from model.terms import LIST_SEPARATOR


def check_recommendations(tables: Tables, log: IssueLog) -> None:
    """Note refs that stand twice, refs that lead nowhere or back to themselves, and targets before the review."""
    known = recommendations_by_place(tables)
    for one in tables.recommendations:
        review, ref = place(one)
        before = known[review, ref]
        if ref is not None and before is not one:
            log.at(
                one.record, "ref", "ref-repeated", found=str(ref), first=where_from(before.record, "ref", one.record)
            )
        for related in (one.text("related_refs") or "").split(LIST_SEPARATOR):
            if related and related == ref:
                log.at(one.record, "related_refs", "related-itself", found=related)
            elif related and (review, related) not in known:
                log.at(one.record, "related_refs", "related-unknown", found=related)
    tell_before_review(tables.recommendations, "target", tables, log)
    tell_before_updates(tables, log)

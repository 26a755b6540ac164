"""Check decisions on closure: their reasons, what supersedes, and that a recommendation has one on a date."""

from collections.abc import Iterator

from loaders.issue_log import issue_at
from loaders.parsing.rows import ParsedRow
from loaders.parsing.tables import Tables
from loaders.validation.recommendation_index import (
    RecommendationId,
    dates_before_review_issues,
    recommendation_id,
    recommendations_by_id,
    repeated_on_date,
)
from model.issues.issue import Issue, Severity
from model.terms import ClosureDecision
from model.tracker.refs import named_recommendation


def decision_issues(tables: Tables) -> Iterator[Issue]:
    """Yield the issues of decisions without a reason or what supersedes, repeated on a date, or before the review.

    A reopening without a reason is an error: the reason is all that tells it from a mistake.
    """
    known = {*recommendations_by_id(tables), *tables.known_recommendations}
    for parsed in tables.decisions:
        decision = parsed.text("decision")
        if decision is not None and parsed.row["reason"] is None:
            severity = Severity.ERROR if decision == ClosureDecision.REOPENED else None
            yield issue_at(parsed.record, "reason", "decision-reason-missing", severity=severity, decision=decision)
        yield from _superseding_issues(parsed, known)
    yield from repeated_on_date(tables.decisions, "decision-repeated")
    yield from dates_before_review_issues(tables.decisions, "date", tables)


def _superseding_issues(parsed: ParsedRow, known: set[RecommendationId]) -> Iterator[Issue]:
    """Yield the issue of a recommendation that is superseded by none, by one that does not exist, or by itself."""
    written, review = parsed.text("superseded_by"), parsed.text("review") or ""
    if written is None:
        if parsed.text("decision") == ClosureDecision.SUPERSEDED:
            yield issue_at(parsed.record, "superseded_by", "superseded-by-missing", found=parsed.text("ref") or "")
        return
    named = named_recommendation(written, review, known)
    if named is None:
        yield issue_at(parsed.record, "superseded_by", "related-unknown", found=written)
    elif named == recommendation_id(parsed):
        yield issue_at(parsed.record, "superseded_by", "related-itself", found=written)

"""Check decisions on closure: that each has a reason, and that a recommendation has one on a date."""

from collections.abc import Iterator

from loaders.issue_log import issue_at
from loaders.parsing.tables import Tables
from loaders.validation.recommendation_index import dates_before_review_issues, repeated_on_date
from model.issues.issue import Issue, Severity
from model.terms import ClosureDecision


def decision_issues(tables: Tables) -> Iterator[Issue]:
    """Yield the issues of decisions without a reason, repeated on a date, or before the review.

    A reopening without a reason is an error: the reason is all that tells it from a mistake.
    """
    for parsed in tables.decisions:
        decision = parsed.text("decision")
        if decision is not None and parsed.row["reason"] is None:
            severity = Severity.ERROR if decision == ClosureDecision.REOPENED else None
            yield issue_at(parsed.record, "reason", "decision-reason-missing", severity=severity, decision=decision)
    yield from repeated_on_date(tables.decisions, "decision-repeated")
    yield from dates_before_review_issues(tables.decisions, "date", tables)

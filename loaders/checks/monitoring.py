"""Monitoring promises: each about a recommendation that exists, due after its review."""

from loaders.checks.places import tell_before_review, tell_unknown_refs
from loaders.issue_log import IssueLog
from loaders.tables import Tables


def check_monitoring(tables: Tables, log: IssueLog) -> None:
    """Note promises about no recommendation, and promises due before the review was published."""
    tell_unknown_refs(tables.monitoring, tables, log)
    tell_before_review(tables.monitoring, "due", tables, log)

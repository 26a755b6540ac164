"""Checking rows: what can only be seen by comparing one row with others."""

from loaders.checks.date_columns import check_date_columns
from loaders.checks.key import check_key
from loaders.checks.monitoring import check_monitoring
from loaders.checks.names import check_names
from loaders.checks.progress import check_progress
from loaders.checks.recommendations import check_recommendations
from loaders.checks.reviews import check_reviews
from loaders.issue_log import IssueLog
from loaders.tables import Tables


def check_tables(tables: Tables, log: IssueLog) -> None:
    """Note every issue that the rows of a workbook have together."""
    for check in _CHECKS:
        check(tables, log)


_CHECKS = (
    check_key,
    check_names,
    check_reviews,
    check_recommendations,
    check_progress,
    check_monitoring,
    check_date_columns,
)

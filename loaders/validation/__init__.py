"""Checking rows: what can only be seen by comparing one row with others."""

from loaders.issue_log import IssueLog
from loaders.parsing.tables import Tables
from loaders.validation.dates import check_date_columns
from loaders.validation.key import check_key
from loaders.validation.names import check_names
from loaders.validation.progress import check_progress
from loaders.validation.references import check_monitoring, check_recommendations, check_reviews


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

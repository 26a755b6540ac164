"""Check the rows of a workbook for issues that show only when rows are compared."""

from loaders.issue_log import IssueLog
from loaders.parsing.tables import Tables
from loaders.validation.dates import check_date_columns
from loaders.validation.key import check_key
from loaders.validation.names import check_names
from loaders.validation.progress import check_progress
from loaders.validation.references import check_monitoring, check_recommendations, check_reviews

_CHECKS = (
    check_key,
    check_names,
    check_reviews,
    check_recommendations,
    check_progress,
    check_monitoring,
    check_date_columns,
)


def check_tables(tables: Tables, log: IssueLog) -> None:
    """Report every issue between the rows of a workbook."""
    for check in _CHECKS:
        check(tables, log)

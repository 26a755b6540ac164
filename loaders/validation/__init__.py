"""Check the rows of a workbook for issues that show only when rows are compared."""

from collections.abc import Iterator

from loaders.parsing.tables import Tables
from loaders.validation.dates import date_column_issues
from loaders.validation.decisions import decision_issues
from loaders.validation.key import key_issues
from loaders.validation.names import name_issues
from loaders.validation.progress import progress_issues
from loaders.validation.references import monitoring_issues, recommendation_issues, review_issues
from loaders.validation.targets import target_issues
from model.issues.issue import Issue

_CHECKS = (
    name_issues,
    review_issues,
    recommendation_issues,
    progress_issues,
    monitoring_issues,
    target_issues,
    decision_issues,
    date_column_issues,
)


def validation_issues(tables: Tables, *, has_unread_key: bool = False) -> Iterator[Issue]:
    """Yield every issue between the rows of a workbook; a key that could not be read is not missing."""
    yield from key_issues(tables, has_unread_key=has_unread_key)
    for check in _CHECKS:
        yield from check(tables)

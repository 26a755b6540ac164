"""Collect the issues found while a workbook is read, and sort them in the order of the workbook."""

from collections.abc import Iterable, Sequence

from loaders.records import Record
from model.issue import Issue, Severity
from model.issue_codes import SEVERITIES


def make_issue(
    code: str, *, sheet: str = "", cell: str = "", found: str = "", severity: Severity | None = None, **details: str
) -> Issue:
    """Return an issue; its severity is that of its code by default."""
    return Issue(code, severity or SEVERITIES[code], sheet, cell, found, details)


def issue_at(record: Record, field: str, code: str, *, severity: Severity | None = None, **details: str) -> Issue:
    """Return an issue of the cell of a field in a record; its severity is that of its code by default."""
    sheet, cell = record.cell(field).location
    return make_issue(code, sheet=sheet, cell=cell, severity=severity, **details)


class IssueLog:
    """Collects issues; nothing is raised, so that everything wrong is reported together.

    Equal issues are added once, such as that of a heading which is read with many rows.
    """

    def __init__(self) -> None:
        self._issues: list[Issue] = []
        self._seen: set[tuple[str, ...]] = set()

    def add(self, code: str, *, severity: Severity | None = None, **place_and_details: str) -> None:
        """Add an issue as `make_issue` makes it."""
        self._add(make_issue(code, severity=severity, **place_and_details))

    def add_all(self, issues: Iterable[Issue]) -> None:
        """Add issues as `add` does: equal issues once."""
        for issue in issues:
            self._add(issue)

    @property
    def issues(self) -> Sequence[Issue]:
        """The issues in the order in which they were added."""
        return tuple(self._issues)

    def add_at(
        self, record: Record, field: str, code: str, *, severity: Severity | None = None, **details: str
    ) -> None:
        """Add an issue of the cell of a field in a record."""
        self._add(issue_at(record, field, code, severity=severity, **details))

    def _add(self, issue: Issue) -> None:
        key = (issue.code, issue.sheet, issue.cell, issue.found, *issue.details.values())
        if key not in self._seen:
            self._seen.add(key)
            self._issues.append(issue)


def sort_by_cell(issues: Iterable[Issue], sheets: Sequence[str]) -> tuple[Issue, ...]:
    """Return issues by sheet, then by row and column; those of the whole workbook come first."""
    sheet_order = {name: index for index, name in enumerate(sheets)}

    def sheet_row_column(issue: Issue) -> tuple[int, int, int, str]:
        return (sheet_order.get(issue.sheet, -1), *_row_and_column(issue.cell))

    return tuple(sorted(issues, key=sheet_row_column))


def _row_and_column(cell: str) -> tuple[int, int, str]:
    """Return the sort key of an address: by row, then A before B before AA."""
    letters = cell.rstrip("-0123456789")
    row = cell.removeprefix(letters)
    return (int(row) if row else 0, len(letters), letters)

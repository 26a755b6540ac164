"""The issues found while a workbook is read: collected as they come, told in the order of the workbook."""

from collections.abc import Iterable, Sequence

from loaders.records import Record
from model.issues.issue import Issue, Severity
from model.issues.issue_codes import SEVERITIES


class IssueLog:
    """Collects issues; nothing is raised, so that everything wrong is told at once.

    What stands once and is read with many rows, such as a round in a heading, is told once; `noted` counts each time.
    """

    def __init__(self) -> None:
        self._issues: list[Issue] = []
        self._told: set[tuple[str, ...]] = set()
        self.noted = 0

    def add(
        self,
        code: str,
        *,
        sheet: str = "",
        cell: str = "",
        found: str = "",
        severity: Severity | None = None,
        **details: str,
    ) -> None:
        """Note an issue; its severity is the usual one of its code unless another is given."""
        self.noted += 1
        told = (code, sheet, cell, found, *details.values())
        if told not in self._told:
            self._told.add(told)
            self._issues.append(Issue(code, severity or SEVERITIES[code], sheet, cell, found, details))

    def extend(self, issues: Iterable[Issue]) -> None:
        """Note issues as they are."""
        self._issues += issues

    @property
    def issues(self) -> Sequence[Issue]:
        """The issues in the order they were noted."""
        return tuple(self._issues)

    def has(self, code: str) -> bool:
        """Say whether an issue with this code was noted."""
        return any(issue.code == code for issue in self._issues)

    def add_at(
        self,
        record: Record,
        field: str,
        code: str,
        *,
        found: str = "",
        severity: Severity | None = None,
        **details: str,
    ) -> None:
        """Note an issue of one cell of a record."""
        sheet, cell = record.location(field)
        self.add(code, sheet=sheet, cell=cell, found=found, severity=severity, **details)

    def sorted_by_cell(self, sheets: Sequence[str]) -> tuple[Issue, ...]:
        """Return the issues by sheet, then by row and column; those of the workbook as a whole come first."""
        places = {name: place for place, name in enumerate(sheets)}

        def place(issue: Issue) -> tuple[int, int, int, str]:
            return (places.get(issue.sheet, -1), *_row_and_column(issue.cell))

        return tuple(sorted(self._issues, key=place))


def _row_and_column(cell: str) -> tuple[int, int, str]:
    """Return a sort key of an address: by row, then A before B before AA."""
    letters = cell.rstrip("-0123456789")
    row = cell.removeprefix(letters)
    return (int(row) if row else 0, len(letters), letters)

"""The issues of a workbook, with the severity of each code, and the errors that have codes."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path


class Severity(StrEnum):
    """The severity of an issue: an error blocks publishing, a warning has to be read, an info explains."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Issue:
    """One problem in one cell, sheet or workbook. `wording.issues` makes its message and its remedy from the code.

    Attributes:
        code: the kind of problem, such as `status-unknown`; each has its sentences in `wording/issues/sentences.toml`.
        sheet: the sheet's name in the workbook, or "" for the workbook as a whole.
        cell: the address, such as `E7`, or "" for a sheet as a whole.
        found: the text of the cell.
        details: other values for the sentences, by name (the allowed words, the other cell, ...).
    """

    code: str
    severity: Severity
    sheet: str = ""
    cell: str = ""
    found: str = ""
    details: Mapping[str, str] = field(default_factory=dict)


class CodedError(Exception):
    """An error whose sentence `wording` makes from `code` and `details`; the text of the exception is for logs."""

    def __init__(self, code: str, **details: str) -> None:
        super().__init__(f"{code}: {details}" if details else str(code))
        self.code, self.details = code, details


class WorkbookError(CodedError):
    """The file cannot be used at all: not a workbook, encrypted, or without a recognised table."""


class RefusedError(CodedError):
    """Something that a person gave cannot be used: `about` is what, by which `wording.errors` has its sentences."""

    about = ""


# The most columns of a kind that have a group each; with more, all of the kind are one group.
MOST_PARTS = 3
_ADDRESS = re.compile(r"([A-Z]{1,3})\d+\b")


# One or more issues of the same code and severity, in the order of the workbook.
IssueGroup = Sequence[Issue]


def group_issues(issues: Iterable[Issue]) -> list[IssueGroup]:
    """Return issues in groups, errors first: those of one kind, and where cells repeat it, those of one column.

    Issues for information are one group for each code, and so are issues that have a column or a sheet each, such as
    unknown headings. Other issues are one group for each code and column, for up to three columns.
    """
    by_kind: dict[tuple[int, str], list[Issue]] = {}
    for issue in issues:
        by_kind.setdefault(([*Severity].index(issue.severity), issue.code), []).append(issue)
    return [group for _, kind in sorted(by_kind.items()) for group in _by_column(kind)]


def column_letters(issue: Issue) -> str:
    """Return the letters of the column an issue is in, such as "F"; "" for a sheet, a workbook or a paper."""
    found = _ADDRESS.match(issue.cell)
    return found[1] if found else ""


def _by_column(kind: list[Issue]) -> list[list[Issue]]:
    """Return the issues of one kind by column, or together where they are not about the cells of a few columns."""
    columns: dict[tuple[str, str], list[Issue]] = {}
    for issue in kind:
        columns.setdefault((issue.sheet, column_letters(issue)), []).append(issue)
    has_one_each = all(len(group) == 1 for group in columns.values())
    are_together = kind[0].severity is Severity.INFO or len(columns) > MOST_PARTS or has_one_each
    return [kind] if are_together else [*columns.values()]


_FILE = Path(__file__).with_name("issue_codes.toml")
_CODES: Mapping[str, list[str]] = tomllib.loads(_FILE.read_text(encoding="utf-8"))
# The severity of each code.
SEVERITIES: Mapping[str, Severity] = {code: severity for severity in Severity for code in _CODES[severity]}
# Each code of a `WorkbookError`: the file cannot be used at all.
FILE_FAULTS = tuple(_CODES["file-faults"])
# Each code of an issue about a column that was not read.
COLUMNS_NOT_READ = tuple(_CODES["columns-not-read"])
# Each code of an issue about statuses that a workbook has and that were not read.
STATUSES_NOT_READ = tuple(_CODES["statuses-not-read"])

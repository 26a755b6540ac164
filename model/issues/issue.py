"""The issues of a workbook, and the error of a file that cannot be used."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


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


class WorkbookError(Exception):
    """The file cannot be used at all: not a workbook, encrypted, or without a recognised table.

    `wording.issues` makes its sentence from `code` and `details`; the text of the exception is for logs.
    """

    def __init__(self, code: str, **details: str) -> None:
        super().__init__(f"{code}: {details}" if details else code)
        self.code = code
        self.details = details

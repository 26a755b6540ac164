"""Something wrong with a workbook: a cell that cannot be used, or a file that cannot."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How much an issue matters: an error blocks publishing, a warning asks to be read, an info explains."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing wrong in one place. `wording.issues` makes its message and its remedy from the code.

    Attributes:
        code: which kind of trouble, such as `status-unknown`; each has a paragraph in the workbook contract.
        sheet: the sheet's name as it stands in the workbook, or "" for the workbook as a whole.
        cell: the address, such as `E7`, or "" for a sheet as a whole.
        found: what stands there, as text.
        details: further values for the sentences, by name (the allowed words, the other cell, ...).
    """

    code: str
    severity: Severity
    sheet: str = ""
    cell: str = ""
    found: str = ""
    details: Mapping[str, str] = field(default_factory=dict)


class WorkbookError(Exception):
    """The file cannot be used at all: not a workbook, encrypted, or without a table that is known.

    `code` and `details` are what `wording.issues` makes its sentence from; the text of the exception is for logs.
    """

    def __init__(self, code: str, **details: str) -> None:
        super().__init__(f"{code}: {details}" if details else code)
        self.code = code
        self.details = details

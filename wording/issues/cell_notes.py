"""What is said of each cell of a workbook, as notes to put beside it."""

from collections.abc import Callable, Iterable, Iterator

from model.issues.issue import Issue
from wording.catalogue import Translator
from wording.issues import message, remedy

AUTHOR = "Cynnydd"
"""Whose comments the notes are: a name, the same in both languages."""


Cure = Callable[[Issue, Translator], str]
"""Returns the sentence that says what to do about an issue."""


def cell_notes(issues: Iterable[Issue], _: Translator, *, cure: Cure = remedy) -> Iterator[tuple[str, str, str, str]]:
    """Yield the sheet and the address of each issue, its severity, and its sentences."""
    for issue in issues:
        yield issue.sheet, issue.cell, issue.severity.value, f"{message(issue, _)} {cure(issue, _)}"

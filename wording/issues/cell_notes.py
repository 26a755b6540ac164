"""The issues of each cell as notes for an annotated workbook."""

from collections.abc import Callable, Iterable, Iterator

from model.issues.issue import Issue
from wording.catalogue import Translator
from wording.issues import message, remedy

AUTHOR = "Cynnydd"
"""The author of the comments: a name, the same in both languages."""

RemedyFunction = Callable[[Issue, Translator], str]
"""Returns the remedy of an issue."""


def cell_notes(
    issues: Iterable[Issue], _: Translator, *, remedy_of: RemedyFunction = remedy
) -> Iterator[tuple[str, str, str, str]]:
    """Yield the sheet, the cell, the severity and the text of each issue."""
    for issue in issues:
        yield issue.sheet, issue.cell, issue.severity.value, f"{message(issue, _)} {remedy_of(issue, _)}"

"""As what each column of a workbook was read, and from what evidence."""

from collections.abc import Iterable

from model.columns import SHEETS
from model.issue import Issue
from model.reading import MappedColumn
from wording.catalogue import Translator

_HEADINGS = {column.field: column.heading for plan in reversed(SHEETS) for column in plan.columns}
_NOT_READ = (
    "heading-unknown",
    "heading-repeated",
    "column-without-heading",
    "column-other-rating",
    "column-not-held",
    "column-second",
    "status-columns-two",
)
"""The codes of issues that say that a column was not read."""


def field_heading(field: str) -> str:
    """Return the heading that the workbook contract has for a field."""
    return _HEADINGS.get(field, field)


def evidence(column: MappedColumn, _: Translator) -> str:
    """Return from what a column was recognised; a likeness with its score and what else it may mean."""
    if column.evidence == "fuzzy":
        return _likeness(column, _)
    words = {
        "heading": _("the exact heading"),
        "welsh-heading": _("the exact Welsh heading"),
        "alias": _("another name for the heading"),
        "position": _("the heading, and the columns it stands among"),
        "sheet-name": _("the name of the sheet"),
    }
    return words[column.evidence]


def _likeness(column: MappedColumn, _: Translator) -> str:
    candidates = ", ".join(field_heading(field) for field in column.candidates if field != column.field)
    if not candidates:
        return _("likeness ({score} of 100)", score=column.score)
    return _("likeness ({score} of 100); it may mean: {candidates}", score=column.score, candidates=candidates)


def not_read(issues: Iterable[Issue]) -> list[Issue]:
    """Return the issues that say that a column was not read."""
    return [issue for issue in issues if issue.code in _NOT_READ]

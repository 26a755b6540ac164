"""As what each column of a workbook was read, and from what evidence."""

from collections import Counter
from collections.abc import Iterable

from model.issues.issue import Issue
from model.issues.issue_codes import COLUMNS_NOT_READ
from model.tracker.columns import SHEETS
from model.tracker.reading import MappedColumn
from wording.catalogue import Translator

_HEADINGS = {column.field: column.heading for plan in reversed(SHEETS) for column in plan.columns}


def by_sheet(columns: Iterable[MappedColumn]) -> dict[str, list[MappedColumn]]:
    """Return the columns of each sheet, as they stand there from left to right and from top to bottom."""
    sheets: dict[str, list[MappedColumn]] = {}
    for column in columns:
        sheets.setdefault(column.sheet, []).append(column)
    return {sheet: sorted(listed, key=_place) for sheet, listed in sheets.items()}


def _place(column: MappedColumn) -> tuple[int, str, int]:
    letters = column.cell.rstrip("0123456789")
    return len(letters), letters, int(column.cell.removeprefix(letters) or 0)


def field_heading(field: str) -> str:
    """Return the heading that the workbook contract has for a field."""
    return _HEADINGS.get(field, field)


def headings_counted(columns: Iterable[MappedColumn]) -> str:
    """Return the headings of a paper but those of recommendations, each once with how often it stands there."""
    headings = Counter(column.heading for column in columns if column.field not in ("", "ref"))
    return ", ".join(f"{heading} ({count})" for heading, count in headings.items())


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
        "file-name": _("the name of the file"),
        "option": _("what a person said") if column.cell else _("the month that was given"),
    }
    return words[column.evidence]


def _likeness(column: MappedColumn, _: Translator) -> str:
    candidates = ", ".join(field_heading(field) for field in column.candidates if field != column.field)
    if not candidates:
        return _("likeness ({score} of 100)", score=column.score)
    return _("likeness ({score} of 100); it may mean: {candidates}", score=column.score, candidates=candidates)


def not_read(issues: Iterable[Issue]) -> list[Issue]:
    """Return the issues that say that a column was not read."""
    return [issue for issue in issues if issue.code in COLUMNS_NOT_READ]

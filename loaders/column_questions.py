"""The columns whose field a person is asked to confirm, and the fields to choose from."""

from collections.abc import Iterator

from loaders.options import ReadOptions
from loaders.papers.recognise import LAYOUT as PAPER
from loaders.vocabulary.canonical_headings import sheet_labels
from loaders.vocabulary.heading_aliases import ColumnMeaning
from model.issues.issue_codes import COLUMNS_NOT_READ
from model.text import label_key
from model.tracker.reading import MappedColumn, Reading

_NO_FIELD = (
    *(ColumnMeaning.LETTER, ColumnMeaning.STATUS_MEANING, ColumnMeaning.STATUS_OF_AGENCY, ColumnMeaning.MONTH),
    *(ColumnMeaning.RATING, ColumnMeaning.NOTE),
)
_TRACKER_FIELDS = tuple(meaning.value for meaning in ColumnMeaning if meaning not in _NO_FIELD)
_UNCERTAIN_EVIDENCE = ("fuzzy", "position")
_NOT_A_HEADING = "column-without-heading"


def possible_fields(layout: str, sheet: str) -> tuple[str, ...]:
    """Return the fields that a column can have: those of the canonical sheet, or those of any other tracker."""
    plan = sheet_labels().get(label_key(sheet))
    if layout == "canonical" and plan is not None:
        return tuple(column.field for column in plan.columns)
    return _TRACKER_FIELDS


def columns_with_headings(reading: Reading) -> list[MappedColumn]:
    """Return every column with a heading; one that was not read has the field "", and the issue's code as evidence.

    A published paper has no columns.
    """
    if reading.layout == PAPER:
        return []
    columns = {(column.sheet, column.cell): column for column in reading.columns if column.cell}
    for issue in reading.issues:
        if issue.code in COLUMNS_NOT_READ and issue.code != _NOT_A_HEADING and issue.cell:
            unread = MappedColumn(issue.sheet, issue.cell, issue.found, "", issue.code)
            columns.setdefault((issue.sheet, issue.cell), unread)
    return list(columns.values())


def uncertain_columns(reading: Reading, options: ReadOptions) -> list[MappedColumn]:
    """Return the columns to confirm: not read, recognised by similarity or position only, or answered before."""
    answered = {(sheet, cell) for sheet, cell, _ in options.columns}
    return [
        column
        for column in columns_with_headings(reading)
        if not column.field
        or column.evidence in _UNCERTAIN_EVIDENCE
        or column.candidates
        or (column.sheet, column.cell) in answered
    ]


def headings_key(reading: Reading) -> str:
    """Return a key that is equal for workbooks with the same sheets and headings."""
    return "\n".join(_key_lines(reading))


def _key_lines(reading: Reading) -> Iterator[str]:
    yield reading.layout
    for column in sorted(columns_with_headings(reading), key=lambda column: (column.sheet, column.cell)):
        yield f"{column.sheet}\t{column.cell}\t{column.heading}"

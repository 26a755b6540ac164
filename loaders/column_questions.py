"""What a column can be said to hold, and which columns it may be asked of."""

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
_OWN = tuple(meaning.value for meaning in ColumnMeaning if meaning not in _NO_FIELD)
_UNSURE = ("fuzzy", "position")
_NOT_A_HEADING = "column-without-heading"


def possible_fields(layout: str, sheet: str) -> tuple[str, ...]:
    """Return the fields that a column of a sheet can hold: those of the contract's sheet, or of any own tracker."""
    plan = sheet_labels().get(label_key(sheet))
    if layout == "canonical" and plan is not None:
        return tuple(column.field for column in plan.columns)
    return _OWN


def columns_with_headings(reading: Reading) -> list[MappedColumn]:
    """Return every column with a heading; one that was not read has the field "", and as evidence the issue's code.

    A published paper has headings and no columns.
    """
    if reading.layout == PAPER:
        return []
    columns = {(one.sheet, one.cell): one for one in reading.columns if one.cell}
    for issue in reading.issues:
        if issue.code in COLUMNS_NOT_READ and issue.code != _NOT_A_HEADING and issue.cell:
            left = MappedColumn(issue.sheet, issue.cell, issue.found, "", issue.code)
            columns.setdefault((issue.sheet, issue.cell), left)
    return list(columns.values())


def uncertain_columns(reading: Reading, options: ReadOptions) -> list[MappedColumn]:
    """Return the columns to ask about: not read, or read by likeness or place alone; and those somebody spoke of."""
    said = {(sheet, cell) for sheet, cell, _ in options.columns}
    return [
        one
        for one in columns_with_headings(reading)
        if not one.field or one.evidence in _UNSURE or one.candidates or (one.sheet, one.cell) in said
    ]


def headings_key(reading: Reading) -> str:
    """Return a text that is the same for workbooks with the same sheets and headings, read without any answer."""
    return "\n".join(_lines(reading))


def _lines(reading: Reading) -> Iterator[str]:
    yield reading.layout
    for one in sorted(columns_with_headings(reading), key=lambda one: (one.sheet, one.cell)):
        yield f"{one.sheet}\t{one.cell}\t{one.heading}"

"""The columns with a heading, and what makes workbooks the same by theirs."""

from collections.abc import Iterator

from loaders.papers.line import LAYOUT as PAPER
from model.issues.issue_codes import COLUMNS_NOT_READ
from model.tracker.reading import MappedColumn, Reading

_NOT_A_HEADING = "column-without-heading"


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


def headings_key(reading: Reading) -> str:
    """Return a key that is equal for workbooks with the same sheets and headings."""
    return "\n".join(_key_lines(reading))


def _key_lines(reading: Reading) -> Iterator[str]:
    yield reading.layout
    for column in sorted(columns_with_headings(reading), key=lambda column: (column.sheet, column.cell)):
        yield f"{column.sheet}\t{column.cell}\t{column.heading}"

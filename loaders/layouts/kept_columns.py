"""What is said of columns that are no field of an update and are kept as its evidence."""

from loaders.cell_values import CellRow
from loaders.heading_aliases import Meaning
from loaders.issue_log import IssueLog
from loaders.layouts.headings_joined import Heading
from loaders.layouts.row_numbers import row_numbers
from loaders.layouts.source import Source
from model.issue import Severity

_KINDS = {Meaning.RATING: "rating", Meaning.COMPLETED: "completed", Meaning.STATUS: "status"}


def kept_headings(source: Source) -> list[Heading]:
    """Return the headings of the columns that are kept as evidence, from left to right."""
    of_rounds = [heading for one in source.columns.rounds for heading in one.kept]
    return sorted((*source.columns.kept, *of_rounds), key=lambda one: one.column)


def tell_kept_columns(source: Source, log: IssueLog) -> None:
    """Note each such column once, with the rows in which no update holds it.

    What may be a second status is asked about, and days of completion where nothing else says how items stand.
    """
    for heading in kept_headings(source):
        if heading.understood.meaning is Meaning.STATUS_APART:
            continue
        if not any(_holds(item.row, heading.column) for item in source.rows.items):
            continue
        kind = _KINDS.get(heading.understood.meaning or Meaning.NOTE, "comment")
        only = kind == "completed" and Meaning.STATUS not in source.meanings
        log.add(
            "column-as-evidence",
            sheet=source.table.sheet.name,
            cell=heading.cell,
            found=heading.words,
            severity=Severity.WARNING if only or kind == "status" else None,
            kind="only-completed" if only else kind,
            left_out=row_numbers(source.not_kept.get(heading.column, ())),
        )


def _holds(row: CellRow, column: int) -> bool:
    return column <= len(row.values) and row.values[column - 1] is not None

"""What is said of columns that are no field of an update and are kept as its evidence."""

from collections.abc import Iterator

from loaders.cell_values import shown
from loaders.heading_aliases import Meaning
from loaders.issue_log import IssueLog
from loaders.layouts.background import range_of
from loaders.layouts.columns import Round
from loaders.layouts.headings_joined import Heading
from loaders.layouts.row_cells import at
from loaders.layouts.row_numbers import row_numbers
from loaders.layouts.source import Source
from model.issues.issue import Severity

_KINDS = {Meaning.RATING: "rating", Meaning.COMPLETED: "completed", Meaning.STATUS: "status"}


def kept_headings(source: Source) -> list[Heading]:
    """Return the headings of the columns that are kept as evidence and asked of nobody, from left to right."""
    return sorted((heading for heading, _ in _kept(source)), key=lambda one: one.column)


def tell_kept_columns(source: Source, log: IssueLog) -> None:
    """Note each such column once: its cells, what it was taken for, and the rows in which no update holds it.

    What may be a second status is asked about, and days of completion where nothing else says how items stand.
    """
    for heading, group in sorted(_kept(source), key=lambda one: one[0].column):
        rows = [item.row.number for item in source.rows.items if at(item.row, heading.column) is not None]
        if heading.understood.meaning is Meaning.STATUS_APART or not rows:
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
            range=range_of(heading, rows),
            round=shown(group.value) if group is not None else "",
            taken=_statuses(source, group),
            left_out=row_numbers(source.not_kept.get(heading.column, ())),
        )


def _kept(source: Source) -> Iterator[tuple[Heading, Round | None]]:
    """Yield each heading with the round it names; those of a second status are told and asked about elsewhere."""
    asked = [other for _, other in source.columns.settled]
    yield from ((heading, None) for heading in source.columns.kept if heading not in asked)
    for group in source.columns.rounds:
        yield from ((heading, group) for heading in group.kept if heading not in asked)


def _statuses(source: Source, of: Round | None) -> str:
    """Return the headings of the columns from which statuses were read, of a round or of all."""
    groups = source.columns.rounds if of is None else [of]
    return ", ".join(one.columns[Meaning.STATUS].words for one in groups if Meaning.STATUS in one.columns)

"""What is said of columns that were not read, and of two that may both be the status."""

from collections.abc import Iterator, Mapping

from loaders.cells.values import at, plain_text
from loaders.issue_log import IssueLog
from loaders.layouts.assemble.background_text import range_of
from loaders.layouts.columns.column_map import Round
from loaders.layouts.columns.infer import holds_something
from loaders.layouts.interpret.interpreted_table import InterpretedTable
from loaders.layouts.tables.header_rows import Heading
from loaders.layouts.tables.row_ranges import row_numbers
from loaders.vocabulary.heading_aliases import ColumnMeaning
from model.issues.issue import Severity
from model.tracker.columns import MONITORING, PROGRESS, RECOMMENDATIONS

_HEADINGS: Mapping[str, str] = {
    column.field: column.heading for plan in (MONITORING, PROGRESS, RECOMMENDATIONS) for column in plan.columns
} | {
    ColumnMeaning.RESPONSE.value: "Response",
    ColumnMeaning.LETTER.value: "Ref",
    ColumnMeaning.STATUS_MEANING.value: "Meaning",
}
_UNREAD = {
    "unknown": "heading-unknown",
    "rating": "column-other-rating",
    "earlier": "column-earlier-status",
    "note": "column-not-held",
    "left-out": "column-left-out",
    "second": "column-second",
    "undated": "column-without-round",
    "yearless": "round-without-year",
}


def heading_of(field: str) -> str:
    """Return the canonical heading of a field, by which a person knows it."""
    return _HEADINGS.get(field, field)


def tell_unread_columns(source: InterpretedTable, log: IssueLog) -> None:
    """Note each column that was not read, and columns that may both be the status."""
    _tell_rivals(source, log)
    sheet = source.table.sheet.name
    headings = (column.heading for plan in (RECOMMENDATIONS, PROGRESS) for column in plan.columns)
    expected = ", ".join(dict.fromkeys(headings))
    for heading, reason in source.columns.unread:
        progress = reason == "yearless" or (reason == "undated" and _tells_progress(heading))
        lost = progress and holds_something(heading, source.table)
        if lost or any(at(item.row, heading.column) is not None for item in source.rows.items):
            field = heading_of(str(heading.understood.meaning)) if heading.understood.meaning else ""
            first = _first(source, heading) if reason == "second" else None
            beside = {"first": first.words, "first_cell": first.cell} if first is not None else {}
            severity = Severity.ERROR if lost else None
            log.add(
                _UNREAD[reason],
                sheet=sheet,
                cell=heading.cell,
                found=heading.words,
                severity=severity,
                field=field,
                expected=expected,
                **beside,
            )


def _tells_progress(heading: Heading) -> bool:
    """Say whether a column plainly holds statuses or updates; one of notes or comments may be something else."""
    one = heading.understood
    return one.meaning is ColumnMeaning.STATUS or (one.meaning is ColumnMeaning.UPDATE and not one.weak)


def _first(source: InterpretedTable, second: Heading) -> Heading | None:
    """Return the heading that was read as what another means as well."""
    meaning = second.understood.meaning
    read = [source.columns.once, *(one.columns for one in source.columns.rounds)]
    return next((one[meaning] for one in read if meaning is not None and meaning in one), None)


def _tell_rivals(source: InterpretedTable, log: IssueLog) -> None:
    sheet = source.table.sheet.name
    for first, second in source.columns.rivals:
        log.add(
            "status-columns-two",
            sheet=sheet,
            cell=second.cell,
            found=second.words,
            first=first.words,
            first_cell=first.cell,
        )
    for taken, other in source.columns.settled:
        log.add(
            "status-columns-two",
            sheet=sheet,
            cell=other.cell,
            found=other.words,
            severity=Severity.WARNING,
            first=taken.words,
            first_cell=taken.cell,
            taken=taken.words,
            left_out=row_numbers(source.rows_left_out.get(other.column, ())),
        )


_KINDS = {ColumnMeaning.RATING: "rating", ColumnMeaning.COMPLETED: "completed", ColumnMeaning.STATUS: "status"}


def kept_headings(source: InterpretedTable) -> list[Heading]:
    """Return the headings of the columns that are kept as evidence and asked of nobody, from left to right."""
    return sorted((heading for heading, _ in _kept(source)), key=lambda one: one.column)


def tell_kept_columns(source: InterpretedTable, log: IssueLog) -> None:
    """Note each such column once: its cells, what it was taken for, and the rows in which no update holds it.

    What may be a second status is asked about, and days of completion where nothing else says how items stand.
    """
    for heading, group in sorted(_kept(source), key=lambda one: one[0].column):
        rows = [item.row.number for item in source.rows.items if at(item.row, heading.column) is not None]
        if heading.understood.meaning is ColumnMeaning.STATUS_APART or not rows:
            continue
        kind = _KINDS.get(heading.understood.meaning or ColumnMeaning.NOTE, "comment")
        only = kind == "completed" and ColumnMeaning.STATUS not in source.meanings
        log.add(
            "column-as-evidence",
            sheet=source.table.sheet.name,
            cell=heading.cell,
            found=heading.words,
            severity=Severity.WARNING if only or kind == "status" else None,
            kind="only-completed" if only else kind,
            range=range_of(heading, rows),
            round=plain_text(group.value) if group is not None else "",
            taken=_statuses(source, group),
            left_out=row_numbers(source.rows_left_out.get(heading.column, ())),
        )


def _kept(source: InterpretedTable) -> Iterator[tuple[Heading, Round | None]]:
    """Yield each heading with the round it names; those of a second status are told and asked about elsewhere."""
    asked = [other for _, other in source.columns.settled]
    yield from ((heading, None) for heading in source.columns.kept if heading not in asked)
    for group in source.columns.rounds:
        yield from ((heading, group) for heading in group.kept if heading not in asked)


def _statuses(source: InterpretedTable, of: Round | None) -> str:
    """Return the headings of the columns from which statuses were read, of a round or of all."""
    groups = source.columns.rounds if of is None else [of]
    return ", ".join(one.columns[ColumnMeaning.STATUS].words for one in groups if ColumnMeaning.STATUS in one.columns)

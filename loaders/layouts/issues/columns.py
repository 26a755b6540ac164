"""Issues of columns: those not read, those taken as evidence, and two that may both be the status."""

from collections.abc import Iterator, Mapping

from loaders.cells.row_ranges import format_row_ranges
from loaders.cells.values import plain_text
from loaders.issue_log import make_issue
from loaders.layouts.assemble.assembled_table import AssembledTable
from loaders.layouts.assemble.background_text import column_range
from loaders.layouts.columns.column_map import PeriodColumns
from loaders.layouts.columns.infer import has_content
from loaders.layouts.interpret.interpreted_table import InterpretedTable
from loaders.layouts.tables.header_rows import ColumnHeading
from loaders.vocabulary.heading_aliases import ColumnMeaning
from model.issues.issue import Issue, Severity
from model.tracker.columns import MONITORING, PROGRESS, RECOMMENDATIONS

_HEADINGS: Mapping[str, str] = {
    column.field: column.heading for plan in (MONITORING, PROGRESS, RECOMMENDATIONS) for column in plan.columns
} | {
    ColumnMeaning.RESPONSE.value: "Response",
    ColumnMeaning.LETTER.value: "Ref",
    ColumnMeaning.STATUS_MEANING.value: "Meaning",
}
_UNREAD_CODES = {
    "unknown": "heading-unknown",
    "rating": "column-other-rating",
    "earlier": "column-earlier-status",
    "note": "column-not-held",
    "left-out": "column-left-out",
    "second": "column-second",
    "undated": "column-without-round",
    "yearless": "round-without-year",
}
_EVIDENCE_KINDS = {ColumnMeaning.RATING: "rating", ColumnMeaning.COMPLETED: "completed", ColumnMeaning.STATUS: "status"}


def canonical_heading(field: str) -> str:
    """Return the canonical heading of a field, for people to read."""
    return _HEADINGS.get(field, field)


def unread_column_issues(table: AssembledTable) -> Iterator[Issue]:
    """Yield an issue of each column that was not read, and of columns that may both be the status."""
    source = table.source
    yield from _rival_column_issues(table)
    yield from _unused_date_issues(source)
    sheet = source.table.sheet.name
    headings = (column.heading for plan in (RECOMMENDATIONS, PROGRESS) for column in plan.columns)
    expected = ", ".join(dict.fromkeys(headings))
    for heading, reason in source.columns.unread:
        progress = reason == "yearless" or (reason == "undated" and _has_progress_meaning(heading))
        lost = progress and has_content(heading, source.table)
        if lost or any(item.row.value_at(heading.column) is not None for item in source.rows.items):
            field = canonical_heading(str(heading.match.meaning)) if heading.match.meaning else ""
            first = _first_with_meaning(source, heading) if reason == "second" else None
            first_column = {"first": first.words, "first_cell": first.cell} if first is not None else {}
            severity = Severity.ERROR if lost else None
            yield make_issue(
                _UNREAD_CODES[reason],
                sheet=sheet,
                cell=heading.cell,
                found=heading.words,
                severity=severity,
                field=field,
                expected=expected,
                **first_column,
            )


def blank_column_issues(source: InterpretedTable) -> Iterator[Issue]:
    """Yield one issue of the columns that have a heading and no cell, and that were not read."""
    read = {heading.column for heading in _read_headings(source)}
    unread = [heading for heading in source.table.headings if heading.column not in read]
    rows = [item.row for item in source.rows.items]
    blank = [heading for heading in unread if all(row.value_at(heading.column) is None for row in rows)]
    if blank:
        headings, cells = (", ".join(texts) for texts in zip(*((h.words, h.cell) for h in blank), strict=True))
        sheet, count = source.table.sheet.name, str(len(blank))
        yield make_issue("columns-blank", sheet=sheet, cell=blank[0].cell, found=headings, cells=cells, count=count)


def evidence_headings(source: InterpretedTable) -> list[ColumnHeading]:
    """Return the headings of the evidence columns that are not second statuses, from left to right."""
    return sorted((heading for heading, _ in _evidence_columns(source)), key=lambda heading: heading.column)


def evidence_column_issues(table: AssembledTable) -> Iterator[Issue]:
    """Yield an issue of each evidence column: its cells, its kind, and the rows without an update to add it to.

    A possible second status is a warning, and so are days of completion without a status column.
    """
    source = table.source
    for heading, period in sorted(_evidence_columns(source), key=lambda pair: pair[0].column):
        rows = [item.row.number for item in source.rows.items if item.row.value_at(heading.column) is not None]
        if heading.match.meaning is ColumnMeaning.STATUS_OF_AGENCY or not rows:
            continue
        kind = _EVIDENCE_KINDS.get(heading.match.meaning or ColumnMeaning.NOTE, "comment")
        only = kind == "completed" and ColumnMeaning.STATUS not in source.meanings
        yield make_issue(
            "column-as-evidence",
            sheet=source.table.sheet.name,
            cell=heading.cell,
            found=heading.words,
            severity=Severity.WARNING if only or kind == "status" else None,
            kind="only-completed" if only else kind,
            range=column_range(heading, rows),
            round=plain_text(period.round) if period is not None else "",
            taken=_statuses(source, period),
            left_out=format_row_ranges(table.rows_left_out.get(heading.column, ())),
        )


def _read_headings(source: InterpretedTable) -> Iterator[ColumnHeading]:
    """Yield the headings of the columns that were read."""
    columns = source.columns
    for period in columns.rounds:
        yield from (*period.columns.values(), *period.further_updates, *period.evidence_columns)
    yield from (*columns.fields.values(), *columns.evidence_columns, *columns.actions, *columns.background)
    yield from (heading for pair in columns.rival_statuses for heading in pair)


def _unused_date_issues(source: InterpretedTable) -> Iterator[Issue]:
    """Yield an issue of a date column in a table without statuses and updates, whose dates are of nothing."""
    heading = source.columns.fields.get(ColumnMeaning.DATE)
    if heading is not None and not source.columns.rounds:
        yield make_issue("column-not-held", sheet=source.table.sheet.name, cell=heading.cell, found=heading.words)


def _has_progress_meaning(heading: ColumnHeading) -> bool:
    """Return whether a column plainly holds statuses or updates; notes or comments may be something else."""
    match = heading.match
    return match.meaning is ColumnMeaning.STATUS or (match.meaning is ColumnMeaning.UPDATE and not match.weak)


def _first_with_meaning(source: InterpretedTable, second: ColumnHeading) -> ColumnHeading | None:
    """Return the heading that was read with the same meaning as a second one."""
    meaning = second.match.meaning
    read = [source.columns.fields, *(period.columns for period in source.columns.rounds)]
    return next((columns[meaning] for columns in read if meaning is not None and meaning in columns), None)


def _rival_column_issues(table: AssembledTable) -> Iterator[Issue]:
    source = table.source
    sheet = source.table.sheet.name
    for first, second in source.columns.rival_statuses:
        yield make_issue(
            "status-columns-two",
            sheet=sheet,
            cell=second.cell,
            found=second.words,
            first=first.words,
            first_cell=first.cell,
        )
    for taken, other in source.columns.chosen_statuses:
        yield make_issue(
            "status-columns-two",
            sheet=sheet,
            cell=other.cell,
            found=other.words,
            severity=Severity.WARNING,
            first=taken.words,
            first_cell=taken.cell,
            taken=taken.words,
            left_out=format_row_ranges(table.rows_left_out.get(other.column, ())),
        )


def _evidence_columns(source: InterpretedTable) -> Iterator[tuple[ColumnHeading, PeriodColumns | None]]:
    """Yield each evidence heading with its round; second statuses are reported elsewhere."""
    settled = [other for _, other in source.columns.chosen_statuses]
    yield from ((heading, None) for heading in source.columns.evidence_columns if heading not in settled)
    for period in source.columns.rounds:
        yield from ((heading, period) for heading in period.evidence_columns if heading not in settled)


def _statuses(source: InterpretedTable, of: PeriodColumns | None) -> str:
    """Return the headings of the status columns of a round, or of all rounds, as one text."""
    periods = source.columns.rounds if of is None else [of]
    return ", ".join(
        period.columns[ColumnMeaning.STATUS].words for period in periods if ColumnMeaning.STATUS in period.columns
    )

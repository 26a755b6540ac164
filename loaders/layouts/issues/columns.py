"""Issues of columns: those not read, those read as text, actions or evidence, and headings that are uncertain."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import count

from loaders.cells.addresses import COLUMN_LETTERS, enclosing_range
from loaders.cells.sheet import SheetCells
from loaders.cells.values import CellRow, ErrorCell, UncalculatedCell, plain_text
from loaders.issue_log import make_issue
from loaders.layouts.build_records import AssembledTable
from loaders.layouts.column_map import FIELD_ROLES, ColumnRole
from loaders.layouts.interpret.interpreted_table import InterpretedTable
from loaders.layouts.tables.header_rows import ColumnHeading
from loaders.vocabulary.heading_aliases import ACTION_WORD, ColumnMeaning
from model.issues.issue import Issue, Severity
from model.tracker.columns import MONITORING, PROGRESS, RECOMMENDATIONS

_HEADINGS: Mapping[str, str] = {
    column.field: column.heading for plan in (MONITORING, PROGRESS, RECOMMENDATIONS) for column in plan.columns
} | {
    ColumnMeaning.RESPONSE.value: "Response",
    ColumnMeaning.LETTER.value: "Ref",
    ColumnMeaning.REVISED_TARGET.value: "Target",
    ColumnMeaning.STATUS_MEANING.value: "Meaning",
}
_EXPECTED = "Recommendation, Theme, Lead agency, Target date, Status, Update"
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
_CONFIRMED = (*FIELD_ROLES, ColumnRole.FURTHER_UPDATE, ColumnRole.BACKGROUND, ColumnRole.EVIDENCE)
_EVIDENCE_KINDS = {ColumnMeaning.RATING: "rating", ColumnMeaning.COMPLETED: "completed", ColumnMeaning.STATUS: "status"}


def canonical_heading(field: str) -> str:
    """Return the canonical heading of a field, for people to read."""
    return _HEADINGS.get(field, field)


def column_issues(table: AssembledTable) -> Iterator[Issue]:
    """Yield an issue of each column that was not read or may be read otherwise, and of each that is evidence."""
    yield from _status_issues(table)
    yield from _unread_issues(table.source)
    yield from _blank_issues(table.source)
    yield from _evidence_issues(table)
    rows, headed = (item.row for item in table.source.rows.items), {h.column for h in table.source.table.headings}
    yield from unheaded_column_issues(rows, headed, table.source.table.sheet)
    yield from _uncertain_issues(table.source)
    yield from _background_issues(table)
    yield from _action_issues(table)
    yield from _agency_status_issues(table)


def unheaded_column_issues(rows: Iterable[CellRow], headed: Set[int], sheet: SheetCells) -> Iterator[Issue]:
    """Yield an issue of the first cell of each column without a heading."""
    reported = {*headed}
    first = next(column for column in count(1) if column not in headed)
    for row in rows:
        for column in row.filled_columns if len(row.values) >= first else ():
            if column not in reported:
                reported.add(column)
                found, cell = plain_text(row.value_at(column)), sheet.address(column, row.number)
                yield make_issue("column-without-heading", sheet=sheet.name, cell=cell, found=found)


def _status_issues(table: AssembledTable) -> Iterator[Issue]:
    """Yield an issue of each column that may be the status as well as another one."""
    for heading, role, _, _, first in table.source.columns.uses:
        if first is None or role is ColumnRole.UNREAD:
            continue
        details = {"first": first.words, "first_cell": first.cell}
        if role is ColumnRole.SECOND_STATUS:
            details |= {"taken": first.words, "left_out": table.left_out(heading)}
        severity = Severity.WARNING if role is ColumnRole.SECOND_STATUS else None
        yield table.source.table.issue("status-columns-two", heading, severity=severity, **details)


def _unread_issues(source: InterpretedTable) -> Iterator[Issue]:
    """Yield an issue of each column with cells that was not read; one that plainly has progress is an error."""
    date = source.columns.fields.get(ColumnMeaning.DATE)
    if date is not None and not source.columns.rounds:  # the dates are of nothing
        yield source.table.issue("column-not-held", date)
    for heading, role, meaning, reason, first in source.columns.uses:
        if role is not ColumnRole.UNREAD:
            continue
        is_status = meaning is ColumnMeaning.STATUS
        is_update = meaning is ColumnMeaning.UPDATE and not heading.match.weak  # comments may be others
        may_be_lost = reason == "yearless" or (reason == "undated" and (is_status or is_update))
        is_lost = may_be_lost and source.table.has_content(heading.column)
        if is_lost or source.filled_rows(heading):
            field = canonical_heading(str(meaning)) if meaning else ""
            details = {"first": first.words, "first_cell": first.cell} if first is not None else {}
            severity = Severity.ERROR if is_lost else None
            code = _UNREAD_CODES[reason]
            yield source.table.issue(code, heading, severity=severity, field=field, expected=_EXPECTED, **details)


def _blank_issues(source: InterpretedTable) -> Iterator[Issue]:
    """Yield one issue of the columns that have a heading and no cell, and that were not read."""
    read = {use.heading.column for use in source.columns.uses if use.role is not ColumnRole.UNREAD}
    unread = [heading for heading in source.table.headings if heading.column not in read]
    blank = [heading for heading in unread if not source.filled_rows(heading)]
    if blank:
        headings, cells = (", ".join(texts) for texts in zip(*((h.words, h.cell) for h in blank), strict=True))
        yield source.table.issue("columns-blank", blank[0], found=headings, cells=cells, count=str(len(blank)))


def _evidence_issues(table: AssembledTable) -> Iterator[Issue]:
    """Yield an issue of each evidence column; a warning for a second status, or days of completion without a status."""
    source = table.source
    for heading in source.columns.by_role[ColumnRole.EVIDENCE]:
        rows = source.filled_rows(heading)
        if heading.match.meaning is ColumnMeaning.STATUS_OF_AGENCY or not rows:
            continue
        kind = _EVIDENCE_KINDS.get(heading.match.meaning or ColumnMeaning.NOTE, "comment")
        is_only = kind == "completed" and ColumnMeaning.STATUS not in source.meanings
        period = source.columns.rounds.get(heading.round_key)
        periods = source.columns.rounds.values() if period is None else [period]
        statuses = [found.columns[ColumnMeaning.STATUS] for found in periods if ColumnMeaning.STATUS in found.columns]
        yield source.table.issue(
            "column-as-evidence",
            heading,
            severity=Severity.WARNING if is_only or kind == "status" else None,
            kind="only-completed" if is_only else kind,
            range=_column_range(heading, rows),
            round=plain_text(period.round) if period is not None else "",
            taken=", ".join(status.words for status in statuses),
            left_out=table.left_out(heading),
        )


def _uncertain_issues(source: InterpretedTable) -> Iterator[Issue]:
    """Yield an issue of each heading that may mean something else, and of each whose round follows from its place."""
    for heading, role, meaning, *_ in source.columns.uses:
        field = canonical_heading(str(meaning))
        if heading.match.uncertain and role in _CONFIRMED:
            headings = dict.fromkeys(map(canonical_heading, heading.match.candidates))
            candidates = ", ".join(heading for heading in headings if heading != field)
            yield source.table.issue("heading-uncertain", heading, field=field, fields=candidates)
        elif role is ColumnRole.ITEM and meaning is ColumnMeaning.LEAD_ROLE and heading.match.meaning is not meaning:
            details = {"field": field, "candidates": canonical_heading(ColumnMeaning.LEAD_AGENCY)}
            yield source.table.issue("heading-uncertain", heading, severity=Severity.INFO, **details)
        if role is ColumnRole.UPDATE and heading.match.round is not None and heading.match.evidence == "position":
            yield source.table.issue("heading-placed", heading, round=plain_text(heading.match.round))


def _background_issues(table: AssembledTable) -> Iterator[Issue]:
    """Yield an issue of each background column, with its cells and the rows in which it was left out."""
    for heading in table.source.columns.by_role[ColumnRole.BACKGROUND]:
        rows = table.source.filled_rows(heading)
        if rows:
            area, left_out = _column_range(heading, rows), table.left_out(heading)
            yield table.source.table.issue("column-with-recommendation", heading, range=area, left_out=left_out)


def _column_range(heading: ColumnHeading, rows: Sequence[int]) -> str:
    """Return the cell range of a column from the first to the last of some rows: B2:B40."""
    return enclosing_range((heading.column, row) for row in rows).text


def _action_issues(table: AssembledTable) -> Iterator[Issue]:
    """Yield the issues of columns of actions, refs with several actions, and details in which actions differ."""
    source = table.source
    for heading in source.columns.by_role[ColumnRole.ACTION]:
        cells = ((item.row.number, item.row.value_at(heading.column)) for item in source.rows.items)
        broken = [number for number, value in cells if isinstance(value, ErrorCell | UncalculatedCell)]
        yield source.table.issue("actions-read", heading, left_out=source.table.sheet.row_list(broken), refs="")
    if table.refs_with_actions:
        heading = source.columns.fields[ColumnMeaning.RECOMMENDATION]
        severity = None if ACTION_WORD.search(heading.words) else Severity.WARNING
        refs = ", ".join(dict.fromkeys(table.refs_with_actions.values()))
        yield source.table.issue("actions-read", heading, severity=severity, left_out="", refs=refs)
    for name, numbers in table.action_differences.items():
        heading = source.columns.fields[ColumnMeaning(name)]
        yield source.table.issue("action-details-differ", heading, rows=source.table.sheet.row_list(numbers))


def _agency_status_issues(table: AssembledTable) -> Iterator[Issue]:
    """Yield one issue of the columns with one status per agency; an error if no other column is the status."""
    source = table.source
    of_agency = (ColumnRole.EVIDENCE, ColumnMeaning.STATUS_OF_AGENCY)
    found = [use.heading for use in source.columns.uses if (use.role, use.meaning) == of_agency]
    if not found:
        return
    turned = source.table.sheet.turned
    named = ", ".join(f"{h.words} ({h.cell if turned else COLUMN_LETTERS[h.column]})" for h in found)
    severity = Severity.WARNING if ColumnMeaning.STATUS in source.meanings else None
    left_out = table.left_out(*found)
    yield source.table.issue("statuses-side-by-side", found[0], severity=severity, found=named, left_out=left_out)

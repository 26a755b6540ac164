"""Free layouts: long, wide, a matrix, a snapshot, a sheet for each theme, agency or round, or several tables."""

from collections.abc import Iterator, Sequence

from loaders.cells.sheet import SheetCells
from loaders.cells.values import StatusCell, plain_text
from loaders.issue_log import IssueLog
from loaders.layouts.assemble.build_records import build_records
from loaders.layouts.interpret.interpret_tables import interpret_tables
from loaders.layouts.interpret.interpreted_table import InterpretedTable
from loaders.layouts.issues.closed_sheets import report_closed_sheet
from loaders.layouts.issues.columns import canonical_heading, evidence_headings
from loaders.layouts.issues.forms import report_form_rows
from loaders.layouts.issues.sheets import report_rows_around_keys, report_sheets
from loaders.layouts.issues.tables import report_table
from loaders.layouts.key.compare_keys import main_key
from loaders.layouts.key.find_keys import find_keys
from loaders.layouts.key.issues import report_keys
from loaders.layouts.key.key import without_keys
from loaders.layouts.key.missing_key import find_unread_key
from loaders.layouts.key.records import key_records
from loaders.layouts.recognise.canonical_extras import CanonicalExtras, find_extra_sheets
from loaders.layouts.recognise.untranspose import untranspose
from loaders.layouts.select.choose_tables import TrackerTables, choose_tables
from loaders.layouts.select.earlier_sheets import remove_repeated_rows, report_earlier_sheets
from loaders.layouts.select.sheet_months import date_snapshots
from loaders.layouts.select.sheet_names import inherit_sheet_names, inherit_titles
from loaders.layouts.select.single_review import single_review
from loaders.layouts.tables.header_rows import ColumnHeading
from loaders.layouts.tables.side_tables import report_side_blocks, split_sheets
from loaders.options import ReadOptions
from loaders.records import Recognised, Record
from loaders.vocabulary.heading_aliases import ColumnMeaning
from model.tracker.columns import RECOMMENDATIONS
from model.tracker.reading import MappedColumn

_BY_SHEETS = {"theme": "sheets-by-theme", "lead_agency": "sheets-by-agency", "date": "sheets-by-round"}


def recognise_free_layout(
    sheets: Sequence[SheetCells], log: IssueLog, *, options: ReadOptions, file_name: str
) -> Recognised | None:
    """Return the records of a workbook with a free layout; None if no table is a tracker."""
    issues = IssueLog()
    found = _recognise(sheets, issues, options, file_name)
    if found is None:
        return None
    recognised, mapped_back = untranspose(found[0], issues.issues, found[1])
    for issue in mapped_back:
        log.add(
            issue.code, sheet=issue.sheet, cell=issue.cell, found=issue.found, severity=issue.severity, **issue.details
        )
    return recognised


def _recognise(
    sheets: Sequence[SheetCells], log: IssueLog, options: ReadOptions, file_name: str
) -> tuple[Recognised, Sequence[InterpretedTable]] | None:
    split = split_sheets(sheets)
    keys = find_keys(split.key_candidates)
    extra_sheets = find_extra_sheets(sheets, has_key=bool(keys))
    extra_names = {sheet.name for _, sheet in extra_sheets}
    plain = [without_keys(sheet, keys) for sheet in split.tables if sheet.name not in extra_names]
    sources = interpret_tables(plain, log, options=options, file_name=file_name)
    tracker = choose_tables(sources)
    if tracker is None:
        return None
    report_earlier_sheets(remove_repeated_rows(tracker), log)
    layout = _inherit_names(tracker, log)
    date_snapshots(tracker, options, file_name, log)
    extras = CanonicalExtras()
    extras.read(extra_sheets, log, options)
    review, reviews = single_review(tracker, extras.records, file_name, log, chosen_name=options.review)
    records = {**build_records(tracker, review, log), "reviews": reviews}
    for table in extras.records.keys() - {"reviews"}:
        records[table] = [*records.get(table, ()), *extras.records[table]]
    if keys:
        records["key"] = key_records(main_key(keys))
        report_keys(keys, log)
    elif "key" not in records:
        _remove_colours_without_key(sheets, tracker, records, log)
    with_key = {key.sheet.name for key in keys}
    report_sheets(sheets, sources, tracker, others=with_key | extra_names, log=log)
    report_rows_around_keys(plain, sources, with_key, log)
    report_side_blocks(split, keys, log)
    for source in tracker.all:
        report_table(source, log)
        report_closed_sheet(source, log)
        report_form_rows(source, tracker.all, log)
    _report_assumptions(tracker, log)
    return Recognised(layout, records, (*_mapped_columns(tracker), *extras.columns)), sources


def _inherit_names(tracker: TrackerTables, log: IssueLog) -> str:
    """Set missing values from the names of sheets and the titles of tables; return the name of the layout."""
    items = tracker.item_tables
    by_sheet = inherit_sheet_names([source for source in items if not source.is_form])
    stacked = None
    for sheet in dict.fromkeys(source.table.sheet.name for source in items):
        on_sheet = [source for source in items if source.table.sheet.name == sheet]
        if len(on_sheet) > 1 and not on_sheet[0].is_form:
            stacked = inherit_titles(on_sheet) or stacked
    names = list(dict.fromkeys(source.table.sheet.name for source in items))
    if len(names) > 1:
        field = canonical_heading(by_sheet) if by_sheet else ""
        log.add("sheets-combined", sheet=names[0], found=", ".join(names), field=field)
    if 2 * sum(source.is_form for source in items) > len(items):
        return "forms"
    if tracker.update_tables:
        return "separate-sheets"
    if by_sheet:
        return _BY_SHEETS[by_sheet]
    if items[0].table.transposition is not None:
        return "turned"
    return "stacked" if stacked else _shape(items[0])


def _shape(source: InterpretedTable) -> str:
    if source.dated:
        return "long"
    named = [period for period in source.columns.rounds if period.round is not None]
    if not named:
        return "snapshot"
    texts = (ColumnMeaning.UPDATE, ColumnMeaning.RESPONSE)
    return "wide" if any(period.columns.keys() & {*texts} for period in named) else "matrix"


def _remove_colours_without_key(
    sheets: Sequence[SheetCells], tracker: TrackerTables, records: dict[str, list[Record]], log: IssueLog
) -> None:
    """Remove statuses given by colour alone if a promised key could not be read, and report it."""
    trackers = {source.table.sheet.name for source in tracker.all}
    unread = find_unread_key(sheets)
    if unread is None or (not unread[1] and unread[0].name in trackers):
        return
    log.add("key-not-read", sheet=unread[0].name, cell=unread[1])
    records["progress"] = [_without_colour(record) for record in records.get("progress", ())]


def _without_colour(record: Record) -> Record:
    status = record.values.get("status")
    if not isinstance(status, StatusCell):
        return record
    return record._replace(values={**record.values, "status": status._replace(colour=None)})


def _report_assumptions(tracker: TrackerTables, log: IssueLog) -> None:
    """Report once that statuses have no basis, or that the items have no refs or no texts."""
    main = tracker.item_tables[0]
    sheet, cell = main.table.sheet.name, main.table.headings[0].cell
    meanings = {meaning for source in tracker.all for meaning in source.meanings}
    if ColumnMeaning.STATUS in meanings and ColumnMeaning.BASIS not in meanings:
        log.add("statuses-taken-as-published", sheet=sheet, cell=cell)
    if ColumnMeaning.REF not in main.columns.fields and not main.refs_in_text and "ref" not in main.inherited:
        log.add("refs-numbered", sheet=sheet, cell=cell)
    if ColumnMeaning.RECOMMENDATION not in meanings:
        heading = next(column.heading for column in RECOMMENDATIONS.columns if column.field == "recommendation")
        log.add("heading-missing", sheet=sheet, cell=cell, expected=heading)


def _mapped_columns(tracker: TrackerTables) -> Iterator[MappedColumn]:
    for source in tracker.all:
        for meaning, heading in source.columns.fields.items():
            yield _mapped_column(source, heading, meaning)
        for period in source.columns.rounds:
            for meaning, heading in period.columns.items():
                yield _mapped_column(source, heading, meaning)
            for heading in period.further_updates:
                yield _mapped_column(source, heading, ColumnMeaning.UPDATE)
        for heading in source.columns.actions:
            yield _mapped_column(source, heading, ColumnMeaning.UPDATE)
        for heading in source.columns.background:
            yield _mapped_column(source, heading, ColumnMeaning.RECOMMENDATION)
        for heading in evidence_headings(source):
            yield _mapped_column(source, heading, ColumnMeaning.EVIDENCE)
        for name, value in source.inherited.items():
            if not value.location[1]:
                yield MappedColumn(source.table.sheet.name, "", plain_text(value.value), name, value.evidence)


def _mapped_column(source: InterpretedTable, heading: ColumnHeading, meaning: ColumnMeaning) -> MappedColumn:
    match = heading.match
    field = {ColumnMeaning.RESPONSE: "update", ColumnMeaning.LETTER: "ref"}.get(meaning, meaning.value)
    return MappedColumn(
        source.table.sheet.name, heading.cell, heading.words, field, match.evidence, match.score, match.candidates
    )

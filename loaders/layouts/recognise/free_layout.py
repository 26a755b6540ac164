"""Free layouts: long, wide, a matrix, a snapshot, a sheet for each theme, agency or round, or several tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from loaders.cells.sheet import SheetCells
from loaders.cells.values import StatusCell, plain_text
from loaders.layouts.assemble.build_records import build_records
from loaders.layouts.interpret.interpret_tables import interpret_tables
from loaders.layouts.interpret.interpreted_table import InterpretedTable
from loaders.layouts.issues.sheets import assumption_issues, combined_sheet_issues, rows_around_key_issues, sheet_issues
from loaders.layouts.issues.tables import table_issues
from loaders.layouts.key.find_keys import find_keys, unread_key_issues
from loaders.layouts.key.key import Key, without_keys
from loaders.layouts.key.scale import contains_any, key_issues, key_records, main_key
from loaders.layouts.recognise.canonical_layout import find_extra_sheets, read_canonical_sheets
from loaders.layouts.recognise.column_report import mapped_columns, table_ranges
from loaders.layouts.recognise.untranspose import untranspose
from loaders.layouts.select.choose_tables import TrackerTables, choose_tables
from loaders.layouts.select.inherit_names import inherit_names, single_review
from loaders.layouts.select.sheet_states import date_snapshots, remove_repeated_rows
from loaders.layouts.tables.side_blocks import BlockKind, SideBlock
from loaders.layouts.tables.side_tables import side_block_issues, split_sheets
from loaders.options import NO_OPTIONS, ReadOptions
from loaders.records import Recognised, Record
from loaders.vocabulary.heading_aliases import ColumnMeaning
from loaders.vocabulary.status_words import is_symbol
from model.issues.issue import Issue
from model.text import label_key
from model.tracker.columns import SheetPlan

_BY_SHEETS = {"theme": "sheets-by-theme", "lead_agency": "sheets-by-agency", "date": "sheets-by-round"}


@dataclass(frozen=True, slots=True)
class SplitWorkbook:
    """The keys of a workbook, its canonical sheets, its sheets without keys and side blocks, and these blocks."""

    sheets: tuple[SheetCells, ...]
    keys: tuple[Key, ...]
    extra_sheets: tuple[tuple[SheetPlan, SheetCells], ...]
    table_sheets: tuple[SheetCells, ...]
    side_blocks: tuple[SideBlock, ...]


@dataclass(frozen=True, slots=True)
class LayoutStages:
    """What the stages of reading a free layout concluded.

    Attributes:
        tables: every table with its columns and its rows, forms included.
        issues: the issues of all stages, with the cell addresses of the sheets.
        tracker: the tables that are the tracker; None if no table is one.
        recognised: the records of the tracker with the cell addresses of the sheets.
    """

    workbook: SplitWorkbook
    tables: tuple[InterpretedTable, ...]
    issues: tuple[Issue, ...]
    tracker: TrackerTables | None = None
    recognised: Recognised | None = None


def run_stages(sheets: Sequence[SheetCells], *, options: ReadOptions = NO_OPTIONS, file_name: str = "") -> LayoutStages:
    """Return what each stage of reading a free layout concluded: keys, tables, the tracker among them, and records."""
    workbook = split_workbook(sheets)
    statuses = {label_key(row.status) for key in workbook.keys for row in key.rows}
    tables, interpret_issues = interpret_tables(workbook.table_sheets, file_name=file_name, statuses=statuses)
    chosen = choose_tables(tables)
    if chosen is None:
        return LayoutStages(workbook, tuple(tables), tuple(interpret_issues))
    current, repeat_issues = remove_repeated_rows(chosen)
    named = inherit_names(current)
    dated, month_issues = date_snapshots(named, options, file_name)
    extras, extra_issues = read_canonical_sheets(workbook.extra_sheets)
    reviews, review_issues = single_review(dated, extras.records, file_name, chosen_name=options.review)
    tracker = dated if reviews.title is None else dated.with_tables([dated.main.inherit({"review": reviews.title})])
    built = build_records(tracker, reviews.single)
    words, has_status_by_colour = _statuses_in_use(built.records)
    keys = [key for key in workbook.keys if not words or contains_any(key, words)]
    with_extras = {table: [*built.records.get(table, ()), *extra] for table, extra in extras.records.items()}
    key = {"key": key_records(main_key(keys))} if keys else {}  # it takes the place of a canonical sheet Key
    records = {**built.records, **with_extras, "reviews": reviews.records, **key}
    read = {source.table.sheet.name for source in tracker.all}
    key_names = {key.sheet.name for key in workbook.keys}
    other_names = key_names | {sheet.name for _, sheet in workbook.extra_sheets}
    legends = [] if "key" in records else [*unread_key_issues(sheets, read, set() if has_status_by_colour else words)]
    issues = (
        *interpret_issues,
        *repeat_issues,
        *combined_sheet_issues(tracker),
        *month_issues,
        *extra_issues,
        *review_issues,
        *built.issues,
        *key_issues(workbook.keys, keys, reported=legends),
        *legends,
        *sheet_issues(workbook.sheets, tables, tracker, others=other_names),
        *rows_around_key_issues(workbook.table_sheets, tables, key_names),
        *side_block_issues(workbook.side_blocks, workbook.keys),
        *(issue for table in built.tables for issue in table_issues(table)),
        *assumption_issues(tracker),
    )
    columns, ranges = (*mapped_columns(tracker), *extras.columns), tuple(table_ranges(tables, tracker))
    is_key_unread = any(issue.code == "key-not-read" for issue in legends)
    known_records = _without_colours(records) if is_key_unread else records
    recognised = Recognised(layout_name(tracker), known_records, columns, ranges)
    on_sheets, issues_on_sheets = untranspose(recognised, issues, tables)
    return LayoutStages(workbook, tuple(tables), tuple(issues_on_sheets), tracker, on_sheets)


def split_workbook(sheets: Sequence[SheetCells]) -> SplitWorkbook:
    """Return the parts of a workbook."""
    tables, side_blocks = split_sheets(sheets)
    keys = find_keys([*tables, *(block.sheet for block in side_blocks if block.kind is BlockKind.KEY)])
    extra_sheets = find_extra_sheets(sheets, has_key=bool(keys))
    extra_names = {sheet.name for _, sheet in extra_sheets}
    table_sheets = tuple(without_keys(sheet, keys) for sheet in tables if sheet.name not in extra_names)
    return SplitWorkbook(tuple(sheets), tuple(keys), tuple(extra_sheets), table_sheets, tuple(side_blocks))


def layout_name(tracker: TrackerTables) -> str:
    """Return the name of the layout of a tracker."""
    items = tracker.item_tables
    if 2 * sum(source.is_form for source in items) > len(items):
        return "forms"
    if tracker.update_tables:
        return "separate-sheets"
    if tracker.sheet_field:
        return _BY_SHEETS[tracker.sheet_field]
    if tracker.main.table.transposition is not None:
        return "turned"
    return "stacked" if tracker.title_field else _shape(tracker.main)


def _shape(source: InterpretedTable) -> str:
    if source.dated:
        return "long"
    named = [period for key, period in source.columns.rounds.items() if key]
    if not named:
        return "snapshot"
    texts = (ColumnMeaning.UPDATE, ColumnMeaning.RESPONSE)
    return "wide" if any(period.columns.keys() & {*texts} for period in named) else "matrix"


def _statuses_in_use(tracker_records: Mapping[str, Sequence[Record]]) -> tuple[set[str], bool]:
    """Return the statuses in use that are in words, and whether one is given by its colour alone."""
    statuses = [record.values.get("status") for record in tracker_records.get("progress", ())]
    by_colour = any(isinstance(each, StatusCell) and each.colour and not plain_text(each) for each in statuses)
    return {text for value in statuses if (text := plain_text(value)) and not is_symbol(text)}, by_colour


def _without_colours(records: Mapping[str, Sequence[Record]]) -> dict[str, Sequence[Record]]:
    """Return records without the statuses that are given by colour alone."""
    progress = [
        record._replace(values={**record.values, "status": status._replace(colour=None)})
        if isinstance(status := record.values.get("status"), StatusCell)
        else record
        for record in records.get("progress", ())
    ]
    return {**records, "progress": progress}

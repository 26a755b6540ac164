"""Free layouts: long, wide, a matrix, a snapshot, a sheet for each theme, agency or round, or several tables."""

from collections.abc import Sequence

from loaders.cells.sheet import SheetCells
from loaders.layouts.assemble.build_records import build_records
from loaders.layouts.interpret.interpret_tables import interpret_tables
from loaders.layouts.issues.sheets import combined_sheet_issues
from loaders.layouts.key.issues import other_legend_issues
from loaders.layouts.recognise.canonical_extras import read_extra_sheets
from loaders.layouts.recognise.column_report import mapped_columns, table_ranges
from loaders.layouts.recognise.combine_records import (
    combine_records,
    find_promised_key,
    keys_in_use,
    without_colours,
)
from loaders.layouts.recognise.empty_tracker import refuse_empty_tracker
from loaders.layouts.recognise.free_layout_issues import tracker_issues, workbook_key_issues
from loaders.layouts.recognise.layout_name import layout_name
from loaders.layouts.recognise.layout_stages import LayoutStages, TrackerStages
from loaders.layouts.recognise.split_workbook import split_workbook
from loaders.layouts.recognise.untranspose import untranspose
from loaders.layouts.select.choose_tables import choose_tables
from loaders.layouts.select.earlier_sheets import earlier_sheet_issues, remove_repeated_rows
from loaders.layouts.select.inherit_names import inherit_names
from loaders.layouts.select.sheet_months import date_snapshots
from loaders.layouts.select.single_review import inherit_review_title, single_review
from loaders.options import NO_OPTIONS, ReadOptions
from loaders.records import Recognised
from model.issues.issue import Issue
from model.text import label_key


def recognise_free_layout(
    sheets: Sequence[SheetCells], *, options: ReadOptions, file_name: str
) -> tuple[Recognised, Sequence[Issue]] | None:
    """Return the records of a workbook with a free layout, and their issues; None if no table is a tracker.

    Raises WorkbookError if a table has the headings of a tracker and nothing is filled in below them.
    """
    stages = run_stages(sheets, options=options, file_name=file_name)
    if stages.tracker is None:
        refuse_empty_tracker(stages.tables, stages.workbook.table_sheets)
        return None
    return stages.tracker.recognised, stages.issues


def run_stages(sheets: Sequence[SheetCells], *, options: ReadOptions = NO_OPTIONS, file_name: str = "") -> LayoutStages:
    """Return what each stage of reading a free layout concluded: keys, tables, the tracker among them, and records."""
    workbook = split_workbook(sheets)
    statuses = {label_key(row.status) for key in workbook.keys for row in key.rows}
    tables, table_issues = interpret_tables(workbook.table_sheets, file_name=file_name, statuses=statuses)
    chosen = choose_tables(tables)
    if chosen is None:
        return LayoutStages(workbook, tuple(tables), None, tuple(table_issues))
    current, removed = remove_repeated_rows(chosen)
    named = inherit_names(current)
    dated, month_issues = date_snapshots(named.tables, options, file_name)
    extras = read_extra_sheets(workbook.extra_sheets)
    reviews, review_issues = single_review(dated, extras.records, file_name, chosen_name=options.review)
    tracker = inherit_review_title(dated, reviews)
    built = build_records(tracker, reviews.single)
    keys = keys_in_use(workbook.keys, built.records)
    records = combine_records(built.records, reviews.records, extras.records, keys)
    promised_key = find_promised_key(sheets, tracker) if "key" not in records else None
    if promised_key is not None:
        records = without_colours(records)
    issues = (
        *table_issues,
        *earlier_sheet_issues(removed),
        *combined_sheet_issues(named),
        *month_issues,
        *extras.issues,
        *review_issues,
        *built.issues,
        *workbook_key_issues(keys, promised_key),
        *other_legend_issues([key for key in workbook.keys if key not in keys]),
        *tracker_issues(workbook, tables, tracker, built.tables),
    )
    columns, ranges = (*mapped_columns(tracker), *extras.columns), tuple(table_ranges(tables, tracker))
    recognised = Recognised(layout_name(named), records, columns, ranges)
    on_sheets, issues_on_sheets = untranspose(recognised, issues, tables)
    stages = TrackerStages(chosen, tuple(removed), named, tracker, reviews, built, on_sheets)
    return LayoutStages(workbook, tuple(tables), stages, tuple(issues_on_sheets))

"""Free layouts: long, wide, a matrix, a snapshot, a sheet for each theme, agency or round, or several tables."""

from collections.abc import Sequence

from loaders.cells.sheet import SheetCells
from loaders.issue_log import IssueLog
from loaders.layouts.assemble.build_records import build_records
from loaders.layouts.interpret.interpret_tables import interpret_tables
from loaders.layouts.issues.sheets import combined_sheet_issues
from loaders.layouts.recognise.canonical_extras import read_extra_sheets
from loaders.layouts.recognise.column_report import mapped_columns
from loaders.layouts.recognise.combine_records import combine_records, find_promised_key, without_colours
from loaders.layouts.recognise.free_layout_issues import tracker_issues, workbook_key_issues
from loaders.layouts.recognise.layout_name import layout_name
from loaders.layouts.recognise.split_workbook import split_workbook
from loaders.layouts.recognise.untranspose import untranspose
from loaders.layouts.select.choose_tables import choose_tables
from loaders.layouts.select.earlier_sheets import earlier_sheet_issues, remove_repeated_rows
from loaders.layouts.select.inherit_names import inherit_names
from loaders.layouts.select.sheet_months import date_snapshots
from loaders.layouts.select.single_review import inherit_review_title, single_review
from loaders.options import ReadOptions
from loaders.records import Recognised


def recognise_free_layout(
    sheets: Sequence[SheetCells], log: IssueLog, *, options: ReadOptions, file_name: str
) -> Recognised | None:
    """Return the records of a workbook with a free layout; None if no table is a tracker."""
    issues = IssueLog()
    workbook = split_workbook(sheets)
    tables, found_issues = interpret_tables(workbook.table_sheets, options=options, file_name=file_name)
    issues.add_all(found_issues)
    chosen = choose_tables(tables)
    if chosen is None:
        return None
    current, removed = remove_repeated_rows(chosen)
    issues.add_all(earlier_sheet_issues(removed))
    named = inherit_names(current)
    issues.add_all(combined_sheet_issues(named))
    dated, found_issues = date_snapshots(named.tables, options, file_name)
    issues.add_all(found_issues)
    extras = read_extra_sheets(workbook.extra_sheets, issues, options)
    reviews, found_issues = single_review(dated, extras.records, file_name, chosen_name=options.review)
    issues.add_all(found_issues)
    tracker = inherit_review_title(dated, reviews)
    built = build_records(tracker, reviews.single)
    issues.add_all(built.issues)
    records = combine_records(built.records, reviews.records, extras.records, workbook.keys)
    promised_key = find_promised_key(sheets, tracker) if "key" not in records else None
    if promised_key is not None:
        records = without_colours(records)
    issues.add_all(workbook_key_issues(workbook.keys, promised_key))
    issues.add_all(tracker_issues(workbook, tables, tracker, built.tables))
    recognised = Recognised(layout_name(named), records, (*mapped_columns(tracker), *extras.columns))
    on_sheets, issues_on_sheets = untranspose(recognised, issues.issues, tables)
    log.add_all(issues_on_sheets)
    return on_sheets

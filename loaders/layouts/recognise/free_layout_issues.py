"""The issues of a workbook with a free layout, in the order in which they are reported."""

from collections.abc import Sequence

from loaders.issue_log import IssueLog
from loaders.layouts.assemble.assembled_table import AssembledTable
from loaders.layouts.interpret.interpreted_table import InterpretedTable
from loaders.layouts.issues.assumptions import report_assumptions
from loaders.layouts.issues.closed_sheets import report_closed_sheet
from loaders.layouts.issues.forms import report_form_rows
from loaders.layouts.issues.sheets import report_rows_around_keys, report_sheets
from loaders.layouts.issues.tables import report_table
from loaders.layouts.key.issues import key_issues
from loaders.layouts.key.key import Key
from loaders.layouts.recognise.split_workbook import SplitWorkbook
from loaders.layouts.select.choose_tables import TrackerTables
from loaders.layouts.tables.side_tables import side_block_issues


def report_keys(keys: Sequence[Key], promised: tuple[str, str] | None, log: IssueLog) -> None:
    """Report the keys of a workbook, and the cell that promises one that could not be read."""
    if keys:
        log.add_all(key_issues(keys))
    if promised is not None:
        log.add("key-not-read", sheet=promised[0], cell=promised[1])


def report_tables(
    workbook: SplitWorkbook,
    tables: Sequence[InterpretedTable],
    tracker: TrackerTables,
    assembled: Sequence[AssembledTable],
    log: IssueLog,
) -> None:
    """Report the sheets, the tables and the assumptions of a tracker.

    Args:
        workbook: the parts of the workbook.
        tables: every table that was found.
        tracker: the tables that were read.
        assembled: what building their records shows about each of them.
        log: collects the issues.
    """
    report_sheets(workbook.sheets, tables, tracker, others=workbook.key_names | workbook.extra_names, log=log)
    report_rows_around_keys(workbook.table_sheets, tables, workbook.key_names, log)
    log.add_all(side_block_issues(workbook.split, workbook.keys))
    for table in assembled:
        report_table(table, log)
        report_closed_sheet(table.source, log)
        report_form_rows(table.source, tracker.all, log)
    report_assumptions(tracker, log)

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
from loaders.layouts.recognise.workbook_parts import WorkbookParts
from loaders.layouts.select.choose_tables import TrackerTables
from loaders.layouts.tables.side_tables import side_block_issues


def report_free_layout(
    parts: WorkbookParts,
    tables: Sequence[InterpretedTable],
    tracker: TrackerTables,
    assembled: Sequence[AssembledTable],
    log: IssueLog,
    *,
    promised_key: tuple[str, str] | None,
) -> None:
    """Report the keys, the sheets, the tables and the assumptions of a tracker.

    Args:
        parts: the parts of the workbook.
        tables: every table that was found.
        tracker: the tables that were read.
        assembled: what building their records shows about each of them.
        log: collects the issues.
        promised_key: the sheet and the cell of the title of a key that could not be read.
    """
    if parts.keys:
        log.add_all(key_issues(parts.keys))
    if promised_key is not None:
        log.add("key-not-read", sheet=promised_key[0], cell=promised_key[1])
    report_sheets(parts.sheets, tables, tracker, others=parts.key_names | parts.extra_names, log=log)
    report_rows_around_keys(parts.table_sheets, tables, parts.key_names, log)
    log.add_all(side_block_issues(parts.split, parts.keys))
    for table in assembled:
        report_table(table, log)
        report_closed_sheet(table.source, log)
        report_form_rows(table.source, tracker.all, log)
    report_assumptions(tracker, log)

"""The issues of a workbook with a free layout, in the order in which they are reported."""

from collections.abc import Iterator, Sequence

from loaders.issue_log import make_issue
from loaders.layouts.assemble.assembled_table import AssembledTable
from loaders.layouts.interpret.interpreted_table import InterpretedTable
from loaders.layouts.issues.assumptions import assumption_issues
from loaders.layouts.issues.closed_sheets import closed_sheet_issues
from loaders.layouts.issues.forms import form_row_issues
from loaders.layouts.issues.sheets import rows_around_key_issues, sheet_issues
from loaders.layouts.issues.tables import table_issues
from loaders.layouts.key.issues import key_issues
from loaders.layouts.key.key import Key
from loaders.layouts.recognise.split_workbook import SplitWorkbook
from loaders.layouts.select.choose_tables import TrackerTables
from loaders.layouts.tables.side_tables import side_block_issues
from model.issues.issue import Issue


def workbook_key_issues(keys: Sequence[Key], promised: tuple[str, str] | None) -> Iterator[Issue]:
    """Yield the issues of the keys of a workbook, and of the cell that promises one that could not be read."""
    if keys:
        yield from key_issues(keys)
    if promised is not None:
        yield make_issue("key-not-read", sheet=promised[0], cell=promised[1])


def tracker_issues(
    workbook: SplitWorkbook,
    tables: Sequence[InterpretedTable],
    tracker: TrackerTables,
    assembled: Sequence[AssembledTable],
) -> Iterator[Issue]:
    """Yield the issues of the sheets, the tables and the assumptions of a tracker.

    Args:
        workbook: the parts of the workbook.
        tables: every table that was found.
        tracker: the tables that were read.
        assembled: what building their records shows about each of them.
    """
    yield from sheet_issues(workbook.sheets, tables, tracker, others=workbook.key_names | workbook.extra_names)
    yield from rows_around_key_issues(workbook.table_sheets, tables, workbook.key_names)
    yield from side_block_issues(workbook.split, workbook.keys)
    for table in assembled:
        yield from table_issues(table)
        yield from closed_sheet_issues(table.source)
        yield from form_row_issues(table.source, tracker.all)
    yield from assumption_issues(tracker)

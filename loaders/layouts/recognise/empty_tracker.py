"""The refusal of a tracker that has headings and nothing filled in below them."""

from collections.abc import Sequence

from loaders.cells.sheet import SheetCells
from loaders.layouts.interpret.interpreted_table import InterpretedTable
from loaders.layouts.issues.sheets import rows_with_texts
from model.issues.issue import WorkbookError

_MIN_ROWS = 2


def refuse_empty_tracker(tables: Sequence[InterpretedTable], sheets: Sequence[SheetCells]) -> None:
    """Raise WorkbookError if the first table that would list recommendations is empty, and no sheet has other texts.

    Args:
        tables: every table that was found.
        sheets: the sheets that tables were looked for on.
    """
    empty = [source for source in tables if source.lists_items and not source.rows.items]
    with_tables = {source.table.sheet.name for source in tables}
    others = [sheet for sheet in sheets if sheet.name not in with_tables]
    if (
        empty
        and not any(rows_with_texts(source.table.body) for source in tables)
        and not any(len(rows_with_texts(sheet.rows)) >= _MIN_ROWS for sheet in others)
    ):
        table = empty[0].table
        raise WorkbookError("tracker-empty", sheet=table.sheet.name, row=str(table.header_row))

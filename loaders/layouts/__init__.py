"""Recognising a layout: which table each sheet holds, and which field each column."""

from collections.abc import Callable, Sequence

from loaders.cells import SheetCells
from loaders.issue_log import IssueLog
from loaders.layouts.canonical import recognise_canonical
from loaders.records import Recognised
from model.issue import WorkbookError

Layout = Callable[[Sequence[SheetCells], IssueLog], Recognised | None]

LAYOUTS: tuple[Layout, ...] = (recognise_canonical,)
"""Every layout that can be read, the strictest first; each answers None where a workbook is not of its kind."""


def recognise(sheets: Sequence[SheetCells], log: IssueLog) -> Recognised:
    """Return the records of a workbook by the first layout that knows it."""
    for layout in LAYOUTS:
        recognised = layout(sheets, log)
        if recognised is not None:
            return recognised
    raise WorkbookError("no-table", sheets=", ".join(sheet.name for sheet in sheets))

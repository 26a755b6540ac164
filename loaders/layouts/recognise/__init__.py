"""Recognising the layout of a workbook: the canonical one, or a free layout."""

from collections.abc import Sequence

from loaders.cells.sheet import SheetCells
from loaders.layouts.recognise.canonical_layout import recognise_canonical
from loaders.layouts.recognise.free_layout import run_stages
from loaders.layouts.recognise.refusal import refusal
from loaders.options import NO_OPTIONS, ReadOptions
from loaders.records import Recognised
from model.issues.issue import Issue


def recognise(
    sheets: Sequence[SheetCells], *, options: ReadOptions = NO_OPTIONS, file_name: str = ""
) -> tuple[Recognised, Sequence[Issue]]:
    """Return the records of a workbook and their issues, by the canonical layout if it has one, else by a free one.

    Raises WorkbookError if no table of either kind is found, or one with nothing filled in below its headings.
    The name of its file may give the month of a list without dates.
    """
    canonical = recognise_canonical(sheets, options=options)
    if canonical is not None:
        return canonical
    stages = run_stages(sheets, options=options, file_name=file_name)
    if stages.recognised is None:
        raise refusal(sheets, stages.tables, stages.workbook.table_sheets)
    return stages.recognised, stages.issues

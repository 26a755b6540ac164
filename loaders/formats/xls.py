"""Read the values of an .xls workbook by calamine, which sees no fills, comments and number formats."""

from datetime import date, time, timedelta
from math import isfinite
from typing import IO

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from loaders.cells.addresses import CellRange
from loaders.cells.dates import date_cell
from loaders.cells.sheet import SheetCells
from loaders.cells.sheet_builder import SheetBuilder
from loaders.cells.values import ErrorCell, Value
from loaders.progress import Progress, ProgressCallback, no_progress
from loaders.security.limits import Limits
from loaders.security.parse_errors import PARSE_ERRORS
from model.issues.issue import Issue, WorkbookError
from model.issues.issue_codes import SEVERITIES

_NOT_SEEN = "old-format-read"


def read_xls(file: IO[bytes], *, limits: Limits, progress: ProgressCallback = no_progress) -> list[SheetCells]:
    """Return the sheets of an .xls workbook; the first has the issue of what is not seen."""
    try:
        with CalamineWorkbook.from_filelike(file) as book:
            found = book.sheets_metadata
            if len(found) > limits.sheets:
                raise WorkbookError("too-many-sheets", found=str(len(found)), limit=str(limits.sheets))
            hidden = {sheet.name: sheet.visible != SheetVisibleEnum.Visible for sheet in found}
            sheets = [
                _read_sheet(book.get_sheet_by_name(name), limits, hidden=hidden[name], progress=progress)
                for name in hidden
            ]
    except PasswordError as locked:
        raise WorkbookError("file-encrypted") from locked
    except (CalamineError, *PARSE_ERRORS) as damage:
        raise WorkbookError("file-damaged") from damage
    if sheets:
        sheets[0].issues.append(Issue(_NOT_SEEN, SEVERITIES[_NOT_SEEN]))
    return sheets


def _read_sheet(sheet: CalamineSheet, limits: Limits, *, hidden: bool, progress: ProgressCallback) -> SheetCells:
    builder = SheetBuilder(sheet.name, limits, hidden=hidden)
    progress(Progress("cells", sheet.name))
    for number, row in enumerate(sheet.to_python(skip_empty_area=False), start=1):
        builder.add_row(number, {column: _value(builder, raw, column, number) for column, raw in enumerate(row, 1)})
    merged = [CellRange(left + 1, top + 1, right + 1, bottom + 1) for (top, left), (bottom, right) in _merged(sheet)]
    return builder.finish(merged=merged)


def _merged(sheet: CalamineSheet) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    return sheet.merged_cell_ranges or []


def _value(builder: SheetBuilder, raw: str | float | bool | date | time | timedelta, column: int, row: int) -> Value:
    if isinstance(raw, str):
        return builder.text(raw, column, row) if raw else None
    if isinstance(raw, date | time | timedelta):
        return date_cell(raw)
    if isinstance(raw, float):
        return (int(raw) if raw.is_integer() else raw) if isfinite(raw) else ErrorCell("#NUM!")
    return raw

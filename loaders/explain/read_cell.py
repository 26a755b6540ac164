"""Read a workbook to explain how one of its cells was read."""

from dataclasses import dataclass

from loaders.explain.cell_reference import find_cell
from loaders.explain.cell_usage import find_used_cell
from loaders.explain.used_cell import UsedCell
from loaders.options import NO_OPTIONS, ReadOptions
from loaders.papers.file_names import LAYOUT as PAPER
from loaders.pipeline import read_with_tables
from loaders.progress import ProgressCallback, no_progress
from loaders.security.limits import DEFAULT_LIMITS, Limits
from model.issues.issue import WorkbookError
from model.tracker.reading import Reading


@dataclass(frozen=True, slots=True)
class NamedCell:
    """A cell by the name that a person typed, with the file's name and the confirmed options."""

    cell: str
    file: str
    options: ReadOptions = NO_OPTIONS


def read_cell(
    content: bytes, named: NamedCell, *, limits: Limits = DEFAULT_LIMITS, progress: ProgressCallback = no_progress
) -> tuple[Reading, UsedCell]:
    """Return the content of a workbook, and what one of its cells became.

    Raises WorkbookError if the file cannot be used, and CellNameError if it has no such cell.
    """
    name, options = named.file, named.options
    result = read_with_tables(content, name=name, limits=limits, options=options, progress=progress)
    reading, sheets = result.reading, result.sheets
    if reading.layout == PAPER:
        raise WorkbookError("paper-without-cells")
    read = list(dict.fromkeys(column.sheet for column in reading.columns))
    cell = find_cell(named.cell, sheets=[sheet.name for sheet in sheets], read=read)
    return reading, find_used_cell(cell, sheets=sheets, tables=result.tables)

"""Reading a workbook to say how one of its cells was read."""

from dataclasses import dataclass

from loaders.explain.cell_reference import find_cell
from loaders.explain.cell_usage import UsedCell, used_cell
from loaders.issue_log import IssueLog
from loaders.layouts.recognise import recognise
from loaders.options import NO_OPTIONS, ReadOptions
from loaders.papers.recognise import LAYOUT as PAPER
from loaders.parsing.tables import parse_tables
from loaders.pipeline import read_workbook
from loaders.progress import Progress, ProgressCallback, no_progress
from loaders.read_cells import read_file_cells
from loaders.security.limits import DEFAULT_LIMITS, Limits
from loaders.security.package import check_package
from model.issues.issue import WorkbookError
from model.tracker.reading import Reading


@dataclass(frozen=True, slots=True)
class AskedCell:
    """A cell by the name a person gives it, in the file of a name, read as a person confirmed."""

    cell: str
    file: str
    options: ReadOptions = NO_OPTIONS


def read_cell(
    content: bytes, asked: AskedCell, *, limits: Limits = DEFAULT_LIMITS, progress: ProgressCallback = no_progress
) -> tuple[Reading, UsedCell]:
    """Return what a workbook holds, and what one of its cells became.

    Raises WorkbookError where the file cannot be used, and CellNameError where it has no such cell.
    """
    name, options = asked.file, asked.options
    reading = read_workbook(content, name=name, limits=limits, options=options, progress=progress)
    if reading.layout == PAPER:
        raise WorkbookError("paper-without-cells")
    kind = check_package(content, limits=limits).kind
    sheets = read_file_cells(content, kind=kind, limits=limits, progress=progress)
    progress(Progress("tables"))
    read = list(dict.fromkeys(column.sheet for column in reading.columns))
    place = find_cell(asked.cell, sheets=[sheet.name for sheet in sheets], read=read)
    untold_log = IssueLog()  # the reading has told them; here the records are wanted, which it lets go
    records = recognise(sheets, untold_log, options=options, file_name=name).records
    return reading, used_cell(place, sheets=sheets, tables=parse_tables(records, untold_log, options=options))

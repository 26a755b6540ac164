"""Read the cells of a file of any supported format."""

from loaders.cells import SheetCells
from loaders.formats.csv_text import read_csv
from loaders.formats.spreadsheets import read_ods, read_xlsx
from loaders.progress import ProgressCallback, no_progress
from loaders.security import FileType, Limits
from model.tracker.reading import WorkbookError


def read_file_cells(
    content: bytes, *, kind: FileType, limits: Limits, progress: ProgressCallback = no_progress
) -> list[SheetCells]:
    """Return the sheets of a file. Raises WorkbookError if it is damaged or exceeds a limit.

    The tables of a document are its sheets. A PDF has no cells, which raises WorkbookError as well.
    """
    if kind is FileType.XLSX:
        return read_xlsx(content, limits=limits, progress=progress)
    if kind is FileType.ODS:
        return read_ods(content, limits=limits, progress=progress)
    if kind is FileType.CSV:
        return read_csv(content, limits=limits)
    if kind is FileType.PDF:
        raise WorkbookError("paper-without-cells")
    from loaders.papers.docx import docx_tables  # noqa: PLC0415 - a workbook is read without it

    return docx_tables(content, limits=limits)

"""Read the cells of a file of any supported format."""

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import IO

from loaders.cells.sheet import SheetCells
from loaders.formats.csv_text import read_csv
from loaders.formats.ods import read_ods
from loaders.formats.xlsx import read_xlsx
from loaders.progress import ProgressCallback, no_progress
from loaders.security.limits import Limits
from loaders.security.package import FileType
from model.issues.issue import WorkbookError

_READERS: Mapping[FileType, Callable[[IO[bytes], Limits, ProgressCallback], list[SheetCells]]] = {
    FileType.XLSX: lambda file, limits, progress: read_xlsx(file, limits=limits, progress=progress),
    FileType.ODS: lambda file, limits, progress: read_ods(file, limits=limits, progress=progress),
    FileType.DOCX: lambda file, limits, _: _read_docx(file, limits),
    FileType.CSV: lambda file, limits, _: read_csv(file, limits=limits),
}


def _read_docx(file: IO[bytes], limits: Limits) -> list[SheetCells]:
    from loaders.papers.docx import docx_tables  # noqa: PLC0415 - a workbook is read without it

    return docx_tables(file.read(), limits=limits)


def read_file_cells(
    content: bytes, *, kind: FileType, limits: Limits, progress: ProgressCallback = no_progress
) -> list[SheetCells]:
    """Return the sheets of a file. Raises WorkbookError if it is damaged or exceeds a limit.

    The tables of a document are its sheets. A PDF has no cells, which raises WorkbookError as well.
    """
    if kind not in _READERS:
        raise WorkbookError("paper-without-cells")
    return _READERS[kind](BytesIO(content), limits, progress)

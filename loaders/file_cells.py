"""The cells of a file of any kind that has some."""

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import IO

from loaders.cells import SheetCells, read_cells
from loaders.csv_cells import read_csv
from loaders.limits import Limits
from loaders.ods import read_ods
from loaders.package import Kind
from loaders.progress import Tell, untold
from model.issues.issue import WorkbookError

_READERS: Mapping[Kind, Callable[[IO[bytes], Limits, Tell], list[SheetCells]]] = {
    Kind.XLSX: lambda file, limits, progress: read_cells(file, limits=limits, progress=progress),
    Kind.ODS: lambda file, limits, progress: read_ods(file, limits=limits, progress=progress),
    Kind.CSV: lambda file, limits, _: read_csv(file, limits=limits),
}


def read_file_cells(content: bytes, *, kind: Kind, limits: Limits, progress: Tell = untold) -> list[SheetCells]:
    """Return the sheets of a file. Raises WorkbookError where it is damaged, or has more than is read.

    A published paper has no cells, which is an error of the same kind.
    """
    if kind not in _READERS:
        raise WorkbookError("paper-without-cells")
    return _READERS[kind](BytesIO(content), limits, progress)

"""The cells of a file of any kind that is read."""

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import IO

from loaders.cells import SheetCells, read_cells
from loaders.csv_cells import read_csv
from loaders.limits import Limits
from loaders.ods import read_ods
from loaders.package import Kind

_READERS: Mapping[Kind, Callable[[IO[bytes], Limits], list[SheetCells]]] = {
    Kind.XLSX: lambda file, limits: read_cells(file, limits=limits),
    Kind.ODS: lambda file, limits: read_ods(file, limits=limits),
    Kind.CSV: lambda file, limits: read_csv(file, limits=limits),
}


def read_file_cells(content: bytes, *, kind: Kind, limits: Limits) -> list[SheetCells]:
    """Return the sheets of a file. Raises WorkbookError where it is damaged, or has more than is read."""
    return _READERS[kind](BytesIO(content), limits)

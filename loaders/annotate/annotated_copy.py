"""Make an annotated copy of a workbook: a copy for reading, not a replacement of the original."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from loaders.security.limits import DEFAULT_LIMITS, Limits
from loaders.worker.run import Task, run_on_file
from model.issues.issue import WorkbookError

if TYPE_CHECKING:
    from loaders.annotate.annotate import CellNote

_TIME_FACTOR = 8
"""openpyxl takes so many times as long to read and write a workbook as reading it takes here."""


def annotated_copy(
    content: bytes, notes: "Iterable[CellNote]", *, author: str = "", limits: Limits = DEFAULT_LIMITS
) -> bytes:
    """Return an .xlsx copy of a workbook, made in a worker process, in which cells are filled and commented.

    The content of the cells does not change. Charts, pictures and slicers are lost; if openpyxl cannot open the
    workbook, or it is not an .xlsx, the copy has only the same values, dates and fills in the same cells.

    Raises WorkbookError if neither can be made.
    """
    listed = list(notes)

    def copied(*, drawn: bool) -> bytes:
        task = Task(
            "loaders.annotate.annotate:annotate_file",
            bytes,
            {"notes": listed, "author": author, "drawn": drawn},
            time_factor=_TIME_FACTOR,
            file_bytes=DEFAULT_LIMITS.unpacked_bytes,  # openpyxl writes each sheet to a temporary file first
        )
        return run_on_file(task, content, limits=limits)

    try:
        return copied(drawn=False)
    except WorkbookError as failed:
        if not failed.code.startswith("reading-"):
            raise
        return copied(drawn=True)

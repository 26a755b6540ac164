"""Make an annotated copy of a workbook: a copy for reading, not a replacement of the original."""

from base64 import b64decode
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from loaders.security.limits import DEFAULT_LIMITS, Limits
from loaders.worker.client import WorkerTask, run_task
from model.issues.issue import WorkbookError

if TYPE_CHECKING:
    from loaders.annotate.annotate import CellNote

_WORKER_MODULE = "loaders.annotate.worker_task"
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
    request = {"notes": list(notes), "author": author}
    try:
        return _request_copy({**request, "drawn": False}, content, limits)
    except WorkbookError as failed:
        if not failed.code.startswith("reading-"):
            raise
        return _request_copy({**request, "drawn": True}, content, limits)


def _request_copy(request: Mapping[str, Any], content: bytes, limits: Limits) -> bytes:
    task = WorkerTask(_WORKER_MODULE, request, time_factor=_TIME_FACTOR)
    return run_task(task, content, lambda answer: b64decode(answer["marked"], validate=True), limits=limits)

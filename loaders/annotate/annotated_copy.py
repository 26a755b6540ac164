"""A copy of a workbook with the cells marked that something is said of: a copy for reading, and no original."""

from base64 import b64decode
from collections.abc import Iterable, Mapping
from typing import Any

from loaders.security.limits import DEFAULT_LIMITS, Limits
from loaders.worker.client import Task, ask_isolated
from model.issues.issue import WorkbookError

_CHILD = "loaders.annotate.worker_task"
_EFFORT = 8
"""openpyxl reads and writes a workbook in so many times the time in which it is read here."""
Note = tuple[str, str, str, str]
"""Of which cell something is said, how much it matters, and the sentences: sheet, address, severity, text."""


def marked_copy(content: bytes, notes: Iterable[Note], *, author: str = "", limits: Limits = DEFAULT_LIMITS) -> bytes:
    """Return an .xlsx copy of a workbook, made in a process of its own, in which cells are filled and commented.

    The cells hold what they held. Charts, pictures and slicers are lost; where openpyxl cannot open the workbook, or
    it is no .xlsx, the copy has the same values, dates and fills in the same cells, and no other formats.

    Raises WorkbookError where neither can be made.
    """
    asked = {"notes": list(notes), "author": author}
    try:
        return _ask({**asked, "drawn": False}, content, limits)
    except WorkbookError as broken:
        if not broken.code.startswith("reading-"):
            raise
        return _ask({**asked, "drawn": True}, content, limits)


def _ask(asked: Mapping[str, Any], content: bytes, limits: Limits) -> bytes:
    task = Task(_CHILD, asked, effort=_EFFORT)
    return ask_isolated(task, content, lambda told: b64decode(told["marked"], validate=True), limits=limits)

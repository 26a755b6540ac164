"""Telling that a file which was refused was to be a published paper: what helps then is none of Excel's."""

from collections.abc import Iterator
from contextlib import contextmanager

from model.issues.issue import WorkbookError

_ENDINGS = (".docx", ".doc", ".pdf", ".txt")


@contextmanager
def telling_papers(name: str) -> Iterator[None]:
    """Let each WorkbookError within say that it is about a `paper`, where a file has the name of one."""
    try:
        yield
    except WorkbookError as refusal:
        if name.casefold().endswith(_ENDINGS):
            refusal.details["paper"] = name
        raise

"""Write a workbook to disk: completely or not at all, and never over the file it was read from."""

import errno
import os
from pathlib import Path


class OutputError(Exception):
    """A workbook cannot be written to this path: `code` is the reason, `reason` the message of the system."""

    def __init__(self, code: str, file: str, reason: str = "") -> None:
        super().__init__(f"{code}: {file} {reason}".strip())
        self.code, self.file, self.reason = code, file, reason


def check_output(out: Path, *, source: Path | None = None, suffix: str = ".xlsx") -> None:
    """Raise OutputError if a path is not one for a workbook, or is the source itself: before any work is done.

    With the suffix "" the file may have any name.
    """
    if suffix and out.suffix.casefold() != suffix:
        raise OutputError("not-xlsx", out.name)
    if source is not None and source.exists() and out.exists() and out.samefile(source):
        raise OutputError("same-file", out.name)
    if not out.parent.is_dir():
        raise OutputError("not-writable", str(out), os.strerror(errno.ENOENT))


def write_output(out: Path, content: bytes, *, source: Path | None = None, suffix: str = ".xlsx") -> None:
    """Write a workbook. Raises OutputError if the path cannot be written to, or is the source itself."""
    check_output(out, source=source, suffix=suffix)
    try:
        _replace(out, content)
    except OSError as error:
        raise OutputError("not-writable", str(out), error.strerror or "") from error


def _replace(out: Path, content: bytes) -> None:
    """Write to a temporary file and move it to the path, so that a failure leaves the previous file."""
    if out.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    temporary = out.with_name(f".{os.getpid()}-{out.name}")
    try:
        temporary.write_bytes(content)
        temporary.replace(out)
    finally:
        temporary.unlink(missing_ok=True)

"""Writing a workbook to disk: whole or not at all, and never over the file it was read from."""

import errno
import os
from pathlib import Path


class OutputError(Exception):
    """A workbook cannot be written where it was asked for. `code` says why; `reason` is what the system says."""

    def __init__(self, code: str, file: str, reason: str = "") -> None:
        super().__init__(f"{code}: {file} {reason}".strip())
        self.code, self.file, self.reason = code, file, reason


def check_output(out: Path, *, source: Path | None = None, suffix: str = ".xlsx") -> None:
    """Raise OutputError where a place is not one for a workbook, or is the source itself: before any work is done.

    With the suffix "" the file may have any name.
    """
    if suffix and out.suffix.casefold() != suffix:
        raise OutputError("not-xlsx", out.name)
    if source is not None and source.exists() and out.exists() and out.samefile(source):
        raise OutputError("same-file", out.name)
    if not out.parent.is_dir():
        raise OutputError("not-writable", str(out), os.strerror(errno.ENOENT))


def write_output(out: Path, content: bytes, *, source: Path | None = None, suffix: str = ".xlsx") -> None:
    """Write a workbook. Raises OutputError where the place is not one to write to, or is the source itself."""
    check_output(out, source=source, suffix=suffix)
    try:
        _replace(out, content)
    except OSError as refused:
        raise OutputError("not-writable", str(out), refused.strerror or "") from refused


def _replace(out: Path, content: bytes) -> None:
    """Write beside the place and move there, so that a failure leaves what was there before."""
    if out.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    written = out.with_name(f".{os.getpid()}-{out.name}")
    try:
        written.write_bytes(content)
        written.replace(out)
    finally:
        written.unlink(missing_ok=True)

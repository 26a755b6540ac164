"""A tracker that is ready to be shown, and the workbook that is shown as it is, without published versions."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from threading import Lock

from loaders.security.limits import Limits
from loaders.worker.client import read_in_worker
from model.issues.issue import WorkbookError
from model.settings import BUNDLED_TRACKER
from model.tracker.reading import Reading
from model.tracker.tracker import Tracker
from model.versions.version import Version

_READING_LOCK = Lock()
"""Held while a workbook is read: of several first readers one reads, and the others wait for what it read."""


@dataclass(frozen=True, eq=False)
class LoadedTracker:
    """A workbook as it was understood, with its tables. One object stands for one version: it is a cache key.

    The rows are let go once they are tables: they would take several times the memory.

    Attributes:
        original: returns the bytes of the workbook, as they are when it is called.
        sample: whether it is the bundled tracker, which is a sample until an office's own workbook replaces it.
        version: the published version it is; None for a workbook that is shown as it is.
    """

    reading: Reading
    tracker: Tracker
    original: Callable[[], bytes]
    sample: bool
    version: Version | None = None


def loaded_from(reading: Reading, *, original: Callable[[], bytes], version: Version | None = None) -> LoadedTracker:
    """Return a reading with its tables."""
    return LoadedTracker(
        reading=replace(reading, rows={}),
        tracker=Tracker.from_rows(reading.rows, reading.scale),
        original=original,
        sample=reading.source.sha256 == _bundled_sha256(),
        version=version,
    )


def load_workbook(path: Path = BUNDLED_TRACKER) -> LoadedTracker:
    """Return a workbook, read once for each state of its file.

    Raises:
        WorkbookError: the file is missing or cannot be used.
    """
    try:
        state = path.stat()
    except OSError as error:
        raise WorkbookError("file-missing", file=path.name) from error
    with _READING_LOCK:
        return _load(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=1)
def _load(path: Path, _modified: int, _size: int) -> LoadedTracker:
    return loaded_from(read_in_worker(path, limits=Limits.from_environment()), original=path.read_bytes)


@lru_cache(maxsize=1)
def _bundled_sha256() -> str:
    """Return the SHA-256 of the bundled tracker; "" where there is none, which no file has."""
    return sha256(BUNDLED_TRACKER.read_bytes()).hexdigest() if BUNDLED_TRACKER.is_file() else ""

"""The workbook that is shown, read once for each state of the file."""

from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from threading import Lock

from loaders.isolated import read_isolated
from loaders.limits import Limits
from model.issue import WorkbookError
from model.reading import Reading
from model.settings import Settings
from model.tracker import Tracker

_READING = Lock()
"""Held while a workbook is read: of several first readers one reads, and the others wait for what it read."""


@dataclass(frozen=True, eq=False)
class Loaded:
    """A workbook as it was understood, with its tables. One object stands for one version: it is a cache key.

    The rows are let go once they are tables: they would take several times the memory.
    """

    reading: Reading
    tracker: Tracker
    path: Path
    sample: bool


def load_current() -> Loaded:
    """Return the tracker that the settings name.

    Raises:
        WorkbookError: the file is missing or cannot be used.
    """
    settings = Settings.from_environment()
    try:
        state = settings.tracker.stat()
    except OSError as error:
        raise WorkbookError("file-missing", file=settings.tracker.name) from error
    with _READING:
        return _load(settings.tracker, settings.sample, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=1)
def _load(path: Path, sample: bool, _modified: int, _size: int) -> Loaded:
    reading = read_isolated(path, limits=Limits.from_environment())
    tracker = Tracker.from_rows(reading.rows, reading.scale)
    return Loaded(reading=replace(reading, rows={}), tracker=tracker, path=path, sample=sample)

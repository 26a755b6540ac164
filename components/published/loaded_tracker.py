"""A reading with its tables, and the loading of a workbook that is displayed without a store."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from pathlib import Path
from threading import Lock
from typing import Any

from analysis.cache import MIB, BoundedCache
from analysis.selection import Selection, agency_view
from loaders.client import read_in_worker
from loaders.security.limits import Limits
from model.access import Actor, Role
from model.issue import WorkbookError
from model.settings import BUNDLED_TRACKER
from model.store_error import StoreError, StoreErrorCode
from model.tracker.reading import Reading
from model.tracker.tracker import Tracker
from model.versions.version import Version
from store.versions import bundled_sha256

MAX_ANSWER_BYTES, MAX_PIECE_BYTES, MAX_CHOSEN_BYTES = 256 * MIB, 256 * MIB, 192 * MIB
"""The memory of the answers, of the pieces, and of the trackers restricted by filters that are cached for a version.

With 100,000 updates that is enough for every page with each filter of one value in both languages; with 1,000 for
every month in one language, too.
"""
EARLIER_SHARE = 1 / 4
"""The share of that memory for a version that is no longer the one that readers see."""
LIMITED_SHARE = 1 / 16
"""The share of that memory for a tracker limited to some agencies."""
MAX_LIMITED_BYTES = MAX_ANSWER_BYTES + MAX_PIECE_BYTES + MAX_CHOSEN_BYTES
"""The memory of all trackers limited to some agencies that are cached for a version, as much as its own: fifteen."""
_READING_LOCK = Lock()
"""The lock for reading a workbook: one session reads it, the others wait for the result."""


@dataclass(frozen=True, eq=False)
class LoadedTracker:
    """A reading and its tables, with the caches of what is computed from them. Each version has one object.

    The reading has no rows: they would take several times the memory of the tables.

    Attributes:
        original: returns the bytes of the workbook at the time of the call, to an editor.
        sample: whether it is the bundled tracker, which is a sample until an office publishes its workbook.
        agencies: the agencies that it is limited to; None for a complete tracker.
        version: the published version; None for a workbook that is displayed without a store.
        answers: the answers to questions about it, by question, selection and options.
        pieces: the finished pieces of pages that show it.
        chosen: the trackers restricted by the filters of readers, by selection.
        limited: what somebody sees who is tied to some agencies, by their names.
    """

    reading: Reading
    tracker: Tracker
    original: Callable[[Actor], bytes]
    sample: bool
    version: Version | None = None
    agencies: frozenset[str] | None = None
    answers: BoundedCache = field(default_factory=lambda: BoundedCache(MAX_ANSWER_BYTES), init=False, repr=False)
    pieces: BoundedCache = field(default_factory=lambda: BoundedCache(MAX_PIECE_BYTES), init=False, repr=False)
    chosen: BoundedCache = field(default_factory=lambda: BoundedCache(MAX_CHOSEN_BYTES), init=False, repr=False)
    limited: BoundedCache = field(default_factory=lambda: BoundedCache(MAX_LIMITED_BYTES), init=False, repr=False)

    @property
    def nbytes(self) -> int:
        """Return what it counts in a cache: the most that the caches of a tracker limited to some agencies take."""
        return int(LIMITED_SHARE * MAX_LIMITED_BYTES)

    def limit_caches(self, share: float) -> None:
        """Limit the caches to a share of their memory, and drop what is beyond it."""
        self.answers.limit(int(share * MAX_ANSWER_BYTES))
        self.pieces.limit(int(share * MAX_PIECE_BYTES))
        self.chosen.limit(int(share * MAX_CHOSEN_BYTES))
        self.limited.limit(int(share * MAX_LIMITED_BYTES))


def loaded_from(
    reading: Reading, tracker: Tracker, *, original: Callable[[Actor], bytes], version: Version | None = None
) -> LoadedTracker:
    """Return a tracker with its reading, whose rows are let go."""
    return LoadedTracker(
        reading=replace(reading, rows={}),
        tracker=tracker,
        original=original,
        sample=reading.source.sha256 == bundled_sha256(),
        version=version,
    )


def limited_to(loaded: LoadedTracker, agencies: frozenset[str]) -> LoadedTracker:
    """Return what somebody sees who is tied to some agencies: an object with caches of its own.

    Whatever is computed from it knows of no other recommendation. What was read from the workbook may quote others, so
    nothing of that is in it, and its original is nobody's.
    """
    return loaded.limited.value(agencies, lambda: _limited_to(loaded, agencies))


def chosen_from(loaded: LoadedTracker, selection: Selection) -> Tracker:
    """Return a tracker with a selection applied."""
    same = selection.without_month(loaded.tracker)
    if same.is_everything and same.as_at is None:
        return loaded.tracker
    return loaded.chosen.value(same, lambda: same.apply(loaded.tracker))


def answer(loaded: LoadedTracker, selection: Selection, question: Callable[..., Any], **options: object) -> Any:
    """Return the cached answer `question(chosen, **options)`, one for each version and selection."""
    key = (question, selection, tuple(sorted(options.items())))
    return loaded.answers.value(key, lambda: question(chosen_from(loaded, selection), **options))


def load_workbook(path: Path = BUNDLED_TRACKER) -> LoadedTracker:
    """Return the tracker of a workbook file, cached until the file changes.

    Raises:
        WorkbookError: the file is missing or cannot be used.
    """
    try:
        state = path.stat()
    except OSError as error:
        raise WorkbookError("file-missing", file=path.name) from error
    with _READING_LOCK:
        return _load(path, state.st_mtime_ns, state.st_size)


def _limited_to(loaded: LoadedTracker, agencies: frozenset[str]) -> LoadedTracker:
    tracker = agency_view(loaded.tracker, agencies)
    reading = replace(loaded.reading, columns=(), issues=(), proposed_scale=None, statuses_read={})
    version = loaded.version
    if version is not None:
        counts = len(tracker.recommendations), len(tracker.progress)
        version = replace(version, recommendations=counts[0], updates=counts[1], digest="")
    limited = LoadedTracker(reading, tracker, _for_nobody, loaded.sample, version, agencies)
    limited.limit_caches(LIMITED_SHARE)
    return limited


def _for_nobody(_actor: Actor) -> bytes:
    raise StoreError(StoreErrorCode.NOT_ALLOWED, role=Role.EDITOR.value)


@lru_cache(maxsize=1)
def _load(path: Path, _modified: int, _size: int) -> LoadedTracker:
    reading = read_in_worker(path, limits=Limits.from_environment())
    return loaded_from(reading, Tracker.from_rows(reading.rows, reading.scale), original=partial(_file_for, path))


def _file_for(path: Path, actor: Actor) -> bytes:
    """Return the bytes of a file. Raises StoreError(NOT_ALLOWED) for whoever is no editor."""
    if not actor.may(Role.EDITOR):
        raise StoreError(StoreErrorCode.NOT_ALLOWED, role=Role.EDITOR.value)
    return path.read_bytes()

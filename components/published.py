"""The displayed version of the store, or a workbook without a store, and the cache of versions in memory.

Where the database was replaced by another, such as a backup, versions with numbers that it has too are not taken for
its own.
Every request queries the store, so every reader sees a new version with the next one.
"""

from collections.abc import Callable, Hashable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import NamedTuple, TypeVar

from analysis.cache import MIB, BoundedCache
from analysis.selection import agency_view
from loaders.client import read_candidate
from model.access import SYSTEM
from model.settings import BUNDLED_TRACKER, OfficeName, Settings
from model.tracker.reading import Published, Reading, WorkbookError, published_of
from model.tracker.tracker import Tracker
from model.versions.version import FIRST_REASON, StoreError, StoreErrorCode, Version
from store.store import Store
from store.versions import bundled_sha256

_Answer = TypeVar("_Answer")
_Drawn = TypeVar("_Drawn")
# The number of versions in memory: the current one and some that were opened by link.
MAX_VERSIONS = 4
# The wait before a database that failed is tried again: a dead one must not delay every run of every page.
RETRY_SECONDS = 5
# The pages and files that were drawn, for all versions and readers: every page of 1,000 updates at every month.
DRAWN = BoundedCache(384 * MIB)
# The lock for reading a workbook: one session reads it, the others wait for the result.
_READING_LOCK = Lock()


@dataclass(frozen=True, eq=False)
class LoadedTracker:
    """A reading and its tables.

    The reading has no rows: they would take several times the memory of the tables.

    Attributes:
        agencies: the agencies that it is limited to; None for a complete tracker.
        version: the published version; None for a workbook that is displayed without a store.
    """

    reading: Reading
    tracker: Tracker
    version: Version | None = None
    agencies: frozenset[str] | None = None

    @cached_property
    def key(self) -> tuple[Hashable, ...]:
        """What it is known by: two with the same key show the same."""
        return self.tracker.digest, self.reading.source, self.version, self.agencies

    @property
    def sample(self) -> bool:
        """Whether it is the bundled tracker, which is a sample until an office publishes its workbook."""
        return self.reading.source.sha256 == bundled_sha256()

    @property
    def number(self) -> int | None:
        """The number of its version; None without one."""
        return None if self.version is None else self.version.number

    @cached_property
    def published(self) -> Published:
        """What is published in it, by which a workbook is read."""
        return published_of(self.tracker)

    def drawn(self, key: tuple[Hashable, ...], draw: Callable[[], _Drawn]) -> _Drawn:
        """Return what is drawn from it, which is cached by a key and must not be changed."""
        return DRAWN.value((self.key, key), draw)


class VersionCache:
    """A cache of one store and of its versions in memory."""

    def __init__(self, url: str) -> None:
        self.latest: int | None = None
        self._url = url
        self._store: Store | None = None
        self._versions: dict[int, LoadedTracker] = {}  # is replaced and never changed
        self._failure: tuple[float, StoreError] | None = None
        self._open_lock, self._load_lock = Lock(), Lock()

    def store(self) -> Store:
        """Return the store, opened at the first call; after an error raise it again, within RETRY_SECONDS."""
        with self._open_lock:
            if (failure := self._failure) is not None and monotonic() < failure[0] + RETRY_SECONDS:
                raise StoreError(failure[1].code, **failure[1].details)
            if self._store is None:
                try:
                    self._store = Store.open(self._url)
                except StoreError as fault:
                    self._failure = monotonic(), fault
                    raise
            return self._store

    def current(self) -> int:
        """Return the number of the current version; publish the bundled tracker in an empty store."""
        self.latest = self.ask(self._current_of).number
        return self.latest

    def _current_of(self, store: Store) -> Version:
        """Return the current version; forget those in memory where the database is another one than theirs."""
        current = store.current_version() or self._publish_bundled(store)
        versions = self._versions
        newest = versions[max(versions)].version if versions else None
        if newest is not None and newest != current and newest not in store.versions():
            self._versions = {}
        return current

    def ask(self, question: Callable[[Store], _Answer]) -> _Answer:
        """Return the answer of the store to a question; after an error others do not ask meanwhile."""
        store = self.store()
        if self._failure is not None:
            self._failure = monotonic(), self._failure[1]
        try:
            answer = question(store)
        except StoreError as fault:
            self._failure = monotonic(), fault
            raise
        self._failure = None
        return answer

    def version(self, number: int) -> LoadedTracker:
        """Return a version, which is loaded at the first call: one object for each version."""
        if (found := self.cached(number)) is not None:
            return found
        with self._load_lock:
            if (found := self.cached(number)) is None:
                found = _load(self.store(), number)
                versions = {**self._versions, number: found}
                if len(versions) > MAX_VERSIONS:
                    del versions[next(each for each in versions if each not in (self.latest, max(versions), number))]
                self._versions = versions
            return found

    def cached(self, number: int | None) -> LoadedTracker | None:
        """Return a version in memory, or None; without a number, the version that was current or shown last."""
        versions = self._versions
        latest = versions.get(self.latest or 0) or versions.get(max(versions, default=0))
        return latest if number is None else versions.get(number)

    def _publish_bundled(self, store: Store) -> Version:
        with self._load_lock:
            if (version := store.current_version()) is not None:
                return version
            return store.publish_first(read_candidate(BUNDLED_TRACKER), actor=SYSTEM, reason=FIRST_REASON).version


def _load(store: Store, number: int) -> LoadedTracker:
    version, reading = store.version(number), store.load(number)
    tracker = Tracker.from_rows(reading.rows, reading.scale, requested=store.requested(number))
    return loaded_from(reading, tracker, version)


class DisplayedVersion(NamedTuple):
    """The tracker that the pages display.

    Attributes:
        current_number: the number of the current version; None where it is unknown.
        fault: why the store cannot be read or written; None without an error or without a store.
    """

    loaded: LoadedTracker
    current_number: int | None = None
    fault: StoreError | None = None


def displayed_version(number: int | None = None) -> DisplayedVersion:
    """Return the displayed version: the one with this number, or the current one.

    Without a database connection it is the last version in memory; if the first version cannot be written, it is the
    bundled tracker.

    Raises:
        StoreError: there is no such version, or the store cannot be read and no version is in memory.
        WorkbookError: the workbook that is displayed without a store is missing or cannot be used.
    """
    settings = Settings()
    if settings.tracker is not None:
        return DisplayedVersion(load_workbook(settings.tracker))
    cache = _version_cache(settings.database_url)
    try:
        current = cache.current()
        return DisplayedVersion(cache.version(number or current), current)
    except StoreError as fault:
        if fault.code is StoreErrorCode.UNKNOWN_VERSION:
            raise
        if (last := cache.cached(None)) is not None:
            return DisplayedVersion(cache.cached(number) or last, last.number or cache.latest, fault)
        if fault.code is StoreErrorCode.NOT_WRITABLE:
            return DisplayedVersion(load_workbook(), None, fault)
        raise


def displayed_tracker(number: int | None = None) -> LoadedTracker:
    """Return the tracker of `displayed_version`."""
    return displayed_version(number).loaded


def published_store() -> Store:
    """Return the store, one for each process.

    Raises StoreError where it cannot be opened; the next attempt is after RETRY_SECONDS.
    """
    return _version_cache(Settings().database_url).store()


def ask_store(question: Callable[[Store], _Answer]) -> _Answer:
    """Return the answer of the store to a question that every run asks.

    Raises StoreError where it has none; after such an error one run asks again every RETRY_SECONDS, and no other waits.
    """
    return _version_cache(Settings().database_url).ask(question)


def without_store() -> bool:
    """Whether a workbook is displayed without a store: without versions, and without publishing."""
    return Settings().tracker is not None


def office_of(loaded: LoadedTracker) -> OfficeName:
    """Return the name of the office whose tracker this is: that of the settings; without one that of the sample.

    It is looked up in no tracker: the body that published a review may be another.
    """
    settings, version = Settings(), loaded.version
    if settings.office.is_known or loaded.sample or version is None:
        return settings.office_of(sample=loaded.sample)
    with suppress(StoreError):
        return settings.office_of(sample=ask_store(lambda store: store.is_sample(version.number)))
    return settings.office


@lru_cache(maxsize=4)
def _version_cache(url: str) -> VersionCache:
    return VersionCache(url)


def loaded_from(reading: Reading, tracker: Tracker, version: Version | None = None) -> LoadedTracker:
    """Return a tracker with its reading, whose rows are let go."""
    return LoadedTracker(replace(reading, rows={}), tracker, version)


def limited_to(loaded: LoadedTracker, agencies: frozenset[str]) -> LoadedTracker:
    """Return what somebody sees who is tied to some agencies.

    Whatever is computed from it knows of no other recommendation. What was read from the workbook may quote others, so
    nothing of that is in it.
    """
    tracker, version = agency_view(loaded.tracker, agencies), loaded.version
    if version is not None:
        recommendations, updates = len(tracker.recommendations), len(tracker.progress)
        version = replace(version, recommendations=recommendations, updates=updates, digest="")
    return LoadedTracker(without_cells(loaded.reading), tracker, version, agencies)


def without_cells(reading: Reading) -> Reading:
    """Return a reading without what quotes cells of its workbook."""
    return replace(reading, columns=(), issues=(), proposed_scale=None, statuses_read={})


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
        return _load_tracker(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=1)
def _load_tracker(path: Path, _modified: int, _size: int) -> LoadedTracker:
    reading = read_candidate(path).reading
    return loaded_from(reading, Tracker.from_rows(reading.rows, reading.scale))

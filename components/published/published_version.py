"""The displayed version of the store, or a workbook without a store, and the cache of versions in memory.

The cache has one object for each version, which is the key of the caches of everything computed from it. Where the
database was replaced by another, such as a backup, versions with numbers that it has too are not taken for its own.
Every request queries the store, so every reader sees a new version with the next one.
"""

from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache, partial
from threading import Lock
from time import monotonic
from typing import TypeVar

from components.published.loaded_tracker import EARLIER_SHARE, LoadedTracker, load_workbook, loaded_from
from loaders.client import read_candidate
from loaders.security.limits import Limits
from model.access import SYSTEM, Actor
from model.settings import BUNDLED_TRACKER, OfficeName, Settings
from model.store_error import StoreError, StoreErrorCode
from model.tracker.tracker import Tracker
from model.versions.version import FIRST_REASON, Version
from store.store import Store

_Answer = TypeVar("_Answer")
MAX_VERSIONS = 4
"""The number of versions in memory: the current one and some that were opened by link."""
RETRY_SECONDS = 5
"""The wait before a database that failed is tried again: a dead one must not delay every run of every page."""
SMALL_UPDATES = 1_000
"""A version with so many updates is shown at once: it is loaded in some 50 milliseconds."""


class VersionCache:
    """A cache of one store and of its versions in memory."""

    def __init__(self, url: str) -> None:
        self.latest: int | None = None
        self._shown = 0
        self._url = url
        self._store: Store | None = None
        self._versions: OrderedDict[int, LoadedTracker] = OrderedDict()
        self._failure: tuple[float, StoreError] | None = None
        self._open_lock, self._load_lock, self._versions_lock = Lock(), Lock(), Lock()

    def store(self) -> Store:
        """Return the store, opened at the first call."""
        self._raise_recent_failure()
        with self._open_lock:
            if self._store is None:
                self._raise_recent_failure()
                try:
                    self._store = Store.open(self._url)
                except StoreError as fault:
                    self._record_failure(fault)
                    raise
            return self._store

    def current(self) -> int:
        """Return the number of the current version; publish the bundled tracker in an empty store."""
        return self._current_version().number

    def _current_version(self) -> Version:
        version = self.ask(self._current_of)
        self.latest = version.number
        return version

    def _current_of(self, store: Store) -> Version:
        """Return the current version; forget those in memory where the database is another one than theirs."""
        current = store.current_version() or self._publish_bundled(store)
        newest = self._newest()
        if newest is not None and newest != current and newest != _version_or_none(store, newest.number):
            with self._versions_lock:
                self._versions.clear()
        return current

    def _newest(self) -> Version | None:
        with self._versions_lock:
            return self._versions[max(self._versions)].version if self._versions else None

    def ask(self, question: Callable[[Store], _Answer]) -> _Answer:
        """Return the answer of the store to a question; after an error others do not ask meanwhile."""
        store = self.store()
        if self._failure is not None:
            self._record_failure(self._failure[1])
        try:
            answer = question(store)
        except StoreError as fault:
            self._record_failure(fault)
            raise
        self._failure = None
        return answer

    def version(self, number: int) -> LoadedTracker:
        """Return a version, which is loaded at the first call: one object for each version."""
        found = self.cached(number)
        if found is not None:
            return found
        with self._load_lock:
            found = self.cached(number)
            if found is None:
                found = _load(self.store(), number)
                self._shown = number if number == self.latest else self._shown
                self._add(number, found)
            return found

    def cached(self, number: int | None) -> LoadedTracker | None:
        """Return a version in memory, or None; without a number, the version that was current or shown last."""
        with self._versions_lock:
            for wanted in (self.latest or 0, self._shown) if number is None else (number,):
                if wanted in self._versions:
                    self._versions.move_to_end(wanted)
                    return self._versions[wanted]
            return None

    def _add(self, number: int, loaded: LoadedTracker) -> None:
        with self._versions_lock:
            self._versions[number] = loaded
            unneeded = [each for each in self._earlier() if each != number]
            for each in unneeded[: max(len(self._versions) - MAX_VERSIONS, 0)]:
                del self._versions[each]
            self._limit_earlier()

    def _earlier(self) -> list[int]:
        """Return the versions in memory that are neither current nor were so last, the least used first."""
        return [each for each in self._versions if each not in (self.latest, self._shown)]

    def _limit_earlier(self) -> None:
        """Limit the caches of each version that only links lead to."""
        for each in self._earlier():
            self._versions[each].limit_caches(EARLIER_SHARE)

    def _publish_bundled(self, store: Store) -> Version:
        with self._load_lock:
            version = store.current_version()
            if version is None:
                bundled = read_candidate(BUNDLED_TRACKER, limits=Limits.from_environment())
                version = store.publish_first(bundled, actor=SYSTEM, reason=FIRST_REASON).version
            return version

    def _record_failure(self, fault: StoreError) -> None:
        self._failure = monotonic(), fault

    def _raise_recent_failure(self) -> None:
        """Raise the last error again, within RETRY_SECONDS."""
        if self._failure is not None and monotonic() < self._failure[0] + RETRY_SECONDS:
            fault = self._failure[1]
            raise StoreError(fault.code, **fault.details)


def _version_or_none(store: Store, number: int) -> Version | None:
    try:
        return store.version(number)
    except StoreError as fault:
        if fault.code is not StoreErrorCode.UNKNOWN_VERSION:
            raise
        return None


def _load(store: Store, number: int) -> LoadedTracker:
    version = store.version(number)
    reading, tables = store.load_tables(number)
    tracker = Tracker.from_tables(tables, reading.scale, requested=store.requested(number))
    return loaded_from(reading, tracker, original=partial(_original, store, number), version=version)


def _original(store: Store, number: int, actor: Actor) -> bytes:
    return store.original(number, actor=actor)[1]


@dataclass(frozen=True, slots=True)
class DisplayedVersion:
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
    settings = Settings.from_environment()
    if settings.tracker is not None:
        return DisplayedVersion(load_workbook(settings.tracker))
    cache = _version_cache(settings.database_url)
    try:
        current = cache.current()
        return DisplayedVersion(cache.version(number or current), current)
    except StoreError as fault:
        if fault.code is StoreErrorCode.UNKNOWN_VERSION:
            raise
        return _last_displayed(cache, number, fault)


def displayed_tracker(number: int | None = None) -> LoadedTracker:
    """Return the tracker of `displayed_version`."""
    return displayed_version(number).loaded


def published_store() -> Store:
    """Return the store, one for each process.

    Raises StoreError where it cannot be opened; the next attempt is after RETRY_SECONDS.
    """
    return _version_cache(Settings.from_environment().database_url).store()


def ask_store(question: Callable[[Store], _Answer]) -> _Answer:
    """Return the answer of the store to a question that every run asks.

    Raises StoreError where it has none; after such an error one run asks again every RETRY_SECONDS, and no other waits.
    """
    return _version_cache(Settings.from_environment().database_url).ask(question)


def without_store() -> bool:
    """Whether a workbook is displayed without a store: without versions, and without publishing."""
    return Settings.from_environment().tracker is not None


def office_of(loaded: LoadedTracker) -> OfficeName:
    """Return the name of the office whose tracker this is: that of the settings; without one that of the sample.

    It is looked up in no tracker: the body that published a review may be another.
    """
    settings, version = Settings.from_environment(), loaded.version
    if settings.office.is_known or loaded.sample or version is None:
        return settings.office_of(sample=loaded.sample)
    with suppress(StoreError):
        return settings.office_of(sample=ask_store(lambda store: store.is_sample(version.number)))
    return settings.office


def _last_displayed(cache: VersionCache, number: int | None, fault: StoreError) -> DisplayedVersion:
    current = cache.cached(None)
    tracker = current if number is None else cache.cached(number) or current
    if tracker is not None:
        version = current.version if current is not None else None
        return DisplayedVersion(tracker, version.number if version is not None else cache.latest, fault)
    if fault.code is StoreErrorCode.NOT_WRITABLE:
        return DisplayedVersion(load_workbook(), None, fault)
    raise fault


@lru_cache(maxsize=4)
def _version_cache(url: str) -> VersionCache:
    return VersionCache(url)

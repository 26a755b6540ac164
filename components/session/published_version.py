"""What is on screen: the current version of the store, an earlier one, or a workbook without a store.

The store is asked on every run, so that every session sees a new version on its next interaction. A version that was
read is kept as one object, which is the key of everything made of it.
"""

from collections import OrderedDict
from dataclasses import dataclass
from functools import lru_cache, partial
from threading import Lock
from time import monotonic

from components.session.loaded_tracker import LoadedTracker, load_workbook, loaded_from
from loaders.security.limits import Limits
from loaders.worker.client import read_candidate
from model.settings import BUNDLED_TRACKER, Settings
from model.store_error import StoreError, StoreErrorCode
from model.versions.version import FIRST_PUBLISHER, FIRST_REASON
from store.store import Store

MAX_VERSIONS = 4
"""How many versions stay in memory: the current one and some that were opened by link."""

RETRY_SECONDS = 5
"""A database that did not answer is asked again after so long: a dead one must not hold up every run of every page."""


@dataclass(frozen=True, slots=True)
class DisplayedVersion:
    """What is on screen.

    Attributes:
        current: the number of the current version; None where no version can be told.
        fault: why the store cannot be asked or written; None where all is well, or no store is wanted.
    """

    loaded: LoadedTracker
    current_number: int | None = None
    fault: StoreError | None = None


def displayed_version(number: int | None = None) -> DisplayedVersion:
    """Return what is on screen: the version with this number, or the current one.

    A database that is lost leaves the last version on screen; one that cannot be written at first, the bundled tracker.

    Raises:
        StoreError: there is no such version, or the store cannot be asked and nothing was seen before.
        WorkbookError: the workbook that is shown without a store is missing or cannot be used.
    """
    settings = Settings.from_environment()
    if settings.tracker is not None:
        return DisplayedVersion(load_workbook(settings.tracker))
    kept = _version_cache(settings.database_url)
    try:
        current = kept.current()
        return DisplayedVersion(kept.version(number or current), current)
    except StoreError as fault:
        if fault.code is StoreErrorCode.UNKNOWN_VERSION:
            raise
        return _without_answer(kept, number, fault)


def displayed_tracker(number: int | None = None) -> LoadedTracker:
    """Return the version with this number, or the current one, as `displayed_version` does."""
    return displayed_version(number).loaded


def published_store() -> Store:
    """Return the store, opened once a process.

    Raises StoreError where it cannot be opened; for some seconds it is then not tried again.
    """
    return _version_cache(Settings.from_environment().database_url).store()


def without_store() -> bool:
    """Say whether a workbook is shown as it is: then there are no versions, and nothing can be published."""
    return Settings.from_environment().tracker is not None


def _without_answer(kept: "VersionCache", number: int | None, fault: StoreError) -> DisplayedVersion:
    seen = kept.seen(number) or kept.seen(None)
    if seen is not None:
        return DisplayedVersion(seen, kept.latest, fault)
    if fault.code is StoreErrorCode.NOT_WRITABLE:
        return DisplayedVersion(load_workbook(), None, fault)
    raise fault


@lru_cache(maxsize=4)
def _version_cache(url: str) -> "VersionCache":
    return VersionCache(url)


class VersionCache:
    """A store and those of its versions that are in memory."""

    def __init__(self, url: str) -> None:
        self.latest: int | None = None
        self._url = url
        self._store: Store | None = None
        self._versions: OrderedDict[int, LoadedTracker] = OrderedDict()
        self._failed: tuple[float, StoreError] | None = None
        self._opening, self._loading, self._holding = Lock(), Lock(), Lock()

    def store(self) -> Store:
        """Return the store, opened at the first call."""
        self._spare()
        with self._opening:
            if self._store is None:
                self._spare()
                try:
                    self._store = Store.open(self._url)
                except StoreError as fault:
                    self._note(fault)
                    raise
            return self._store

    def current(self) -> int:
        """Return the number of the current version; a store without any gets the bundled tracker as its first."""
        store = self.store()
        try:
            number = store.current()
            if number is None:
                number = self._first(store)
        except StoreError as fault:
            self._note(fault)
            raise
        self.latest = number
        return number

    def version(self, number: int) -> LoadedTracker:
        """Return a version: one object for each, read by the first who asks."""
        found = self.seen(number)
        if found is not None:
            return found
        with self._loading:
            found = self.seen(number)
            if found is None:
                found = _load(self.store(), number)
                self._hold(number, found)
            return found

    def seen(self, number: int | None) -> LoadedTracker | None:
        """Return a version that is in memory; without a number the one that was current at last."""
        asked = number or self.latest
        with self._holding:
            if asked is None or asked not in self._versions:
                return None
            self._versions.move_to_end(asked)
            return self._versions[asked]

    def _hold(self, number: int, loaded: LoadedTracker) -> None:
        with self._holding:
            self._versions[number] = loaded
            unneeded = [each for each in self._versions if each not in (number, self.latest)]
            for each in unneeded[: max(len(self._versions) - MAX_VERSIONS, 0)]:
                del self._versions[each]

    def _first(self, store: Store) -> int:
        with self._loading:
            number = store.current()
            if number is None:
                bundled = read_candidate(BUNDLED_TRACKER, limits=Limits.from_environment())
                number = store.publish_first(bundled, who=FIRST_PUBLISHER, reason=FIRST_REASON).version.number
            return number

    def _note(self, fault: StoreError) -> None:
        self._failed = monotonic(), fault

    def _spare(self) -> None:
        """Raise again what was raised a moment ago."""
        if self._failed is not None and monotonic() < self._failed[0] + RETRY_SECONDS:
            fault = self._failed[1]
            raise StoreError(fault.code, **fault.details)


def _load(store: Store, number: int) -> LoadedTracker:
    version = store.version(number)
    return loaded_from(store.load(number), original=partial(_original, store, number), version=version)


def _original(store: Store, number: int) -> bytes:
    return store.original(number)[1]

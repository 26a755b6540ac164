"""The displayed version: the current version of the store, an earlier one, or a workbook without a store.

Every request queries the store, so every reader sees a new version with the next one.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from components.published.loaded_tracker import LoadedTracker, load_workbook
from components.published.version_cache import VersionCache
from model.settings import OfficeName, Settings
from model.store_error import StoreError, StoreErrorCode
from store.store import Store

_Answer = TypeVar("_Answer")


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


def _last_displayed(cache: "VersionCache", number: int | None, fault: StoreError) -> DisplayedVersion:
    current = cache.cached(None)
    tracker = current if number is None else cache.cached(number) or current
    if tracker is not None:
        version = current.version if current is not None else None
        return DisplayedVersion(tracker, version.number if version is not None else cache.latest, fault)
    if fault.code is StoreErrorCode.NOT_WRITABLE:
        return DisplayedVersion(load_workbook(), None, fault)
    raise fault


@lru_cache(maxsize=4)
def _version_cache(url: str) -> "VersionCache":
    return VersionCache(url)

"""The content of each data feed, cached by version, so that repeated requests cost little."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256

import pandas as pd

from analysis.selection.selection import Selection
from components.published.loaded_tracker import LoadedTracker
from components.session.view import today_before
from model.language import Language
from reports.calendar_file.ics import calendar_bytes
from reports.content.edition import Edition
from reports.open_data.package import PACKAGE, Resource, build_resources, data_package

TABLES = ("recommendations", "progress", "monitoring", "targets", "decisions")
CALENDAR = "calendar.ics"
_CSV, _JSON, _ICS = "text/csv; charset=utf-8", "application/json", "text/calendar; charset=utf-8"
_CACHE_SIZE = 10
"""The size of the cache: all feeds of one version in both languages. Those of some agencies take turns in it."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: its bytes, a tag that changes when they do, and when its version was published."""

    content: bytes
    media_type: str
    tag: str
    modified: datetime | None


def feed_of(name: str, loaded: LoadedTracker, language: Language) -> Feed | None:
    """Return the feed with a name such as `progress.csv`, or None for an unknown name; tables have no language."""
    if name not in _BUILDERS:
        return None
    feed_language = language if name in (PACKAGE, CALENDAR) else Language.ENGLISH
    return _feed(name, loaded, feed_language, _today(loaded) if name == CALENDAR else None)


@lru_cache(maxsize=_CACHE_SIZE)
def _feed(name: str, loaded: LoadedTracker, language: Language, today: pd.Timestamp | None) -> Feed:
    edition = replace(_edition(loaded, language), today=today)
    media_type, build = _BUILDERS[name]
    content = build(edition)
    return Feed(content, media_type, f'"{sha256(content).hexdigest()[:32]}"', _modified(edition))


def _modified(edition: Edition) -> datetime | None:
    """Return when the version was published, or the start of the day promises are judged on, if later."""
    if edition.published_at is None:
        return None
    published = edition.published_at.astimezone(UTC).replace(microsecond=0)
    if edition.today is None:
        return published
    return max(published, datetime(edition.today.year, edition.today.month, edition.today.day, tzinfo=UTC))


def _edition(loaded: LoadedTracker, language: Language) -> Edition:
    """Return the edition of a version, or of what some agencies see of it, as at its latest round."""
    version, source = loaded.version, loaded.reading.source.name
    if version is None:
        return Edition(loaded.tracker, Selection(), language, source)
    return Edition(loaded.tracker, Selection(), language, source, version.number, version.who, version.published_at)


def _today(loaded: LoadedTracker) -> pd.Timestamp | None:
    """Return the day promises are judged on while the month of the latest round is not over, as on screen."""
    return today_before(Selection().month(loaded.tracker))


def _resources(edition: Edition) -> tuple[Resource, ...]:
    return tuple(resource for resource in build_resources(edition) if resource.name in TABLES)


def _table(name: str) -> Callable[[Edition], bytes]:
    return lambda edition: next(resource.content for resource in _resources(edition) if resource.name == name)


def _package(edition: Edition) -> bytes:
    return json.dumps(data_package(edition, _resources(edition)), ensure_ascii=False, indent=2).encode()


_BUILDERS: Mapping[str, tuple[str, Callable[[Edition], bytes]]] = {
    **{f"{name}.csv": (_CSV, _table(name)) for name in TABLES},
    PACKAGE: (_JSON, _package),
    CALENDAR: (_ICS, calendar_bytes),
}
"""The media type and builder of each feed, by its name in the URL."""

"""What each data feed holds: made once for a version, so that being asked again and again costs little."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256

import pandas as pd

from analysis.selection.selection import Selection
from components.session.loaded_tracker import Loaded
from components.session.view import today_before
from model.language import Language
from reports.calendar_file.ics import calendar_bytes
from reports.content.edition import Edition
from reports.open_data.package import PACKAGE, Resource, data_package, resources_of

TABLES = ("recommendations", "progress", "monitoring")
CALENDAR = "calendar.ics"
_CSV, _JSON, _ICS = "text/csv; charset=utf-8", "application/json", "text/calendar; charset=utf-8"
_KEPT = 10
"""So many feeds are kept: all of one version in both languages."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: its bytes, a tag that changes when they do, and when its version was published."""

    content: bytes
    media_type: str
    tag: str
    modified: datetime | None


def feed_of(name: str, loaded: Loaded, language: Language) -> Feed | None:
    """Return the feed of this name, such as `progress.csv`, or None where there is none; tables know no language."""
    if name not in _MAKERS:
        return None
    told = language if name in (PACKAGE, CALENDAR) else Language.ENGLISH
    return _feed(name, loaded, told, _today(loaded) if name == CALENDAR else None)


@lru_cache(maxsize=_KEPT)
def _feed(name: str, loaded: Loaded, language: Language, today: pd.Timestamp | None) -> Feed:
    edition = replace(_edition(loaded, language), today=today)
    media_type, make = _MAKERS[name]
    content = make(edition)
    return Feed(content, media_type, f'"{sha256(content).hexdigest()[:32]}"', _modified(edition))


def _modified(edition: Edition) -> datetime | None:
    """Return when the version was published; or the beginning of the day promises are judged on, if later."""
    if edition.published_at is None:
        return None
    published = edition.published_at.astimezone(UTC).replace(microsecond=0)
    if edition.today is None:
        return published
    return max(published, datetime(edition.today.year, edition.today.month, edition.today.day, tzinfo=UTC))


def _edition(loaded: Loaded, language: Language) -> Edition:
    """Return everything of a version as at its latest round."""
    version, source = loaded.version, loaded.reading.source.name
    if version is None:
        return Edition(loaded.tracker, Selection(), language, source)
    return Edition(loaded.tracker, Selection(), language, source, version.number, version.who, version.published_at)


def _today(loaded: Loaded) -> pd.Timestamp | None:
    """Return the day on which promises are judged while the month of the latest round is not over, as on screen."""
    return today_before(Selection().month(loaded.tracker))


def _resources(edition: Edition) -> tuple[Resource, ...]:
    return tuple(one for one in resources_of(edition) if one.name in TABLES)


def _table(name: str) -> Callable[[Edition], bytes]:
    return lambda edition: next(one.content for one in _resources(edition) if one.name == name)


def _package(edition: Edition) -> bytes:
    return json.dumps(data_package(edition, _resources(edition)), ensure_ascii=False, indent=2).encode()


_MAKERS: Mapping[str, tuple[str, Callable[[Edition], bytes]]] = {
    **{f"{name}.csv": (_CSV, _table(name)) for name in TABLES},
    PACKAGE: (_JSON, _package),
    CALENDAR: (_ICS, calendar_bytes),
}
"""What each feed is and what makes it, by its name in the address."""

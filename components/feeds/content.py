"""The content of each data feed, cached by version, so that repeated requests cost little."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from threading import Lock

import pandas as pd

from analysis.bounded_cache import MIB, BoundedCache, IdentityKey
from analysis.selection.selection import Selection
from components.making.process import make_in_process
from components.making.request import Work
from components.published.loaded_tracker import LoadedTracker
from components.published.published_version import office_of
from components.published.version_cache import SMALL_UPDATES
from components.session.view import today_before
from model.language import Language
from reports.content.edition import Edition
from reports.content.office import Office
from reports.feeds import CALENDAR, IN_A_LANGUAGE, MEDIA_TYPES, feed_bytes

MAX_FEED_BYTES = 128 * MIB
"""The memory of the feeds that were made last: some four of 100,000 updates, with all tables."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: its bytes, a tag that changes when they do, and when its version was published."""

    content: bytes
    media_type: str
    tag: str
    modified: datetime | None

    @property
    def nbytes(self) -> int:
        """The memory of its bytes."""
        return len(self.content)


def feed_of(name: str, loaded: LoadedTracker, language: Language) -> Feed | None:
    """Return the feed with a name such as `progress.csv`, or None for an unknown name; tables have no language.

    Raises MakingError where that of a large tracker cannot be made.
    """
    if name not in MEDIA_TYPES:
        return None
    language = language if name in IN_A_LANGUAGE else Language.ENGLISH
    today = _today(loaded) if name == CALENDAR else None
    key = name, IdentityKey(loaded), language, today
    return _feeds.value(key, lambda: _feed(name, loaded, replace(_edition(loaded, language), today=today)))


def _feed(name: str, loaded: LoadedTracker, edition: Edition) -> Feed:
    work = partial(feed_bytes, edition, name)
    content = _make(work) if len(loaded.tracker.progress) > SMALL_UPDATES else work()
    return Feed(content, MEDIA_TYPES[name], f'"{sha256(content).hexdigest()[:32]}"', _modified(edition))


def _make(work: Work) -> bytes:
    """Return what some work makes in a process of its own, one after the other: a client asks for all feeds at once."""
    with _TURN:
        return make_in_process(work)


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
    return Edition(
        loaded.tracker,
        Selection(),
        language,
        source,
        version=None if version is None else version.number,
        published_at=None if version is None else version.published_at,
        office=Office(name=office_of(loaded)),
    )


def _today(loaded: LoadedTracker) -> pd.Timestamp | None:
    """Return the day promises are judged on while the month of the latest round is not over, as on screen."""
    return today_before(Selection().month(loaded.tracker))


_TURN = Lock()
_feeds = BoundedCache(MAX_FEED_BYTES)

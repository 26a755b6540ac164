"""The data feeds: the bytes of each, by its name in the URL."""

import json
from collections.abc import Callable, Mapping

from reports.calendar_file import calendar_bytes
from reports.document import Edition
from reports.open_data import PACKAGE, Resource, build_resources, data_package

CALENDAR = "calendar.ics"
_TABLES = ("recommendations", "progress", "monitoring", "targets", "decisions")
_CSV, _JSON, _ICS = "text/csv; charset=utf-8", "application/json", "text/calendar; charset=utf-8"

MEDIA_TYPES: Mapping[str, str] = {**{f"{name}.csv": _CSV for name in _TABLES}, PACKAGE: _JSON, CALENDAR: _ICS}
"""The media type of each feed, by its name in the URL."""
IN_A_LANGUAGE = (PACKAGE, CALENDAR)
"""The feeds that are in the language of the edition; tables have none."""


def feed_bytes(edition: Edition, name: str) -> bytes:
    """Return a feed of an edition. Raises KeyError for a name that is none of MEDIA_TYPES."""
    return _BUILDERS[name](edition)


def _table(file: str) -> Callable[[Edition], bytes]:
    return lambda edition: next(resource.content for resource in _resources(edition) if resource.file == file)


def _package(edition: Edition) -> bytes:
    return json.dumps(data_package(edition, _resources(edition)), ensure_ascii=False, indent=2).encode()


def _resources(edition: Edition) -> tuple[Resource, ...]:
    return tuple(resource for resource in build_resources(edition) if resource.name in _TABLES)


_BUILDERS: Mapping[str, Callable[[Edition], bytes]] = {
    **{f"{name}.csv": _table(f"{name}.csv") for name in _TABLES},
    PACKAGE: _package,
    CALENDAR: calendar_bytes,
}

"""The data feeds: the bytes of each, by its name in the URL."""

from collections.abc import Mapping

from reports.calendar_file import calendar_bytes
from reports.document import Edition
from reports.open_data import PACKAGE, build_resources, package_bytes

CALENDAR = "calendar.ics"
_TABLES = ("recommendations", "progress", "monitoring", "targets", "decisions")
_CSV, _JSON, _ICS = "text/csv; charset=utf-8", "application/json", "text/calendar; charset=utf-8"

MEDIA_TYPES: Mapping[str, str] = {**{f"{name}.csv": _CSV for name in _TABLES}, PACKAGE: _JSON, CALENDAR: _ICS}
"""The media type of each feed, by its name in the URL."""
IN_A_LANGUAGE = (PACKAGE, CALENDAR)
"""The feeds that are in the language of the edition; tables have none."""


def feed_bytes(edition: Edition, name: str) -> bytes:
    """Return a feed of an edition. Raises KeyError for a name that is none of MEDIA_TYPES."""
    if name == CALENDAR:
        return calendar_bytes(edition)
    resources = {each.file: each for each in build_resources(edition) if each.name in _TABLES}
    if name == PACKAGE:
        return package_bytes(edition, tuple(resources.values()))
    return resources[name].content

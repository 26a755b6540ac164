"""What other people published since a version was looked at, as a value that a session carries."""

from dataclasses import dataclass

from analysis.difference.trackers import difference
from components.published.loaded_tracker import LoadedTracker
from model.versions.difference import Difference
from model.versions.version import Version
from store.store import Store


@dataclass(frozen=True, eq=False)
class NewerVersion:
    """A version that is current in place of the one that was looked at, and its difference.

    Attributes:
        versions: every version published since, the newest first.
    """

    before: LoadedTracker
    after: LoadedTracker
    difference: Difference
    versions: tuple[Version, ...] = ()

    @property
    def number(self) -> int | None:
        """The number of the current version; None without a store."""
        return self.after.version.number if self.after.version else None


def newer_version(seen: LoadedTracker, current: LoadedTracker, *, store: Store | None) -> NewerVersion | None:
    """Return what was published since a version was looked at; None where it is still current.

    Raises StoreError where the versions cannot be listed.
    """
    if seen.version is None or current.version is None or seen.version.number == current.version.number:
        return None
    first, last = seen.version.number, current.version.number
    since = store.versions() if store is not None else (current.version,)
    versions = tuple(version for version in since if first < version.number <= last)
    return NewerVersion(seen, current, difference(seen.tracker, current.tracker), versions)

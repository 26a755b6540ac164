"""What the server does besides answering: it follows new versions, runs pages in advance and deletes old uploads."""

from contextlib import suppress
from time import monotonic, sleep

from components.published.published_version import (
    DisplayedVersion,
    published_store,
    version_for_readers,
    without_store,
)
from components.published.version_cache import prepare_new_versions
from components.warming.warmer import PageWarmer
from model.issues.issue import WorkbookError
from model.settings import Settings
from model.store_error import StoreError
from store.uploads import delete_old_uploads

POLL_SECONDS = 2.0
"""How often a new version is looked for, where no page is left to run."""

PAUSE = 2.0
"""How many times as long as a page took nothing is run after it, so that readers have the processor."""

START_SECONDS = 5.0
"""How long after the start the first page is run: whoever started the dashboard opens it now."""

CLEANING_SECONDS = 300.0


def follow_versions() -> None:
    """Follow the current version for ever, also where nobody reads."""
    follower = Follower(PageWarmer() if Settings.from_environment().warm_pages else None)
    sleep(START_SECONDS)
    while True:
        sleep(follower.turn())


class Follower:
    """Follows the current version turn by turn; without a warmer no page is run in advance."""

    def __init__(self, warmer: PageWarmer | None) -> None:
        self._warmer = warmer
        self._cleaned_at = monotonic()
        if warmer is not None:
            prepare_new_versions(warmer.run_without_filter)

    def turn(self) -> float:
        """Look for a new version, run a page of the current one, and return the seconds to pause."""
        took = 0.0
        with suppress(StoreError, WorkbookError):  # every page says so
            displayed = version_for_readers()
            took = self._run_next(displayed)
            self._delete_old_uploads()
        return took * PAUSE or POLL_SECONDS

    def _run_next(self, displayed: DisplayedVersion) -> float:
        return 0.0 if self._warmer is None else self._warmer.run_next(displayed)

    def _delete_old_uploads(self) -> None:
        if monotonic() > self._cleaned_at + CLEANING_SECONDS and not without_store():
            self._cleaned_at = monotonic()
            delete_old_uploads(published_store())

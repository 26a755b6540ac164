"""What the server does besides answering: it loads the tracker, follows new versions and deletes old uploads."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from threading import Thread
from time import monotonic, sleep

from components.downloads import print_logo_fault
from components.published import displayed_version, published_store, without_store
from model.issue import WorkbookError
from model.store_error import StoreError
from store.uploads import delete_old_uploads

POLL_SECONDS = 2.0
"""How often a new version is looked for, also where nobody reads."""

CLEANING_SECONDS = 300.0


@asynccontextmanager
async def lifespan(_app: object) -> AsyncIterator[None]:
    """Look after the store on a thread for as long as the server runs."""
    Thread(target=_follow_store, name="store", daemon=True).start()
    yield


def _follow_store() -> None:
    """Load the tracker, and print why papers have no logo; from then on follow new versions and delete old uploads."""
    print_logo_fault()
    look_after_store(is_cleaning=False)
    cleaned_at = monotonic()
    while True:
        sleep(POLL_SECONDS)
        is_time = monotonic() > cleaned_at + CLEANING_SECONDS
        look_after_store(is_cleaning=is_time)
        cleaned_at = monotonic() if is_time else cleaned_at


def look_after_store(*, is_cleaning: bool) -> None:
    """Look for a new version, so that it is loaded before somebody asks for it; delete old uploads."""
    with suppress(StoreError, WorkbookError):  # every page says so
        displayed_version()
        if is_cleaning and not without_store():
            delete_old_uploads(published_store())

"""Prepare the first page, then do what the server does besides answering: follow new versions, delete old uploads."""

from contextlib import suppress
from importlib import import_module
from time import monotonic, sleep

from components.downloads import print_logo_fault
from components.published import displayed_version, published_store, without_store
from model.issue import WorkbookError
from model.store_error import StoreError
from store.uploads import delete_old_uploads

POLL_SECONDS = 2.0
"""How often a new version is looked for, also where nobody reads."""

CLEANING_SECONDS = 300.0


def prepare() -> None:
    """Import the modules of the first page, load its tracker, and print why papers have no logo."""
    import_module("components.document.read")
    import_module("components.document.host")
    print_logo_fault()
    with suppress(StoreError, WorkbookError):  # every page says so
        displayed_version()


def follow_store() -> None:
    """Follow new versions and delete old uploads, from now on."""
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

"""Whether readers can be served."""

from components.published import ask_store, without_store
from model.store_error import StoreError
from store.store import Store


def is_ready() -> bool:
    """Return whether the database is reachable and migrated; a workbook that is shown without one is always ready.

    Opening the store migrates its database. After an error it is asked again when the pages ask it again.
    """
    return current_version() is not None


def current_version() -> int | None:
    """Return the number of the current version; 0 where there is none; None where the database cannot be read."""
    if without_store():
        return 0
    try:
        return ask_store(Store.current) or 0
    except StoreError:
        return None

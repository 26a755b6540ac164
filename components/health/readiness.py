"""Whether readers can be served."""

from components.published import ask_store, without_store
from model.store_error import StoreError
from store.store import Store


def current_version() -> int | None:
    """Return the number of the current version; 0 where there is none; None where the database cannot be read.

    Opening the store migrates its database. After an error it is asked again when the pages ask it again. A workbook
    that is shown without a store has no version.
    """
    if without_store():
        return 0
    try:
        return ask_store(Store.current) or 0
    except StoreError:
        return None

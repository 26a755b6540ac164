"""Whether readers can be served."""

from components.session.published_version import published_store, without_store
from model.store_error import StoreError


def is_ready() -> bool:
    """Return whether the database is reachable and migrated; a workbook that is shown without one is always ready.

    Opening the store migrates its database. After an error it is asked again when the pages ask it again.
    """
    if without_store():
        return True
    try:
        published_store().current()
    except StoreError:
        return False
    return True

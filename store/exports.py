"""An export on the audit trail, where the trail can be written."""

from model.store_error import StoreError, StoreErrorCode
from model.versions.version import Action
from store.store import Store


def note_export(store: Store, number: int, *, who: str, file: str) -> bool:
    """Note that a version was exported as a file, and return whether it could be noted.

    A store that can only be read still gives out what it holds.
    """
    try:
        store.record(Action.EXPORT, who=who, version=number, details={"file": file})
    except StoreError as fault:
        if fault.code not in (StoreErrorCode.NOT_WRITABLE, StoreErrorCode.FULL):
            raise
        return False
    return True

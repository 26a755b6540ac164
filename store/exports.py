"""Record an export on the audit trail, where the trail is writable."""

from model.store_error import StoreError, StoreErrorCode
from model.versions.version import Action
from store.store import Store


def note_export(store: Store, number: int, *, who: str, file: str) -> bool:
    """Record the export of a version as a file, and return whether that was possible.

    A read-only store still exports its versions.
    """
    try:
        store.record(Action.EXPORT, who=who, version=number, details={"file": file})
    except StoreError as fault:
        if fault.code not in (StoreErrorCode.NOT_WRITABLE, StoreErrorCode.FULL):
            raise
        return False
    return True

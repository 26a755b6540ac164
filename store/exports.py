"""Record an export on the audit trail, where the trail is writable."""

from model.actor import Actor
from model.store_error import StoreError, StoreErrorCode
from model.versions.version import Action
from store.store import Store

READ_ONLY = (StoreErrorCode.NOT_WRITABLE, StoreErrorCode.FULL)
"""Why a store is read, and not written."""


def note_export(store: Store, number: int, *, actor: Actor, file: str) -> bool:
    """Record the export of a version as a file, and return whether that was possible.

    A read-only store still exports its versions.
    """
    try:
        store.record(Action.EXPORT, actor=actor, version=number, details={"file": file})
    except StoreError as fault:
        if fault.code not in READ_ONLY:
            raise
        return False
    return True

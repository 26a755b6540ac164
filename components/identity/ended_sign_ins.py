"""The sign-ins that ended before their time: their cookies are refused, in every copy of the dashboard."""

from collections.abc import Collection
from threading import Lock

from components.published.published_version import ask_store, published_store, without_store
from model.sign_in import SignIn
from model.store_error import StoreError

_ENDED: set[str] = set()
_LOCK = Lock()


def end_sign_in(sign_in: SignIn) -> None:
    """End a sign-in, here at once and in other copies through the store. Raises StoreError where only here."""
    with _LOCK:
        _ENDED.add(sign_in.key)
    if not without_store():
        published_store().end_sign_in(sign_in.key)


def is_ended(sign_in: SignIn) -> bool:
    """Return whether a sign-in was ended. Where the store cannot be asked, only this copy's are known."""
    if sign_in.key in _ENDED:
        return True
    if without_store():
        return False
    try:
        return ask_store(lambda store: store.is_sign_in_ended(sign_in.key))
    except StoreError:
        return False


def ended_elsewhere(keys: Collection[str]) -> frozenset[str]:
    """Return which of some sign-ins were ended, in whatever copy; none where the store cannot be asked."""
    if without_store():
        return frozenset()
    try:
        return ask_store(lambda store: store.ended_sign_ins(keys))
    except StoreError:
        return frozenset()

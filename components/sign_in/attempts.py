"""How often one address may try in a minute: a sign-in makes the server ask the provider, a feed's token the store."""

from collections import OrderedDict, deque
from threading import Lock
from time import monotonic

MOST_ATTEMPTS, WINDOW_SECONDS = 120, 60.0
"""A sign-in is two; an office behind one address signs in sixty people in a minute."""
_MOST_ADDRESSES = 10_000


class Attempts:
    """The attempts of each address in the last minute. Several threads may ask."""

    def __init__(self, *, most: int = MOST_ATTEMPTS, seconds: float = WINDOW_SECONDS) -> None:
        self._most = most
        self._seconds = seconds
        self._by_address: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = Lock()

    def is_too_many(self, address: str) -> bool:
        """Count an attempt, and return whether it is one too many; those that are refused do not count."""
        with self._lock:
            attempts = self._recent(address)
            is_too_many = len(attempts) >= self._most
            if not is_too_many:
                attempts.append(monotonic())
            return is_too_many

    def is_used_up(self, address: str) -> bool:
        """Return whether the next attempt would be one too many."""
        with self._lock:
            return len(self._recent(address)) >= self._most

    def _recent(self, address: str) -> deque[float]:
        now = monotonic()
        attempts = self._by_address.setdefault(address, deque())
        self._by_address.move_to_end(address)
        if len(self._by_address) > _MOST_ADDRESSES:
            self._by_address.popitem(last=False)
        while attempts and attempts[0] <= now - self._seconds:
            attempts.popleft()
        return attempts

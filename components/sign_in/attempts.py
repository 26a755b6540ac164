"""How often one address may begin or finish a sign-in: each makes the server ask the provider."""

from collections import OrderedDict, deque
from time import monotonic

MOST_ATTEMPTS, WINDOW_SECONDS = 120, 60.0
"""A sign-in is two; an office behind one address signs in sixty people in a minute."""
_MOST_ADDRESSES = 10_000


class SignInAttempts:
    """The attempts of each address in the last minute."""

    def __init__(self, *, most: int = MOST_ATTEMPTS, seconds: float = WINDOW_SECONDS) -> None:
        self._most = most
        self._seconds = seconds
        self._by_address: OrderedDict[str, deque[float]] = OrderedDict()

    def is_too_many(self, address: str) -> bool:
        """Count an attempt, and return whether it is one too many; those that are refused do not count."""
        now = monotonic()
        attempts = self._by_address.setdefault(address, deque())
        self._by_address.move_to_end(address)
        if len(self._by_address) > _MOST_ADDRESSES:
            self._by_address.popitem(last=False)
        while attempts and attempts[0] <= now - self._seconds:
            attempts.popleft()
        if len(attempts) >= self._most:
            return True
        attempts.append(now)
        return False

"""A cache bounded by the memory of what it has: the least recently used values are dropped first."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Event, Lock
from typing import Any, TypeVar, cast
from weakref import ref

import pandas as pd

Value = TypeVar("Value")

MIB = 2**20

_LEAST_BYTES = 1024
"""The least that a value counts, with its key."""

_ITEM_BYTES = 100
"""What an item of a list or a dictionary counts."""


class IdentityKey:
    """A cache key that compares an object by identity.

    The key keeps no table and no tracker alive; when it is gone, no other object equals the key, even one with its id.
    """

    __slots__ = ("_id", "_referred")

    def __init__(self, value: object) -> None:
        self._id = id(value)
        self._referred: Callable[[], object] = (lambda: value) if isinstance(value, tuple) else ref(value)

    def __hash__(self) -> int:
        return self._id

    def __eq__(self, other: object) -> bool:
        value = self._referred()
        return isinstance(other, IdentityKey) and value is not None and value is other._referred()


class BoundedCache:
    """A cache of values by their keys, for all threads.

    All callers get the same object and must not change it. A value is computed by one thread; others that ask for it
    meanwhile wait, and compute it only where that thread failed. To compute a value may ask for other keys, never for
    its own.
    """

    def __init__(self, max_bytes: int) -> None:
        self.max_bytes = max_bytes
        self._bytes = 0
        self._values: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._computing: dict[Hashable, Event] = {}
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._values)

    def limit(self, max_bytes: int) -> None:
        """Limit the memory from now on, and drop what is beyond it."""
        with self._lock:
            self.max_bytes = max_bytes
            self._drop_least_used()

    def latest_keys(self) -> tuple[Hashable, ...]:
        """Return the keys, the last used first."""
        with self._lock:
            return tuple(reversed(self._values))

    def value(self, key: Hashable, compute: Callable[[], Value]) -> Value:
        """Return the value of a key, computed at the first call."""
        while True:
            with self._lock:
                if key in self._values:
                    self._values.move_to_end(key)
                    return cast("Value", self._values[key][0])
                others = self._computing.get(key)
                if others is None:
                    self._computing[key] = Event()
                    break
            others.wait()
        return self._computed(key, compute)

    def _computed(self, key: Hashable, compute: Callable[[], Value]) -> Value:
        try:
            value = compute()
            with self._lock:
                self._add(key, value)
        finally:
            with self._lock:
                self._computing.pop(key).set()
        return value

    def _add(self, key: Hashable, value: object) -> None:
        size = approximate_bytes(value)
        self._values[key] = value, size
        self._bytes += size
        self._drop_least_used()

    def _drop_least_used(self) -> None:
        while self._bytes > self.max_bytes and len(self._values) > 1:
            _key, (_value, dropped) = self._values.popitem(last=False)
            self._bytes -= dropped


def approximate_bytes(value: object) -> int:
    """Return about how much memory a value takes: a table by its columns, a collection by the number of its items."""
    if isinstance(value, pd.DataFrame):
        arrays = value._mgr.arrays  # the public ways make a Series of each column, which takes five times as long
        return _LEAST_BYTES + sum(int(array.nbytes) for array in arrays) + int(value.index.nbytes)
    own = getattr(value, "nbytes", None)
    if isinstance(own, int):
        return _LEAST_BYTES + own
    if isinstance(value, bytes):
        return _LEAST_BYTES + len(value)
    return _LEAST_BYTES + (_ITEM_BYTES * len(value) if isinstance(value, list | tuple | dict | set | frozenset) else 0)

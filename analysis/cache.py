"""Caches of answers: of one tracker, in bounded memory, and of facts that a selection picks from."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from threading import Event, Lock
from typing import Any, Concatenate, ParamSpec, TypeVar, cast
from weakref import WeakKeyDictionary, ref

import numpy as np
import numpy.typing as npt
import pandas as pd

from model.tracker.tracker import RestrictedTracker, Tracker, whole_and_rows

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


LEAST_BYTES, TIMES_TABLES = 96 * MIB, 2
"""The memory of the answers that are cached for one tracker: so much, or twice that of its tables if that is more.

That is enough for the answers of two months, however many updates there are.
"""
Answer = TypeVar("Answer")
Options = ParamSpec("Options")
_caches: "WeakKeyDictionary[Tracker, BoundedCache]" = WeakKeyDictionary()
_lock = Lock()


def memoised(
    question: Callable[Concatenate[Tracker, Options], Answer],
) -> Callable[Concatenate[Tracker, Options], Answer]:
    """Cache the answers of a question, for each tracker and options.

    A tracker never changes and is identified by its object, so that a cached answer stays right. The cache of a tracker
    is freed with it.
    """

    @wraps(question)
    def cached(tracker: Tracker, /, *arguments: Options.args, **options: Options.kwargs) -> Answer:
        key = (question, arguments, tuple(sorted(options.items())))
        with _lock:
            answers = _caches.setdefault(tracker, BoundedCache(max(LEAST_BYTES, TIMES_TABLES * tracker.nbytes)))
        return answers.value(key, lambda: question(tracker, *arguments, **options))

    return cached


Codes = npt.NDArray[np.integer[Any]]
"""Indices into a list of names, of any type of integer: make them `np.intp` before they are multiplied."""
Question = Callable[Concatenate[Tracker, Options], pd.DataFrame]


def fact(question: "Question[Options]") -> "Question[Options]":
    """Answer a question for the complete tracker once, and for a restricted tracker with the rows of its selection.

    Each row of the answer is about one recommendation, by review and ref, and neither the row nor its place among
    others depends on which other recommendations there are: a restricted tracker has all rounds of the complete one.
    """
    of_whole = memoised(question)

    @memoised
    def row_numbers(tracker: Tracker, /, *arguments: Options.args, **options: Options.kwargs) -> npt.NDArray[np.intp]:
        return tracker.recommendation_rows(of_whole(tracker, *arguments, **options))

    @wraps(question)
    def answer(tracker: Tracker, /, *arguments: Options.args, **options: Options.kwargs) -> pd.DataFrame:
        if not isinstance(tracker, RestrictedTracker):
            return of_whole(tracker, *arguments, **options)
        selected = tracker.of_selected(row_numbers(tracker.whole, *arguments, **options))
        picked = of_whole(tracker.whole, *arguments, **options).take(np.flatnonzero(selected))
        picked.index = pd.RangeIndex(len(picked))
        return picked

    return answer


def column_codes(tracker: Tracker, column: str) -> tuple[Codes, tuple[str, ...]]:
    """Return the index into the names of a column for each recommendation, -1 where it has none, and the names.

    The names are those of the complete tracker, in order of appearance.
    """
    whole, rows = whole_and_rows(tracker)
    codes, names = _codes_of_whole(whole, column)
    return codes[rows], names


@memoised
def _codes_of_whole(tracker: Tracker, column: str) -> tuple[Codes, tuple[str, ...]]:
    codes, names = pd.factorize(tracker.recommendations[column])
    return codes, tuple(names)

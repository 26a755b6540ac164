"""The cache of answers about trackers, in bounded memory."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import fields, is_dataclass
from functools import wraps
from threading import Event, Lock
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

import numpy as np
import numpy.typing as npt
import pandas as pd

from model.tracker.tracker import RestrictedTracker, Tracker, whole_and_rows

Value = TypeVar("Value")
MIB = 2**20
# The least that a value counts, with its key.
_LEAST_BYTES = 1024
# What an item of a list or a dictionary counts.
_ITEM_BYTES = 100


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
        while self._bytes > self.max_bytes and len(self._values) > 1:
            _key, (_value, dropped) = self._values.popitem(last=False)
            self._bytes -= dropped


def approximate_bytes(value: object) -> int:
    """Return about how much memory a value takes: a table by its columns, a collection by its length."""
    if isinstance(value, pd.DataFrame):
        arrays = value._mgr.arrays  # the public ways make a Series of each column, which takes five times as long
        return _LEAST_BYTES + sum(int(array.nbytes) for array in arrays) + int(value.index.nbytes)
    own = getattr(value, "nbytes", None)
    if isinstance(own, int):
        return _LEAST_BYTES + own
    if isinstance(value, bytes):
        return _LEAST_BYTES + len(value)
    if is_dataclass(value):
        return sum(approximate_bytes(getattr(value, each.name)) for each in fields(value))
    return _LEAST_BYTES + (_ITEM_BYTES * len(value) if isinstance(value, list | tuple | dict | set | frozenset) else 0)


# The memory of all answers: so much, or three times that of the tables of the largest tracker if that is more. With
# 100,000 updates that is enough for every page with each filter of one value.
MAX_ANSWER_BYTES, TIMES_TABLES = 512 * MIB, 3
ANSWERS = BoundedCache(MAX_ANSWER_BYTES)
Answer = TypeVar("Answer")
Options = ParamSpec("Options")
# A question about a tracker.
_Question = Callable[Concatenate[Tracker, Options], Answer]


def cached(question: _Question[Options, Answer]) -> _Question[Options, Answer]:
    """Cache the answers of a question about a tracker, by the digest of the tracker and the values of the arguments.

    All callers get the same answer and must not change it.
    """

    @wraps(question)
    def answer(tracker: Tracker, /, *arguments: Options.args, **options: Options.kwargs) -> Answer:
        ANSWERS.max_bytes = max(ANSWERS.max_bytes, TIMES_TABLES * tracker.nbytes)
        values = [_key_value(question, each) for each in (tracker, *arguments)]
        named = [(name, _key_value(question, each)) for name, each in sorted(options.items())]
        return ANSWERS.value((question, *values, *named), lambda: question(tracker, *arguments, **options))

    return answer


def cached_row_by_row(question: _Question[Options, pd.DataFrame]) -> _Question[Options, pd.DataFrame]:
    """Cache the tables that answer a question: made for the complete tracker, of which a selection has some rows.

    The rows are about one recommendation each, by review and ref, and neither a row nor its place among others depends
    on which other recommendations there are.
    """
    of_whole = cached(question)

    @cached
    def row_numbers(tracker: Tracker, /, *arguments: Options.args, **options: Options.kwargs) -> npt.NDArray[np.intp]:
        return tracker.recommendation_rows(of_whole(tracker, *arguments, **options))

    @cached
    @wraps(question)
    def of_selection(tracker: Any, /, *arguments: Options.args, **options: Options.kwargs) -> pd.DataFrame:
        selected = tracker.of_selected(row_numbers(tracker.whole, *arguments, **options))
        picked = of_whole(tracker.whole, *arguments, **options).take(np.flatnonzero(selected))
        picked.index = pd.RangeIndex(len(picked))
        return picked

    @wraps(question)
    def answer(tracker: Tracker, /, *arguments: Options.args, **options: Options.kwargs) -> pd.DataFrame:
        is_restricted = isinstance(tracker, RestrictedTracker)
        return (of_selection if is_restricted else of_whole)(tracker, *arguments, **options)

    return answer


def _key_value(question: Callable[..., Any], argument: object) -> Hashable:
    """Return an argument as a part of a key. Raises TypeError for one that is no value, as no other equals it."""
    if isinstance(argument, Tracker):
        return argument.digest
    for each in argument if isinstance(argument, tuple) else (argument,):
        if each is not None and getattr(type(each), "__hash__", None) in (None, object.__hash__):
            raise TypeError(
                f"{question.__name__} is cached by its arguments, and a {type(each).__name__} is no value. "
                "Pass a text, a number, a date, a tuple of these or a frozen dataclass."
            )
    return argument


# Indices into a list of names, of any type of integer: make them `np.intp` before they are multiplied.
Codes = npt.NDArray[np.integer[Any]]


def column_codes(tracker: Tracker, column: str) -> tuple[Codes, tuple[str, ...]]:
    """Return the index into the names of a column for each recommendation, -1 where it has none, and the names.

    The names are those of the complete tracker, in order of appearance.
    """
    whole, rows = whole_and_rows(tracker)
    codes, names = _codes_of_whole(whole, column)
    return codes[rows], names


@cached
def _codes_of_whole(tracker: Tracker, column: str) -> tuple[Codes, tuple[str, ...]]:
    codes, names = pd.factorize(tracker.recommendations[column])
    return codes, tuple(names)

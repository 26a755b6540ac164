"""The cache of page content by view: a page that is shown again is not computed again."""

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar
from weakref import ref

import pandas as pd

from analysis.bounded_cache import MIB, BoundedCache
from components.published.loaded_tracker import LoadedTracker
from components.session.view import View

MAX_ROW_BYTES = 4 * MIB
"""The memory of the results that `cached_by_table` caches."""

Result = TypeVar("Result")
Options = ParamSpec("Options")


def cached_by_view(build: Callable[Concatenate[View, Options], Result]) -> Callable[Concatenate[View, Options], Result]:
    """Cache the results of a function by version, selection and language, and by its arguments.

    Sessions share a result: like an answer of `view.answer`, it must never be changed, a figure above all. `build`
    reads only its arguments: no clock, no URL, no session. Tables and their rows are compared by identity, not by
    value: pass what `view.answer` or a cached function returned.
    """

    @wraps(build)
    def cached(view: View, /, *arguments: Options.args, **options: Options.kwargs) -> Result:
        values = tuple(map(_key_value, (*arguments, *options.values())))
        key = (build, view.key, tuple(options), values)
        return view.loaded.pieces.value(key, lambda: build(view, *arguments, **options))

    return cached


def cached_by_table(
    build: Callable[Concatenate[pd.DataFrame, Options], Result],
) -> Callable[Concatenate[pd.DataFrame, Options], Result]:
    """Cache the results of a function by a table, compared by identity, and by its other arguments.

    The same object is returned each time, so that it can be an argument of a function that `cached_by_view` wraps.
    """

    @wraps(build)
    def cached(table: pd.DataFrame, /, *arguments: Options.args, **options: Options.kwargs) -> Result:
        key = (build, IdentityKey(table), arguments, tuple(options.items()))
        return _results.value(key, lambda: build(table, *arguments, **options))

    return cached


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


_results = BoundedCache(MAX_ROW_BYTES)


def _key_value(value: object) -> Hashable:
    is_compared_by_identity = isinstance(value, pd.DataFrame | LoadedTracker | tuple)
    return IdentityKey(value) if is_compared_by_identity else value

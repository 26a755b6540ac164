"""The cache of page content by view: a page that is shown again is not computed again."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache, wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar, cast

import pandas as pd

from components.session.view import View

MAX_PIECES = 256
"""The size of the cache: about thirty pages with their filters. The least recently used piece is evicted first.

A piece's key refers to the tables it was built from, so this limits memory, too."""

Result = TypeVar("Result")
Options = ParamSpec("Options")


def cached_by_view(build: Callable[Concatenate[View, Options], Result]) -> Callable[Concatenate[View, Options], Result]:
    """Cache the results of a function by version, selection, language and appearance, and by its arguments.

    Sessions share a result: like an answer of `view.answer`, it must never be changed, a figure above all. `build`
    reads only its arguments: no clock, no URL, no session. Tables and their rows are compared by identity, not by
    value: pass what `view.answer` or a cached function returned.
    """

    @wraps(build)
    def cached(view: View, /, *arguments: Options.args, **options: Options.kwargs) -> Result:
        values = tuple(map(_key_value, (*arguments, *options.values())))
        return cast(Result, _cached_result(_Call(build, view.key, tuple(options), values, view, arguments, options)))

    return cached


def cached_by_table(
    build: Callable[Concatenate[pd.DataFrame, Options], Result],
) -> Callable[Concatenate[pd.DataFrame, Options], Result]:
    """Cache the results of a function by a table, compared by identity, and by its other arguments.

    The same object is returned each time, so that it can be an argument of a function that `cached_by_view` wraps.
    """
    results = lru_cache(maxsize=MAX_PIECES)(
        lambda table, arguments, options: build(table.value, *arguments, **dict(options))
    )

    @wraps(build)
    def cached(table: pd.DataFrame, /, *arguments: Options.args, **options: Options.kwargs) -> Result:
        return results(IdentityKey(table), arguments, tuple(options.items()))

    return cached


class Showable(Protocol):
    """A piece of a page that can be shown."""

    def show(self) -> None:
        """Show it at this position of the page."""


def cached_piece(
    build: Callable[Concatenate[View, Options], Showable | None],
) -> Callable[Concatenate[View, Options], None]:
    """Cache a piece of a page as `cached_by_view` does, and show it at each call; None shows nothing."""
    cached = cached_by_view(build)

    @wraps(build)
    def show(view: View, /, *arguments: Options.args, **options: Options.kwargs) -> None:
        piece = cached(view, *arguments, **options)
        if piece is not None:
            piece.show()

    return show


@dataclass(frozen=True, slots=True, init=False)
class IdentityKey:
    """A cache key that compares an object by identity. It refers to the object, so that its id is not reused."""

    value: Any = field(compare=False)
    _id: int

    def __init__(self, value: object) -> None:
        object.__setattr__(self, "value", value)
        object.__setattr__(self, "_id", id(value))


@dataclass(frozen=True, slots=True)
class _Call:
    """A call as a cache key. The fields that are not compared are what the call needs."""

    build: Callable[..., Any]
    view_key: tuple[Any, ...]
    names: tuple[str, ...]
    values: tuple[Any, ...]
    view: View = field(compare=False)
    arguments: tuple[Any, ...] = field(compare=False)
    options: dict[str, Any] = field(compare=False)


def _key_value(value: object) -> object:
    return IdentityKey(value) if isinstance(value, pd.DataFrame | tuple) else value


@lru_cache(maxsize=MAX_PIECES)
def _cached_result(call: _Call) -> Any:
    return call.build(call.view, *call.arguments, **call.options)

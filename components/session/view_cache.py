"""What is made of a view, kept: a page shown again is not worked out again."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache, wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar, cast

import pandas as pd

from components.session.view import View

MAX_PIECES = 256
"""How many pieces are kept: those of some thirty pages as they were filtered. The one used longest ago goes first.

A piece's key holds the tables it was made of, so this bounds memory, too."""

Made = TypeVar("Made")
Options = ParamSpec("Options")


def cached_by_view(make: Callable[Concatenate[View, Options], Made]) -> Callable[Concatenate[View, Options], Made]:
    """Make a piece of a page once for each version, selection, language and appearance, and for these arguments.

    What is made is shared between sessions: like an answer of `view.ask`, it is never changed, a figure above all.
    `make` reads nothing but its arguments: no clock, no address, no session. A table among them, or a row of one, is
    told from others by which object it is, not by what it holds: pass what `view.ask` returned or what was kept.
    """

    @wraps(make)
    def made(view: View, /, *arguments: Options.args, **options: Options.kwargs) -> Made:
        told = tuple(map(_told, (*arguments, *options.values())))
        return cast(Made, _made(_Call(make, view.key, tuple(options), told, view, arguments, options)))

    return made


class Showable(Protocol):
    """A finished piece of a page."""

    def show(self) -> None:
        """Show it at this place of the page."""


def cached_piece(
    make: Callable[Concatenate[View, Options], Showable | None],
) -> Callable[Concatenate[View, Options], None]:
    """Make a piece of a page as `kept` does, and show it at each call; None shows nothing."""
    once = cached_by_view(make)

    @wraps(make)
    def show(view: View, /, *arguments: Options.args, **options: Options.kwargs) -> None:
        piece = once(view, *arguments, **options)
        if piece is not None:
            piece.show()

    return show


@dataclass(frozen=True, slots=True, init=False)
class IdentityKey:
    """An object as a key: equal to itself alone. It holds the object, so that no other can take its place."""

    value: Any = field(compare=False)
    _place: int

    def __init__(self, held: object) -> None:
        object.__setattr__(self, "value", held)
        object.__setattr__(self, "_place", id(held))


@dataclass(frozen=True, slots=True)
class _Call:
    """A call as a key. What is not compared is what the call itself needs."""

    make: Callable[..., Any]
    view_key: tuple[Any, ...]
    names: tuple[str, ...]
    told: tuple[Any, ...]
    view: View = field(compare=False)
    arguments: tuple[Any, ...] = field(compare=False)
    options: dict[str, Any] = field(compare=False)


def _told(value: object) -> object:
    return IdentityKey(value) if isinstance(value, pd.DataFrame | tuple) else value


@lru_cache(maxsize=MAX_PIECES)
def _made(call: _Call) -> Any:
    return call.make(call.view, *call.arguments, **call.options)

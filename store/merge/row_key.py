"""The key of a row: the values by which two trackers have the same row."""

from collections.abc import Callable, Hashable, Iterable
from typing import TYPE_CHECKING

from model.dates.date import PartialDate

if TYPE_CHECKING:
    from model.tracker.reading import Row


def key_of(fields: Iterable[str]) -> "Callable[[Row], Hashable]":
    """Return the function that gives the key of a row; in it a date is its first day, or its words without days."""
    names = tuple(fields)
    return lambda row: tuple(_key_value(row.get(name)) for name in names)


def _key_value(value: object) -> Hashable:
    if isinstance(value, PartialDate):
        return value.first or value.words
    return value if isinstance(value, str | bool) else None

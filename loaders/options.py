"""What a person confirmed about a workbook: what its cells alone do not say."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from loaders.headings import fold
from loaders.scale_option import read_order

_MONTH = re.compile(r"(199\d|20\d\d|2100)-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Answers to what the loaders ask.

    Attributes:
        scale: the order of a proposed scale, worst first.
        as_at: the month, such as `2024-06`, that a list without dates is from.
        complete: the statuses of that order that mean done; None is the last of several.
        columns: the field of a column by its sheet and the cell of its heading; "" is none, so that it is not read.
        review: the name of the one review of a tracker that names none.
        known: the review and ref of each recommendation that is there already, so that a workbook which only brings
            updates of them is whole.
    """

    scale: tuple[str, ...] | None = None
    as_at: str | None = None
    complete: tuple[str, ...] | None = None
    columns: tuple[tuple[str, str, str], ...] = ()
    review: str | None = None
    known: tuple[tuple[str, str], ...] = ()

    def fields_on(self, sheet: str) -> Mapping[str, str]:
        """Return the fields that were given to columns of a sheet, by the cell of their headings."""
        return {cell: field for name, cell, field in self.columns if name == sheet}


NO_OPTIONS = ReadOptions()


class OptionError(Exception):
    """What a person gave cannot be meant. `code` says why; `given` is what it was."""

    def __init__(self, code: str, given: str) -> None:
        super().__init__(f"{code}: {given}")
        self.code, self.given = code, given


def options_of(*, scale: str | None, as_at: str | None) -> ReadOptions:
    """Return the options that words stand for: statuses with commas between them, a month such as `2024-06`.

    Where a status holds a comma itself, semicolons stand between them, or it stands in quotation marks.

    Raises OptionError where they are no such thing.
    """
    if as_at is not None and not _MONTH.fullmatch(as_at.strip()):
        raise OptionError("as-at", as_at)
    return ReadOptions(scale=None if scale is None else _order(scale), as_at=as_at.strip() if as_at else None)


def options_from_plain(told: Mapping[str, Any]) -> ReadOptions:
    """Return the options of what `asdict` makes of them, also after JSON, in which a tuple has become a list.

    Raises TypeError where it is none.
    """
    return ReadOptions(**{name: _tupled(value) for name, value in told.items()})


def _tupled(value: Any) -> Any:
    return tuple(map(_tupled, value)) if isinstance(value, list | tuple) else value


def _order(scale: str) -> tuple[str, ...]:
    try:
        words = read_order(scale)
    except ValueError as unclosed:
        raise OptionError("scale-unclosed", scale) from unclosed
    if not words or not all(words):
        raise OptionError("scale", scale)
    if len({fold(word) for word in words}) < len(words):
        raise OptionError("scale-repeated", scale)
    return words

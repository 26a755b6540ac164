"""What a person confirmed about a workbook: what its cells alone do not say."""

import re
from dataclasses import dataclass

from loaders.headings import fold
from loaders.scale_option import read_order

_MONTH = re.compile(r"(199\d|20\d\d|2100)-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Answers to what the loaders ask.

    Attributes:
        scale: the order of a proposed scale, worst first.
        as_at: the month, such as `2024-06`, that a list without dates is from.
    """

    scale: tuple[str, ...] | None = None
    as_at: str | None = None


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

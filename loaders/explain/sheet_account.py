"""The cells of a sheet by what became of them, without what counts them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SheetAccount:
    """The cells of a sheet by what became of them.

    Attributes:
        used: how many filled cells are in a record, in a key, or in the heading of a column that was read.
        named: how many other filled cells an issue names.
        blank: how many cells between the filled ones are empty.
        unaccounted: the addresses of the filled cells that are neither used nor named.
    """

    sheet: str
    used: int
    named: int
    blank: int
    unaccounted: tuple[str, ...]

"""The fill of a cell."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fill:
    """The colour a cell is filled with, as `#rrggbb`, and whether a conditional format gives it."""

    colour: str
    conditional: bool = False

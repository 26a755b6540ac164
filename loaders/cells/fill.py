"""The fill of a cell, and the cells that conditional formats colour."""

from dataclasses import dataclass
from typing import NamedTuple

from loaders.cells.addresses import CellRange


@dataclass(frozen=True, slots=True)
class Fill:
    """The colour a cell is filled with, as `#rrggbb`."""

    colour: str


class RuleRange(NamedTuple):
    """Cells that a rule of a conditional format may colour, and whether it colours a cell by its own value."""

    area: CellRange
    by_own_value: bool

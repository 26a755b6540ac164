"""Where the cells of a form stand on its sheet, once it is laid out as a table with headings across."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from loaders.cells.addresses import CellRange
from loaders.cells.values import CellRow


class Down(StrEnum):
    """What labels that go down a sheet have beside them: the values of one recommendation, or of one in each column."""

    FORM = "form"
    TURNED = "turned"


@dataclass(frozen=True, slots=True)
class Turn:
    """What was laid out, and what of it was left.

    Its rows have numbers that no sheet has, so that nobody can take one for a row of the sheet.

    Attributes:
        cells: the cells of the sheet that each cell of the table was made of, by its address; the first is its place.
        labels: the labels that became a heading, by its address: the cell of each, and the cells of its values.
        extents: the cells that a row of the table was made of, by its number.
        strays: rows among the labels that have no label and no place under a value.
        below: rows below the last label.
        beside: the places of cells that stand beside a value.
        ref: the ref that a label names, and its cell, as in Recommendation 3.
    """

    kind: Down
    cells: Mapping[str, Sequence[str]]
    labels: Mapping[str, Mapping[str, str]]
    extents: Mapping[int, CellRange]
    strays: Sequence[CellRow] = ()
    below: Sequence[CellRow] = ()
    beside: Sequence[tuple[int, int]] = ()
    ref: tuple[str, str] | None = None

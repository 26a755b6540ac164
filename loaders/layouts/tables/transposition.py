"""How a transposed form relates to its sheet: which cells of the sheet each cell of the table comes from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from loaders.cells.addresses import CellAddress, CellRange
from loaders.cells.values import CellRow


class TransposedKind(StrEnum):
    """The type of a form: the values of one recommendation, or a table with a recommendation in each column."""

    FORM = "form"
    TABLE = "turned"


@dataclass(frozen=True, slots=True)
class Transposition:
    """Which cells of a sheet a transposed table comes from, and which cells were not read.

    The rows of the table have numbers beyond the last row of any sheet, so they cannot be confused with its rows.

    Attributes:
        source_cells: by the address of each cell of the table, the cells of the sheet it comes from; the first is its
            location.
        label_cells: by the address of each heading, the labels it comes from: the cell of each, and the cells of its
            values.
        source_ranges: by the number of each row of the table, the range of the sheet it comes from.
        unlabelled_rows: rows among the labels that have no label and are not below a value.
        rows_below: rows below the last label.
        unread_cells: the cells next to a value that were not read.
        ref: the ref that a label names, and its cell, as in Recommendation 3.
    """

    kind: TransposedKind
    source_cells: Mapping[str, Sequence[str]]
    label_cells: Mapping[str, Mapping[str, str]]
    source_ranges: Mapping[int, CellRange]
    unlabelled_rows: Sequence[CellRow] = ()
    rows_below: Sequence[CellRow] = ()
    unread_cells: Sequence[CellAddress] = ()
    ref: tuple[str, str] | None = None

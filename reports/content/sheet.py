"""What a sheet of the accessible workbook holds: one titled table, in which no cell is blank."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from reports.content.document import StatusMark

Cell = str | int | date | StatusMark | None
"""What stands in a cell; a date is shown as its month, and None as the word for none."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its title, its table, and what a reader should know before the table.

    Attributes:
        name: what its tab says.
        table: the name of its table for formulas, the same in every language.
        about: what the table holds, in a sentence.
        rows: read once; making them is what takes time, so that how many there are can be told without.
        size: how many rows there are.
        widths: how wide each column is, in letters.
    """

    name: str
    table_name: str
    title: str
    description: str
    header: tuple[str, ...]
    rows: Iterable[tuple[Cell, ...]]
    row_count: int
    widths: tuple[int, ...]

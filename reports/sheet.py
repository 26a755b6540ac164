"""What a sheet of the accessible workbook holds: one titled table, in which no cell is blank."""

from dataclasses import dataclass
from datetime import date

from reports.document import Mark

Cell = str | int | date | Mark | None
"""What stands in a cell; a date is shown as its month, and None as the word for none."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its title, its table, and what a reader should know before the table.

    Attributes:
        name: what its tab says.
        table: the name of its table for formulas, the same in every language.
        about: what the table holds, in a sentence.
        widths: how wide each column is, in letters.
    """

    name: str
    table: str
    title: str
    about: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]

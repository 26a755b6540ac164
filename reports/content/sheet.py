"""A sheet of the accessible workbook: one titled table without blank cells."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from reports.content.document import StatusMark

Cell = str | int | date | StatusMark | None
"""The value of a cell; a date is shown as its month, and None as the word for none."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its title, a sentence about its table, and the table.

    Attributes:
        name: the name on its tab.
        table_name: the name of its table in formulas, the same in every language.
        description: a sentence on the table.
        rows: may be a generator, because making the rows takes time.
        row_count: the number of rows, known without making them.
        widths: the width of each column, in letters.
    """

    name: str
    table_name: str
    title: str
    description: str
    header: tuple[str, ...]
    rows: Iterable[tuple[Cell, ...]]
    row_count: int
    widths: tuple[int, ...]

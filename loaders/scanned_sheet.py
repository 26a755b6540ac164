"""What stands in a sheet's part, before merged cells are filled and conditional formats are judged."""

from dataclasses import dataclass, field

from loaders.addresses import CellRange
from loaders.cell_values import CellRow
from loaders.fills import Fill
from loaders.xml_stream import Element


@dataclass(slots=True)
class ScannedSheet:
    """What stands in a sheet's part.

    Attributes:
        rows: the rows that hold something, in the order of their numbers.
        filled: the fills of cells in such rows, and in rows of a few fills of which each is another, by row and then
            by column.
        merged: the merged ranges.
        hidden_rows: numbers of rows that are hidden.
        hidden_columns: first and last number of columns that are hidden.
        conditional_formats: the elements of conditional formats.
        cleaned: addresses of cells that held control characters.
        shortened: addresses of cells whose text was cut.
    """

    rows: list[CellRow] = field(default_factory=list)
    filled: dict[int, dict[int, Fill]] = field(default_factory=dict)
    merged: list[CellRange] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    conditional_formats: list[Element] = field(default_factory=list)
    cleaned: list[str] = field(default_factory=list)
    shortened: list[str] = field(default_factory=list)

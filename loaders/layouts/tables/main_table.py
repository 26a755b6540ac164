"""The main table of a sheet, which the blocks next to it are compared with."""

from collections.abc import Sequence
from dataclasses import dataclass

from loaders.cells.sheet import SheetCells
from loaders.cells.values import CellRow, Value, plain_text
from loaders.layouts.key.vocabulary import is_known_status
from loaders.layouts.tables.detect_tables import FoundTable, find_tables
from loaders.vocabulary.heading_aliases import ColumnMeaning
from loaders.vocabulary.heading_match import match_heading

_LOOSE = (None, ColumnMeaning.DATE, ColumnMeaning.TITLE)
"""Meanings that another table may have as well, such as a list of meetings or of people."""


@dataclass(frozen=True, slots=True)
class MainTable:
    """The tables of a sheet without the blocks next to them, and their texts."""

    tables: Sequence[FoundTable]
    texts: frozenset[str]

    @property
    def row_count(self) -> int:
        """The number of rows of its longest table."""
        return max(len(table.body) for table in self.tables)

    @property
    def header_row(self) -> int:
        """The number of its first header row."""
        return min(table.header_row for table in self.tables)

    @property
    def has_statuses(self) -> bool:
        """Whether a heading is a status, or only a round."""
        matches = [heading.match for table in self.tables for heading in table.headings]
        return any(match.meaning is ColumnMeaning.STATUS or match.round is not None for match in matches)

    def lacks_columns(self, headings: CellRow) -> bool:
        """Return whether some headings have a status, a round, or a meaning that no column of the table has."""
        matches = list(map(match_heading, headings.contents))
        meanings = {*_LOOSE, *(heading.match.meaning for table in self.tables for heading in table.headings)}
        meanings -= {ColumnMeaning.STATUS}
        return any(match.meaning not in meanings or match.round is not None for match in matches)

    def has_rows(self, rows: Sequence[CellRow]) -> bool:
        """Return whether rows are exactly the rows of a table."""
        numbers = [row.number for row in rows]
        return any(numbers == [row.number for row in table.body] for table in self.tables)

    def has_header_row(self, row: int) -> bool:
        """Return whether a row is the header row of a table."""
        return any(table.header_row == row for table in self.tables)

    def contains(self, value: Value) -> bool:
        """Return whether a value is in the table or is a usual status."""
        words = plain_text(value)
        return words in self.texts or is_known_status(words)


def main_table(sheet: SheetCells) -> MainTable | None:
    """Return the table of a sheet without the blocks next to it; None where it has no table."""
    tables = find_tables(sheet)
    return MainTable(tables, sheet.texts) if tables else None

"""The table of a sheet as what stands beside it is judged by it."""

from collections.abc import Sequence
from dataclasses import dataclass

from loaders.cells.sheet import SheetCells
from loaders.cells.values import CellRow, Value, plain_text
from loaders.layouts.key.vocabulary import is_known_status
from loaders.layouts.tables.detect_tables import FoundTable, find_tables
from loaders.vocabulary.heading_aliases import ColumnMeaning
from loaders.vocabulary.heading_match import match_heading
from loaders.vocabulary.heading_periods import shown_round


@dataclass(frozen=True, slots=True)
class MainTable:
    """The tables of a sheet from which what stands beside them was taken out, and their texts."""

    tables: Sequence[FoundTable]
    texts: frozenset[str]

    @property
    def rows(self) -> int:
        """How many rows its longest table has."""
        return max(len(table.body) for table in self.tables)

    @property
    def top(self) -> int:
        """The row of its first headings."""
        return min(table.line for table in self.tables)

    @property
    def rates(self) -> bool:
        """Whether a heading is that of a status, or nothing but a round."""
        headings = (heading.understood for table in self.tables for heading in table.headings)
        return any(
            one.meaning is ColumnMeaning.STATUS or (one.meaning is None and one.round is not None) for one in headings
        )

    def has_all(self, headings: CellRow, *, but: ColumnMeaning | None = None) -> bool:
        """Say whether no heading means a column, or names a round, that the table lacks; `but` one that it may lack."""
        own = {_told(heading.words) for table in self.tables for heading in table.headings}
        told = [_told(plain_text(value)) for value in headings.contents]
        nothing = {(None, ""), (but, "")} | ({(ColumnMeaning.STATUS, "")} if self.rates else set())
        return all(one in own or one in nothing for one in told)

    def goes_along(self, rows: Sequence[CellRow]) -> bool:
        """Say whether rows are just the rows of a table."""
        numbers = [row.number for row in rows]
        return any(numbers == [row.number for row in table.body] for table in self.tables)

    def is_headed_in(self, row: int) -> bool:
        """Say whether headings of a table stand in a row."""
        return any(table.line == row for table in self.tables)

    def knows(self, value: Value) -> bool:
        """Say whether a value stands in the table or is a usual status."""
        words = plain_text(value)
        return words in self.texts or is_known_status(words)


def main_table(sheet: SheetCells) -> MainTable | None:
    """Return the table of a sheet without what stands beside it; None where it has none."""
    tables = find_tables(sheet)
    return MainTable(tables, sheet.texts) if tables else None


def _told(words: str) -> tuple[ColumnMeaning | None, str]:
    one = match_heading(words)
    return one.meaning, shown_round(one.round) if one.round is not None else ""

"""Detect the tables of a sheet by their header rows, anywhere on it and up to three rows high."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from loaders.cells.addresses import column_and_row, enclosing_range
from loaders.cells.sheet import SheetCells
from loaders.cells.values import CellRow, plain_text
from loaders.issue_log import make_issue
from loaders.layouts.tables.header_rows import ColumnHeading, column_headings, header_row_spans
from loaders.mapping.fit import with_chosen_header_row
from loaders.vocabulary.heading_aliases import ColumnMeaning
from model.issues.issue import Issue, Severity


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table: its headings, the rows above and below them, and its last header row."""

    sheet: SheetCells
    headings: tuple[ColumnHeading, ...]
    rows_above: tuple[CellRow, ...]
    body: tuple[CellRow, ...]
    header_row: int

    def has(self, *meanings: ColumnMeaning) -> bool:
        """Return whether a heading has one of these meanings."""
        return any(heading.match.meaning in meanings for heading in self.headings)

    def issue(
        self, code: str, heading: ColumnHeading | None = None, *, severity: Severity | None = None, **details: str
    ) -> Issue:
        """Return an issue of the table: at a heading, which it names, or else at its first heading."""
        cell = (heading or self.headings[0]).cell
        found = {"found": heading.words} if heading is not None else {}
        return make_issue(code, sheet=self.sheet.name, cell=cell, severity=severity, **{**found, **details})

    def has_content(self, column: int) -> bool:
        """Return whether a cell of a column has a value or a fill."""
        return any(row.value_at(column) is not None or self.sheet.fill(column, row.number) for row in self.body)


def find_tables(sheet: SheetCells) -> list[FoundTable]:
    """Return the tables of a sheet from top to bottom; a table ends where the headings of the next begin."""
    spans = with_chosen_header_row(sheet, header_row_spans(sheet))
    tables: list[FoundTable] = []
    start = 0
    for (first, last), (end, _) in pairwise([*spans, (len(sheet.rows), 0)]):
        headings = tuple(column_headings(sheet.rows[first : last + 1], sheet))
        body_end = end
        if end < len(sheet.rows):
            body_end = last + 1 + _title_start(sheet.rows[last + 1 : end], sheet.rows[end])
        rows_above, body = tuple(sheet.rows[start:first]), tuple(sheet.rows[last + 1 : body_end])
        tables.append(FoundTable(sheet, headings, rows_above, body, sheet.rows[last].number))
        start = body_end
    return tables


def _title_start(rows: Sequence[CellRow], header: CellRow) -> int:
    """Return the index of the first title row of the next table: single texts directly above its headings.

    A blank row may be between the title and the headings. Then no other row above may have a single cell, for an item
    may have only a text.
    """
    index, number = len(rows), header.number
    if rows and number - rows[-1].number == 2 and all(row.filled_count > 1 for row in rows[:-1]):
        number -= 1
    while index and number - rows[index - 1].number == 1 and _may_be_title(rows[index - 1]):
        index -= 1
        number = rows[index].number
    return index


def _may_be_title(row: CellRow) -> bool:
    return row.filled_count == 1 and isinstance(row.contents[0], str)


def table_range(table: FoundTable) -> str:
    """Return the range of a table, from its title to the last row below it: A1:F24."""
    top = min(column_and_row(heading.cell)[1] for heading in table.headings)
    headings = [CellRow(row, [heading.words for heading in table.headings]) for row in (top, table.header_row)]
    return range_of([*table.rows_above, *headings, *table.body])


def range_of(rows: Sequence[CellRow]) -> str:
    """Return the smallest range that contains all cells of some rows."""
    return enclosing_range((column, row.number) for row in rows for column in row.filled_columns).text


def rows_issue(code: str, rows: Sequence[CellRow], sheet: SheetCells) -> Iterator[Issue]:
    """Yield one issue of some rows, if there are any: their numbers, and the words of the first cell."""
    if rows:
        column = rows[0].filled_columns[0]
        words, numbers = plain_text(rows[0].value_at(column)), sheet.row_list(row.number for row in rows)
        cell = sheet.address(column, rows[0].number)
        yield make_issue(code, sheet=sheet.name, cell=cell, found=numbers, words=words)

"""Detect the tables of a sheet by their header rows, anywhere on it and up to three rows high."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from loaders.cells.addresses import column_and_row, enclosing_range
from loaders.cells.sheet import SheetCells
from loaders.cells.values import CellRow, Value, plain_text
from loaders.issue_log import make_issue
from loaders.layouts.tables.header_rows import ColumnHeading, column_headings, find_header_row
from loaders.mapping.header_row import with_chosen_header_row
from loaders.vocabulary.heading_aliases import STRONG_ALIASES, WEAK_ALIASES, ColumnMeaning
from loaders.vocabulary.heading_match import LONGEST_HEADING, SURE_SCORE, match_heading
from loaders.vocabulary.heading_periods import round_of_cell
from model.issues.issue import Issue, Severity

_FUZZY_ROWS = 60
"""Misspelt headings are matched in so many of the first rows of a sheet; below them headings must be exact."""
_MAX_HEADER_ROWS = 3
_UNIMPORTANT = (None, ColumnMeaning.NOTE, ColumnMeaning.RATING, ColumnMeaning.BACKGROUND)
_DATE_MEANINGS = (
    ColumnMeaning.DATE,
    ColumnMeaning.TARGET,
    ColumnMeaning.DUE,
    ColumnMeaning.COMPLETED,
    ColumnMeaning.NOTE,
)
_ITEM_MEANINGS = (ColumnMeaning.REF, ColumnMeaning.RECOMMENDATION, ColumnMeaning.TITLE)


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
    spans = with_chosen_header_row(sheet, _without_metadata_blocks(list(_header_row_spans(sheet)), sheet))
    tables: list[FoundTable] = []
    start = 0
    for (first, last), (end, _) in pairwise([*spans, (len(sheet.rows), 0)]):
        headings = tuple(column_headings(sheet.rows[first : last + 1], sheet))
        body_end = end
        if end < len(sheet.rows):
            body_end = last + 1 + _next_title_start(sheet.rows[last + 1 : end], sheet.rows[end])
        rows_above, body = tuple(sheet.rows[start:first]), tuple(sheet.rows[last + 1 : body_end])
        tables.append(FoundTable(sheet, headings, rows_above, body, sheet.rows[last].number))
        start = body_end
    return tables


def plain_meaning(value: Value) -> ColumnMeaning | None:
    """Return the meaning of a text that is a heading exactly as written; None for any other value."""
    words = value.casefold().strip(" .:*?") if isinstance(value, str) and len(value) <= LONGEST_HEADING else ""
    return STRONG_ALIASES.get(words) or WEAK_ALIASES.get(words)


def title_start(rows: Sequence[CellRow], header: CellRow, *, texts_only: bool) -> int:
    """Return the index of the first of the title rows: rows with a single cell, directly above a header row.

    `rows` are those above the first header row; with `texts_only` the single cell must be a text.
    """
    index, number = len(rows), header.number
    while index and number - rows[index - 1].number == 1 and _may_be_title(rows[index - 1], texts_only=texts_only):
        index -= 1
        number = rows[index].number
    return index


def _next_title_start(rows: Sequence[CellRow], header: CellRow) -> int:
    """Return the index of the first title row of the next table; a blank row may be between the title and its headings.

    Then no other row above may have a single cell, for an item may have only a text.
    """
    *above, last = rows or [header]
    is_separate = header.number - last.number == 2 and all(row.filled_count > 1 for row in above)
    if is_separate and above and _may_be_title(last, texts_only=True):
        return len(above)
    return title_start(rows, header, texts_only=True)


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


def _may_be_title(row: CellRow, *, texts_only: bool) -> bool:
    return row.filled_count == 1 and (not texts_only or isinstance(row.contents[0], str))


def _without_metadata_blocks(spans: list[tuple[int, int]], sheet: SheetCells) -> list[tuple[int, int]]:
    """Leave out header rows that other headings follow at once: the details of a project above its table."""
    details = {
        span
        for span, following in pairwise(spans)
        if all(row.filled_count < 2 for row in sheet.rows[span[1] + 1 : following[0]])
        and _heading_meanings(sheet, *span) != _heading_meanings(sheet, *following)
    }
    return [span for span in spans if span not in details]


def _heading_meanings(sheet: SheetCells, first: int, last: int) -> set[ColumnMeaning | None]:
    return {heading.match.meaning for heading in column_headings(sheet.rows[first : last + 1], sheet)}


def _header_row_spans(sheet: SheetCells) -> Iterator[tuple[int, int]]:
    """Yield the first and last index of each run of header rows."""
    rows, index = sheet.rows, 0
    labels = frozenset(filter(plain_meaning, sheet.texts))
    date_columns: frozenset[int] = frozenset()
    found = False
    while index < len(rows):
        has_labels = index < _FUZZY_ROWS or len(labels.intersection(rows[index].values)) > 1
        if not has_labels or not _is_header_row(rows[index], date_columns):
            index += 1
            continue
        first, last = _best_span(sheet, index)
        while last + 1 < len(rows) and _repeats_headings(rows[last + 1], rows[last]):
            last += 1
        yield first, last
        found, date_columns = True, _date_columns(rows[last])
        index = last + 1
    header = find_header_row(sheet) if not found else None
    if header is not None:
        yield _best_span(sheet, header)


def _date_columns(header: CellRow) -> frozenset[int]:
    """Return the columns whose heading says that their cells are dates, so that a date in them is no heading."""
    return frozenset(
        column for column in header.filled_columns if match_heading(header.value_at(column)).meaning in _DATE_MEANINGS
    )


def _is_header_row(row: CellRow, date_columns: frozenset[int]) -> bool:
    """Return whether a row has headings: at least two with different meanings, and few without a meaning."""
    values = [value for value in row.values if value is not None]
    numbers = [isinstance(value, int | float) and round_of_cell(value) is None for value in values]
    if numbers[0] or 3 * sum(numbers) > len(numbers):
        return False  # a row of an item or of counts
    matches = [match_heading(value) for value in values]
    meanings = {match.meaning for match in matches if match.meaning not in _UNIMPORTANT and match.score >= SURE_SCORE}
    exact = {match.exact_meaning for match in matches} & meanings
    rounds = sum(
        match.round is not None and column not in date_columns
        for column, match in zip(row.filled_columns, matches, strict=True)
    )
    unknown = sum(match.meaning is None and match.round is None for match in matches)
    has_rounds = rounds >= 2 and not exact.isdisjoint(_ITEM_MEANINGS)
    enough = (len(meanings) >= 2 and bool(exact)) or len(meanings) >= 3 or has_rounds
    is_plain = any(match.exact_meaning is ColumnMeaning.RECOMMENDATION and not match.weak for match in matches)
    has_ref_and_text = {ColumnMeaning.REF, ColumnMeaning.RECOMMENDATION} <= exact  # whatever the others are
    return enough and (len(exact) >= 3 or has_ref_and_text or is_plain or 2 * unknown <= len(matches))


def _repeats_headings(row: CellRow, header: CellRow) -> bool:
    """Return whether most cells of a row are the texts above them, as where headings are merged down two rows."""
    same = sum(isinstance(row.value_at(c), str) and row.value_at(c) == header.value_at(c) for c in row.filled_columns)
    return same > 1 and 2 * same > row.filled_count


def _best_span(sheet: SheetCells, index: int) -> tuple[int, int]:
    """Return the header rows around one: more rows only where joining them distinguishes more columns."""
    rows = sheet.rows
    spans = [
        (first, last)
        for first in range(max(0, index - _MAX_HEADER_ROWS + 1), index + 1)
        for last in range(index, min(len(rows), first + _MAX_HEADER_ROWS))
        if all(after.number - row.number == 1 or after.repeats(row) for row, after in pairwise(rows[first : last + 1]))
        and rows[last].number - rows[first].number < _MAX_HEADER_ROWS
        and all(_has_headings(row, rows[index]) for row in rows[index + 1 : last + 1])
        and all(_may_be_group_row(row, rows[last]) for row in rows[first:index])
    ]
    return max(spans, key=lambda span: (_distinct_headings(rows[span[0] : span[1] + 1], sheet), span[0] - span[1]))


def _may_be_group_row(row: CellRow, labels: CellRow) -> bool:
    """Return whether a row above headings may name groups of them, and is no title and no details of a project."""
    if any(round_of_cell(value) is not None for value in row.values[len(labels.values) :]):
        return False  # a date to the right of the headings, as in As at: June 2024
    matches = [match_heading(value) for value in row.values if value is not None]
    known = sum(match.round is not None or match.exact_meaning is not None for match in matches)
    words = [plain_text(value) for value in labels.values if value is not None]
    has_plain_round = any(match.round is not None and match.meaning is None for match in matches)
    return (2 * known >= len(matches) and (len(matches) > 1 or has_plain_round)) or (
        len(matches) > 1 and len(set(words)) < len(words)
    )


def _has_headings(row: CellRow, header: CellRow) -> bool:
    """Return whether a row below a header row has headings: all with a meaning, or most merged with those above."""
    matches = [match_heading(value) for value in row.values if value is not None]
    return row.repeats(header) or all(match.exact_meaning is not None or match.round is not None for match in matches)


def _distinct_headings(rows: Sequence[CellRow], sheet: SheetCells) -> float:
    """Return how many meanings the headings of some rows have; different words decide between equal numbers."""
    headings = list(column_headings(rows, sheet))
    meanings = {
        (heading.match.meaning, heading.round_key)
        for heading in headings
        if heading.match.meaning not in (None, ColumnMeaning.NOTE) or heading.match.round is not None
    }
    labelled = {column for column, value in enumerate(rows[-1].values, start=1) if value is not None}
    words = {heading.words for heading in headings if heading.column in labelled}
    return len(meanings) + len(words) / 1000

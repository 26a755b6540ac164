"""Finding tables on a sheet: each by its row of headings, wherever that stands and however many rows it takes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.cells.addresses import address, numbers_of
from loaders.cells.sheet import SheetCells
from loaders.cells.values import CellRow, plain_text
from loaders.layouts.tables.header_rows import Heading, joined_headings
from loaders.layouts.tables.metadata_rows import says_when
from loaders.layouts.tables.transposition import Turn
from loaders.vocabulary.heading_aliases import STRONG, WEAK, ColumnMeaning
from loaders.vocabulary.heading_match import LONGEST, SURE, match_heading
from loaders.vocabulary.heading_periods import round_of_cell, shown_round

_LIKENESS_WITHIN = 60
"""Misspelt headings are looked for in so many of a sheet's first rows; further tables need their headings exact."""
_ROWS_OF_HEADINGS = 3
_NO_LABEL = (None, ColumnMeaning.NOTE, ColumnMeaning.RATING, ColumnMeaning.BACKGROUND)
_NAMES_ITEMS = (ColumnMeaning.REF, ColumnMeaning.RECOMMENDATION, ColumnMeaning.TITLE)


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table: its headings, the rows between the table before and its headings, and the rows below them.

    `turn` says where its cells stand on the sheet, if it is a form that was laid out as a table.
    """

    sheet: SheetCells
    headings: tuple[Heading, ...]
    above: Sequence[CellRow]
    body: Sequence[CellRow]
    line: int
    turn: Turn | None = None

    def has(self, *meanings: ColumnMeaning) -> bool:
        """Say whether a heading has one of these meanings."""
        return any(one.understood.meaning in meanings for one in self.headings)


def find_tables(sheet: SheetCells) -> list[FoundTable]:
    """Return the tables of a sheet from top to bottom; a table ends where the headings of the next begin."""
    spans = _without_particulars(list(_heading_spans(sheet)), sheet)
    tables: list[FoundTable] = []
    before = 0
    for place, (first, last) in enumerate(spans):
        end = spans[place + 1][0] if place + 1 < len(spans) else len(sheet.rows)
        headings = tuple(joined_headings(sheet.rows[first : last + 1], sheet))
        title = _title_start(sheet.rows, last + 1, end) if end < len(sheet.rows) else end
        above, body = sheet.rows[before:first], sheet.rows[last + 1 : title]
        tables.append(FoundTable(sheet, headings, above, body, sheet.rows[last].number))
        before = title
    return tables


def _without_particulars(spans: list[tuple[int, int]], sheet: SheetCells) -> list[tuple[int, int]]:
    """Leave out headings without a row under them that others follow: the particulars of a project above its table."""
    kept: list[tuple[int, int]] = []
    for place, (first, last) in enumerate(spans):
        following = spans[place + 1] if place + 1 < len(spans) else None
        if following is not None and all(_held(row) < 2 for row in sheet.rows[last + 1 : following[0]]):
            here, there = (_meanings(sheet, *span) for span in ((first, last), following))
            if here != there:
                continue
        kept.append((first, last))
    return kept


def _meanings(sheet: SheetCells, first: int, last: int) -> set[ColumnMeaning | None]:
    return {heading.understood.meaning for heading in joined_headings(sheet.rows[first : last + 1], sheet)}


def _held(row: CellRow) -> int:
    return sum(value is not None for value in row.values)


def _title_start(rows: Sequence[CellRow], start: int, end: int) -> int:
    """Return where the title of the next table begins: with single texts right above its headings."""
    place = end
    while place > start and rows[place].number - rows[place - 1].number == 1 and _one_text(rows[place - 1]):
        place -= 1
    return place


def _one_text(row: CellRow) -> bool:
    held = [value for value in row.values if value is not None]
    return len(held) == 1 and isinstance(held[0], str)


def _heading_spans(sheet: SheetCells) -> Iterator[tuple[int, int]]:
    """Yield the first and last place of each run of heading rows."""
    rows, place = sheet.rows, 0
    labels = frozenset(text for text in sheet.texts if _is_label(text))
    while place < len(rows):
        likeness = place < _LIKENESS_WITHIN
        unlike = not likeness and labels.isdisjoint(rows[place].values)
        if unlike or not _is_heading_row(rows[place], labels, likeness=likeness):
            place += 1
            continue
        first, last = _best_span(sheet, place)
        yield first, last
        place = last + 1


def _is_heading_row(row: CellRow, labels: frozenset[str], *, likeness: bool) -> bool:
    """Say whether a row holds headings: at least two that mean different things, and little that means nothing."""
    if not likeness and sum(value in labels for value in row.values) < 2:
        return False
    values = [value for value in row.values if value is not None]
    numbers = [isinstance(value, int | float) and round_of_cell(value) is None for value in values]
    if numbers[0] or 3 * sum(numbers) > len(numbers):
        return False  # it begins with a ref or holds counts: the words of a row are no headings
    held = [match_heading(value) for value in values]
    meant = {one.meaning for one in held if one.meaning not in _NO_LABEL and one.score >= SURE}
    exact = {one.meaning for one in held if one.meaning in meant and one.evidence != "fuzzy"}
    rounds = sum(one.round is not None for one in held)
    unknown = sum(one.meaning is None and one.round is None for one in held)
    enough = (len(meant) >= 2 and bool(exact)) or len(meant) >= 3 or (bool(exact & {*_NAMES_ITEMS}) and rounds >= 2)
    whole = {ColumnMeaning.REF, ColumnMeaning.RECOMMENDATION} <= exact  # whatever else is said, by agency or by unit
    return enough and (len(exact) >= 3 or whole or 2 * unknown <= len(held))


def _is_label(text: str) -> bool:
    """Say whether a text is a heading as it stands."""
    words = text.casefold().strip(" .:*?") if len(text) < LONGEST else ""
    return words in STRONG or words in WEAK


def _best_span(sheet: SheetCells, place: int) -> tuple[int, int]:
    """Return the rows of headings around one: more rows only where joining them tells more columns apart."""
    rows = sheet.rows
    spans = [
        (first, last)
        for first in range(max(0, place - _ROWS_OF_HEADINGS + 1), place + 1)
        for last in range(place, min(len(rows), first + _ROWS_OF_HEADINGS))
        if rows[last].number - rows[first].number == last - first
        and _all_labels(rows[place + 1 : last + 1])
        and all(_may_be_groups(row, rows[last]) for row in rows[first:place])
    ]
    return max(spans, key=lambda span: (_told_apart(rows[span[0] : span[1] + 1], sheet), span[0] - span[1]))


def _may_be_groups(row: CellRow, labels: CellRow) -> bool:
    """Say whether a row above headings may hold groups of them, and not a title or the particulars of a project."""
    if _says_when_beyond(row, len(labels.values)):
        return False
    held = [match_heading(value) for value in row.values if value is not None]
    known = sum(one.round is not None or (one.meaning is not None and one.evidence != "fuzzy") for one in held)
    words = [plain_text(value) for value in labels.values if value is not None]
    bare_round = any(one.round is not None and one.meaning is None for one in held)
    return (2 * known >= len(held) and (len(held) > 1 or bare_round)) or (
        len(held) > 1 and len(set(words)) < len(words)
    )


def _says_when_beyond(row: CellRow, last: int) -> bool:
    """Say whether a date and what it is of stand beyond the last heading, as in As at: June 2024."""
    return any(
        column > last and says_when(plain_text(row.at(column))) and round_of_cell(row.at(column + 1)) is not None
        for column in row.held
    )


def _all_labels(rows: Sequence[CellRow]) -> bool:
    """Say whether rows under the first heading row are headings too: every cell of them means something."""
    held = [match_heading(value) for row in rows for value in row.values if value is not None]
    return all((one.meaning is not None and one.evidence != "fuzzy") or one.round is not None for one in held)


def _told_apart(rows: Sequence[CellRow], sheet: SheetCells) -> float:
    headings = list(joined_headings(rows, sheet))
    told = {
        (one.understood.meaning, shown_round(one.understood.round) if one.understood.round is not None else "")
        for one in headings
        if one.understood.meaning not in (None, ColumnMeaning.NOTE) or one.understood.round is not None
    }
    labelled = {column for column, value in enumerate(rows[-1].values, start=1) if value is not None}
    words = {one.words for one in headings if one.column in labelled}
    return len(told) + len(words) / 1000


def table_range(table: FoundTable) -> str:
    """Return the range of a table with its title and what stands under it: A1:F24."""
    top = min(numbers_of(heading.cell)[1] for heading in table.headings)
    headings = [CellRow(row, [heading.words for heading in table.headings]) for row in (top, table.line)]
    return range_of([*table.above, *headings, *table.body])


def range_of(rows: Sequence[CellRow]) -> str:
    """Return the range that all cells of some rows lie in."""
    held = [column for row in rows for column in row.held]
    numbers = [row.number for row in rows]
    first, last = address(min(held), min(numbers)), address(max(held), max(numbers))
    return first if first == last else f"{first}:{last}"

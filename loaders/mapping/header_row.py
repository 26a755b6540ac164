"""The header row that a person chose: it begins a table, whatever the reader recognises."""

from collections.abc import Sequence

from loaders.cells.sheet import SheetCells
from loaders.cells.values import CellRow, plain_text
from loaders.mapping.sheet_mapping import SheetMapping
from model.text import label_key

_SEARCHED_ROWS = 200
"""A header row with the headings of a mapping is searched for in so many filled rows."""
_GROUP_SEPARATOR = " / "
Span = tuple[int, int]
"""The first and the last index of adjoining header rows among the rows of a sheet."""


def with_chosen_header_row(sheet: SheetCells, spans: Sequence[Span]) -> list[Span]:
    """Return the header rows of a sheet: the chosen one in place of all above it, and those that follow it.

    Group rows above the chosen row stay, where the reader recognises them together. Where a mapping names no row, it is
    the one with all of its headings, if the reader recognises none there.
    """
    mapping = sheet.mapping
    if mapping is None:
        return list(spans)
    if mapping.header_row is None:
        headings = _headings(mapping)
        recognised = (row for first, last in spans for row in sheet.rows[first : last + 1])
        index = _index_of(sheet, find_header_row(sheet, mapping, share=1))
        if index is None or any(headings <= _row_headings(row) for row in recognised):
            return list(spans)
    else:
        index = _index_of(sheet, mapping.header_row)
        if index is None:
            return []
    chosen = next((span for span in spans if span[1] == index), (index, index))
    return [chosen, *(span for span in spans if span[0] > index)]


def find_header_row(sheet: SheetCells, mapping: SheetMapping, *, share: float = 0.5) -> int | None:
    """Return the number of the row with the headings of a mapping, or at least a share of them.

    It is the row that the mapping names, unless that has none of its headings and another row has them.
    """
    headings = _headings(mapping)
    rows = {row.number: row for row in sheet.rows[:_SEARCHED_ROWS]}
    stated = mapping.header_row
    if stated is not None and (not headings or (stated in rows and headings & _row_headings(rows[stated]))):
        return stated
    counts = {number: len(headings & _row_headings(row)) for number, row in rows.items()} if headings else {}
    best = max(counts, key=lambda number: counts[number], default=None)
    return best if best is not None and counts[best] and counts[best] >= share * len(headings) else stated


def has_chosen_header_row(sheet: SheetCells) -> bool:
    """Return whether a person chose the header row of a sheet."""
    return sheet.mapping is not None and sheet.mapping.header_row is not None


def _index_of(sheet: SheetCells, number: int | None) -> int | None:
    return next((index for index, row in enumerate(sheet.rows) if row.number == number), None)


def _headings(mapping: SheetMapping) -> frozenset[str]:
    """Return the headings of a mapping; of one in several rows the lowest."""
    lowest = (choice.heading.rpartition(_GROUP_SEPARATOR)[2] for choice in mapping.columns)
    return frozenset(map(label_key, lowest)) - {""}


def _row_headings(row: CellRow) -> frozenset[str]:
    words = [plain_text(value) for value in row.values]
    return frozenset(label_key(text.rpartition(_GROUP_SEPARATOR)[2]) for text in words)

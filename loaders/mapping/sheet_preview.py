"""The first rows of a sheet as they are, with fills, so that a person can map them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from loaders.cells.display_text import displayed_text
from loaders.cells.sheet import SheetCells
from loaders.cells.values import CellRow
from loaders.mapping.fit import row_words
from loaders.mapping.sheet_mapping import WorkbookMapping
from loaders.records import TableRange

MAX_ROWS, MAX_COLUMNS = 12, 30
_ROWS_ABOVE_HEADER = 2
_MAX_TEXT = 90
"""The most characters of a cell in the first rows."""


class PreviewCell(NamedTuple):
    """The text that a cell displays, and its fill as `#rrggbb`; "" where it has none."""

    text: str
    fill: str = ""

    @property
    def is_shortened(self) -> bool:
        """Whether the text is a part of the text of its cell."""
        return len(self.text) == _MAX_TEXT and self.text.endswith("…")


class PreviewRow(NamedTuple):
    """A row of a sheet.

    Attributes:
        number: its number.
        words: its longest text, which tells it from others.
        cells: its cells from column A.
    """

    number: int
    words: str
    cells: tuple[PreviewCell, ...]


@dataclass(frozen=True, slots=True)
class SheetPreview:
    """The first rows of a sheet.

    Attributes:
        header_row: the header row that was chosen, recognised, or is likely; None on a sheet without texts.
        row_count: the number of its filled rows.
        column_count: the number of its columns.
        tables: the tables that were found on it.
        headings: the complete texts of its header row from column A, also where the first rows show a part of them.
    """

    name: str
    rows: tuple[PreviewRow, ...]
    header_row: int | None
    row_count: int
    column_count: int
    tables: tuple[TableRange, ...] = ()
    headings: tuple[str, ...] = ()

    def row(self, number: int | None) -> PreviewRow | None:
        """Return the row with a number, if it is among the first."""
        return next((row for row in self.rows if row.number == number), None)


def preview_sheets(
    sheets: Sequence[SheetCells], tables: Sequence[TableRange], mapping: WorkbookMapping
) -> tuple[SheetPreview, ...]:
    """Return the previews of all sheets with cells."""
    return tuple(_preview(sheet, tables, mapping) for sheet in sheets if sheet.rows)


def _preview(sheet: SheetCells, tables: Sequence[TableRange], mapping: WorkbookMapping) -> SheetPreview:
    found = tuple(table for table in tables if table.sheet == sheet.name)
    header = _header_row(sheet, found, mapping)
    return SheetPreview(
        sheet.name,
        tuple(_preview_row(sheet, row) for row in _first_rows(sheet, header)),
        header,
        len(sheet.rows),
        max(len(row.values) for row in sheet.rows),
        found,
        _headings(sheet, header),
    )


def _header_row(sheet: SheetCells, tables: Sequence[TableRange], mapping: WorkbookMapping) -> int | None:
    """Return the header row that a person chose, that of the first table, or the first row with the most texts."""
    chosen = mapping.of_sheet(sheet.name).header_row
    if chosen is not None:
        return chosen
    recognised = [table.header_row for table in sorted(tables, key=lambda table: not table.read)]
    if recognised:
        return recognised[0]
    counts = {row.number: sum(isinstance(value, str) for value in row.values) for row in sheet.rows[:MAX_ROWS]}
    best = max(counts, key=lambda number: counts[number])
    return best if counts[best] else None


def _headings(sheet: SheetCells, header: int | None) -> tuple[str, ...]:
    row = next((row for row in sheet.rows if row.number == header), None)
    return tuple(map(displayed_text, row.values)) if row is not None else ()


def _first_rows(sheet: SheetCells, header: int | None) -> Sequence[CellRow]:
    """Return the first rows; where the header row is further down, the rows around it."""
    index = next((index for index, row in enumerate(sheet.rows) if row.number == header), 0)
    start = 0 if index < MAX_ROWS - _ROWS_ABOVE_HEADER else index - _ROWS_ABOVE_HEADER
    return sheet.rows[start : start + MAX_ROWS]


def _preview_row(sheet: SheetCells, row: CellRow) -> PreviewRow:
    fills = {column: fill.colour for column, fill in sheet.fills_by_row.get(row.number, {}).items()}
    width = min(max(len(row.values), max(fills, default=0)), MAX_COLUMNS)
    cells = tuple(
        PreviewCell(_shortened(displayed_text(row.value_at(column))), fills.get(column, ""))
        for column in range(1, width + 1)
    )
    return PreviewRow(row.number, row_words(row), cells)


def _shortened(text: str) -> str:
    return text if len(text) <= _MAX_TEXT else f"{text[: _MAX_TEXT - 1]}…"

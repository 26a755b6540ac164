"""What a person maps a workbook by: the first rows of its sheets, and the mapping that it was read by."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from loaders.cells import COLUMN_LETTERS, CellRow, SheetCells, displayed_text
from loaders.mapping.apply_mapping import row_words
from loaders.mapping.mapping_file import ALL_FIELDS
from loaders.options import ColumnChoice, SheetMapping, WorkbookMapping
from loaders.records import PAPER, TableRange
from model.terms import group_by, shorten_text
from model.tracker.reading import COLUMNS_NOT_READ, MappedColumn, Reading

MAX_ROWS, MAX_COLUMNS = 12, 30
_ROWS_ABOVE_HEADER = 2
# The most characters of a cell in the first rows.
_MAX_TEXT = 90


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


class SheetPreview(NamedTuple):
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


def preview_sheets(
    sheets: Sequence[SheetCells], tables: Sequence[TableRange], mapping: WorkbookMapping
) -> tuple[SheetPreview, ...]:
    """Return the previews of all sheets with cells."""
    return tuple(_preview(sheet, tables, mapping) for sheet in sheets if sheet.rows)


def _preview(sheet: SheetCells, tables: Sequence[TableRange], mapping: WorkbookMapping) -> SheetPreview:
    """Return the preview of a sheet: its first rows, or those around a header row that is further down."""
    found = tuple(table for table in tables if table.sheet == sheet.name)
    header = _header_row(sheet, found, mapping)
    index = next((n for n, row in enumerate(sheet.rows) if row.number == header), None)
    headings = tuple(map(displayed_text, sheet.rows[index].values)) if index is not None else ()
    start = 0 if index is None or index < MAX_ROWS - _ROWS_ABOVE_HEADER else index - _ROWS_ABOVE_HEADER
    rows = tuple(_preview_row(sheet, row) for row in sheet.rows[start : start + MAX_ROWS])
    return SheetPreview(sheet.name, rows, header, len(sheet.rows), sheet.width, found, headings)


def _header_row(sheet: SheetCells, tables: Sequence[TableRange], mapping: WorkbookMapping) -> int | None:
    """Return the header row that a person chose, that of the first table, or the first row with the most texts."""
    chosen = mapping.of_sheet(sheet.name).header_row
    if chosen is not None:
        return chosen
    if tables:
        return min(tables, key=lambda table: not table.read).header_row
    counts = {row.number: sum(isinstance(value, str) for value in row.values) for row in sheet.rows[:MAX_ROWS]}
    best = max(counts, key=lambda number: counts[number])
    return best if counts[best] else None


def _preview_row(sheet: SheetCells, row: CellRow) -> PreviewRow:
    fills = sheet.fills_by_row.get(row.number, {})
    width = min(max(len(row.values), max(fills, default=0)), MAX_COLUMNS)
    texts = (shorten_text(displayed_text(row.value_at(column)), _MAX_TEXT) for column in range(1, width + 1))
    cells = (PreviewCell(text, fills.get(column, "")) for column, text in enumerate(texts, start=1))
    return PreviewRow(row.number, row_words(row), tuple(cells))


# The issues of columns that a person must look at; the mapping leaves them to the reader, which reports them again.
_LOST = ("column-without-round", "round-without-year", "status-columns-two", "heading-repeated")


def mapping_as_read(reading: Reading, sheets: Sequence[SheetPreview], used: WorkbookMapping) -> WorkbookMapping:
    """Return the mapping of every sheet that was read, what the used mapping says of others, and each other sheet.

    The reader decides about a sheet that was not read, and about a column that no choice of a field reads the same way.
    """
    by_sheet = group_by(columns_with_headings(reading), lambda column: column.sheet)
    # The reader finds several by itself.
    header_rows = {sheet.name: sheet.tables[0].header_row for sheet in sheets if len(sheet.tables) == 1}
    choices = ((used.of_sheet(name), header_rows.get(name), tuple(_choices(each))) for name, each in by_sheet.items())
    read = [replace(mapping, read=True, header_row=row, columns=chosen) for mapping, row, chosen in choices]
    others = [other for other in used.sheets if other.sheet not in by_sheet]
    listed = {*by_sheet, *(other.sheet for other in others)}
    return WorkbookMapping((*read, *others, *(SheetMapping(each.name) for each in sheets if each.name not in listed)))


def mapping_to_fill_in(sheets: Sequence[SheetPreview]) -> WorkbookMapping:
    """Return the mapping of a workbook in which no tracker was found: likely header rows, columns without a field."""
    mapped: list[SheetMapping] = []
    for sheet in sheets:
        headings = enumerate(sheet.headings, start=1)
        columns = tuple(ColumnChoice(COLUMN_LETTERS[n], heading, None) for n, heading in headings if heading)
        mapped += [SheetMapping(sheet.name, header_row=sheet.header_row, columns=columns)] if columns else []
    return WorkbookMapping(tuple(mapped))


def _choices(columns: Iterable[MappedColumn]) -> Iterator[ColumnChoice]:
    fields: dict[tuple[str, str], set[str | None]] = {}
    for column in columns:
        field = column.choice if column.choice in ALL_FIELDS else None
        if not column.field:
            field = None if column.evidence in _LOST else ""
        fields.setdefault((column.letters, column.heading), set()).add(field)
    for (letters, heading), found in fields.items():  # one heading of several tables may be read as several fields
        yield ColumnChoice(letters, heading, found.pop() if len(found) == 1 else None)


def columns_with_headings(reading: Reading) -> list[MappedColumn]:
    """Return every column with a heading; an unread column has the field "", and the issue's code as evidence.

    A published paper has no columns.
    """
    if reading.layout == PAPER:
        return []
    columns = {(column.sheet, column.cell): column for column in reading.columns if column.cell}
    for issue in reading.issues:
        if issue.code in COLUMNS_NOT_READ and issue.code != "column-without-heading" and issue.cell:
            unread = MappedColumn(issue.sheet, issue.cell, issue.found, "", issue.code)
            columns.setdefault((issue.sheet, issue.cell), unread)
    return list(columns.values())


def headings_key(reading: Reading) -> str:
    """Return a key that is equal for workbooks with the same sheets and headings."""
    columns = sorted((column.sheet, column.cell, column.heading) for column in columns_with_headings(reading))
    return "\n".join([reading.layout, *map("\t".join, columns)])

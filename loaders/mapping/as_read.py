"""The mapping of a reading, or of a refused workbook, with each column of its sheets, so that a person can edit it."""

from collections.abc import Iterator, Sequence

from loaders.cells.addresses import COLUMN_LETTERS
from loaders.mapping.possible_fields import ALL_FIELDS
from loaders.mapping.sheet_mapping import ColumnChoice, SheetMapping, WorkbookMapping
from loaders.mapping.sheet_preview import SheetPreview
from loaders.reading_summary import columns_with_headings
from loaders.records import TableRange
from model.tracker.reading import MappedColumn, Reading

_LOST = ("column-without-round", "round-without-year", "status-columns-two", "heading-repeated")
"""The issues of columns that a person must look at; the mapping leaves them to the reader, which reports them again."""


def mapping_as_read(reading: Reading, ranges: Sequence[TableRange], used: WorkbookMapping) -> WorkbookMapping:
    """Return the mapping of every sheet that was read, and what the used mapping says of other sheets.

    The reader decides about a column that no choice of a field reads the same way.

    Args:
        reading: the reading.
        ranges: the tables that were found.
        used: the mapping that it was read with.
    """
    columns = columns_with_headings(reading)
    names = list(dict.fromkeys(column.sheet for column in columns))
    sheets = [
        SheetMapping(
            name,
            header_row=_header_row(name, ranges),
            columns=tuple(_choices(name, columns)),
            excluded_rows=used.of_sheet(name).excluded_rows,
        )
        for name in names
    ]
    return WorkbookMapping((*sheets, *(other for other in used.sheets if other.sheet not in names)))


def mapping_to_fill_in(sheets: Sequence[SheetPreview]) -> WorkbookMapping:
    """Return the mapping of a workbook in which no tracker was found: likely header rows, columns without a field."""
    return WorkbookMapping(
        tuple(
            SheetMapping(sheet.name, header_row=sheet.header_row, columns=tuple(_unmapped(sheet.headings)))
            for sheet in sheets
            if sheet.header_row is not None
        )
    )


def _unmapped(headings: Sequence[str]) -> Iterator[ColumnChoice]:
    for column, heading in enumerate(headings, start=1):
        if heading:
            yield ColumnChoice(COLUMN_LETTERS[column], heading, None)


def _header_row(sheet: str, ranges: Sequence[TableRange]) -> int | None:
    """Return the header row of the only table of a sheet; None where the sheet has several, or a form."""
    found = [table for table in ranges if table.sheet == sheet]
    return found[0].header_row if len(found) == 1 else None


def _choices(sheet: str, columns: Sequence[MappedColumn]) -> Iterator[ColumnChoice]:
    fields: dict[tuple[str, str], set[str | None]] = {}
    for column in columns:
        if column.sheet == sheet:
            fields.setdefault((column.cell.rstrip("0123456789"), column.heading), set()).add(_field(column))
    for (letters, heading), found in fields.items():  # one heading of several tables may be read as several fields
        yield ColumnChoice(letters, heading, found.pop() if len(found) == 1 else None)


def _field(column: MappedColumn) -> str | None:
    if not column.field:
        return None if column.evidence in _LOST else ""
    return column.choice if column.choice in ALL_FIELDS else None

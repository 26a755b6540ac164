"""Change the mapping of a sheet, and read the workbook again: what the widgets of step 2 do."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from components.upload.mapping.mapped_file import (
    ColumnEntry,
    MappedFile,
    current_file,
    drafted_options,
    read_with,
    sheet_mapping,
)
from loaders.cells.addresses import COLUMN_NUMBERS
from loaders.cells.row_ranges import format_row_ranges
from loaders.mapping.sheet_mapping import ColumnChoice, ExcludedRow, SheetMapping
from loaders.mapping.sheet_preview import SheetPreview
from loaders.questions import accept_proposals
from model.text import label_key
from model.tracker.question import OpenQuestion

_ROWS = re.compile(r"\s*(\d{1,7})(?:\s*[-–]\s*(\d{1,7}))?\s*")
_MOST_ROWS = 10_000


def set_read(name: str, *, read: bool) -> None:
    """Read a sheet, or leave it out."""

    def change(file: MappedFile, sheet: SheetPreview, mapping: SheetMapping) -> SheetMapping:
        header = mapping.header_row if mapping.header_row is not None or file.is_read(sheet) else sheet.header_row
        return replace(mapping, read=read, header_row=header if read else mapping.header_row)

    _change_sheet(name, change)


def set_header_row(name: str, row: int) -> None:
    """Take a row as the header row; the columns keep their fields under its headings."""

    def change(_file: MappedFile, sheet: SheetPreview, mapping: SheetMapping) -> SheetMapping:
        columns = tuple(choice._replace(heading=_heading(sheet, row, choice.column)) for choice in mapping.columns)
        return replace(mapping, read=True, header_row=row, columns=columns)

    _change_sheet(name, change)


def set_field(name: str, entry: ColumnEntry, field: str | None) -> None:
    """Give a column a field; with None the reader decides."""

    def change(file: MappedFile, sheet: SheetPreview, mapping: SheetMapping) -> SheetMapping:
        columns = tuple(choice for choice in mapping.columns if not _is_of(choice, entry, file.entries(sheet)))
        if field is not None:
            columns = (*columns, ColumnChoice(entry.letters, entry.heading, field))
        needs_row = mapping.header_row is None and not any(table.read for table in sheet.tables)
        header = sheet.header_row if needs_row else mapping.header_row
        return replace(mapping, read=True, header_row=header, columns=columns)

    _change_sheet(name, change)


def set_excluded_rows(name: str, rows: Iterable[int]) -> None:
    """Leave rows of a sheet out."""

    def change(_file: MappedFile, sheet: SheetPreview, mapping: SheetMapping) -> SheetMapping:
        words = {row.row: row.words for row in mapping.excluded_rows} | {row.number: row.words for row in sheet.rows}
        return replace(mapping, excluded_rows=tuple(ExcludedRow(row, words.get(row, "")) for row in sorted({*rows})))

    _change_sheet(name, change)


def accept_columns(questions: Iterable[OpenQuestion]) -> None:
    """Give each column in question the field that is proposed."""
    file = current_file()
    if file is not None:
        read_with(file, replace(accept_proposals(drafted_options(file), questions), known=()))


def parse_rows(text: str) -> list[int]:
    """Return the numbers of rows in a text such as 7, 12-14. Raises ValueError if it is none."""
    rows: list[int] = []
    for part in re.split(r"[,;]", text) if text.strip() else ():
        found = _ROWS.fullmatch(part)
        if found is None:
            raise ValueError(part.strip())
        first, last = int(found[1]), int(found[2] or found[1])
        if not 0 < first <= last or last - first > _MOST_ROWS:
            raise ValueError(part.strip())
        rows += range(first, last + 1)
    return rows


def rows_text(mapping: SheetMapping) -> str:
    """Return the rows that a mapping leaves out as a text."""
    return format_row_ranges(row.row for row in mapping.excluded_rows)


def _change_sheet(name: str, change: Callable[[MappedFile, SheetPreview, SheetMapping], SheetMapping]) -> None:
    """Change the mapping of a sheet and read again; nothing if the upload is gone."""
    file = current_file()
    sheet = next((sheet for sheet in file.sheets if sheet.name == name), None) if file is not None else None
    if file is None or sheet is None:
        return
    options = drafted_options(file)
    mapping = change(file, sheet, sheet_mapping(file, sheet))
    read_with(file, replace(options, mapping=options.mapping.with_sheet(mapping), known=()))


def _is_of(choice: ColumnChoice, entry: ColumnEntry, entries: Iterable[ColumnEntry]) -> bool:
    """Return whether a choice is that of a column: by its heading, if no other column has it, else by its letters."""
    if not choice.heading:
        return choice.column == entry.letters
    if label_key(choice.heading) != label_key(entry.heading):
        return False
    same = [other for other in entries if label_key(other.heading) == label_key(entry.heading)]
    return choice.column == entry.letters or (len(same) == 1 and bool(entry.heading))


def _heading(sheet: SheetPreview, row: int, letters: str) -> str:
    """Return the heading of a column in a row; "" where it is not known in full, so that the letters decide."""
    number = COLUMN_NUMBERS[letters]
    if row == sheet.header_row:
        return "".join(sheet.headings[number - 1 : number])
    found = sheet.row(row)
    cells = found.cells[number - 1 : number] if found is not None else ()
    return "".join(cell.text for cell in cells if not cell.is_shortened)

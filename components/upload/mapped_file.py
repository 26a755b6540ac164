"""An uploaded workbook as it can be mapped: its sheets, its columns, and what the fields of step 2 change."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from components.session.upload_state import UploadedFile, change_upload, current_upload, read_again
from loaders.cells import COLUMN_LETTERS, COLUMN_NUMBERS, parse_ranges
from loaders.mapping.apply_mapping import chosen_fields
from loaders.mapping.sheet_preview import MAX_COLUMNS, SheetPreview, columns_with_headings
from loaders.open_questions import accept_proposals
from loaders.options import ColumnChoice, MappedRow, ReadOptions, SheetMapping
from model.terms import label_key
from model.tracker.reading import MappedColumn, OpenQuestion

# The issues of sheets that were not read.
NOT_READ = {
    "sheet-passed-over",
    "sheet-without-items",
    "sheet-without-headings",
    "sheet-left-out",
    "list-of-another-kind",
    "table-not-read",
}
_ROWS = re.compile(r"\s*(\d{1,7})(?:\s*[-–]\s*(\d{1,7}))?\s*")
_MOST_ROWS = 10_000


@dataclass(frozen=True, slots=True)
class ColumnEntry:
    """A column of a sheet, or a label of a form, to which a person can give a field.

    Attributes:
        letters: the letters of the column.
        heading: its heading; "" where it has none.
        chosen: the field that a person chose; None where the reader decides.
        column: how it was read; None where it is in no table that was read.
    """

    letters: str
    heading: str
    chosen: str | None
    column: MappedColumn | None

    @property
    def field(self) -> str:
        """The field it was read as; "" where it was not read."""
        return self.column.field if self.column is not None else ""

    @property
    def recognised(self) -> str:
        """The field that a person would choose to read it the same way; else the field it was read as."""
        return (self.column.choice if self.column is not None else None) or self.field

    @property
    def is_open(self) -> bool:
        """Whether the reader asks which field the column has."""
        return self.chosen is None and self.column is not None and bool(self.column.candidates)


def is_sheet_read(file: UploadedFile, sheet: SheetPreview) -> bool:
    """Return whether a sheet was read."""
    if file.reading is None or not file.options.mapping.of_sheet(sheet.name).read:
        return False
    tables = any(table.read for table in sheet.tables)
    unread = any(issue.sheet == sheet.name and issue.code in NOT_READ for issue in file.reading.issues)
    return tables or not unread


def column_entries(file: UploadedFile, sheet: SheetPreview) -> list[ColumnEntry]:
    """Return the columns of a sheet from left to right, or the labels of its forms."""
    columns = columns_with_headings(file.reading) if file.reading is not None else []
    read = [column for column in columns if column.sheet == sheet.name]
    found = {(column.cell.rstrip("0123456789"), column.heading): column for column in reversed(read)}
    places: dict[tuple[str, str], MappedColumn | None] = dict(reversed(found.items()))
    if not is_form(sheet):
        with_column = {letters for letters, _ in places}
        for letters, words in _header_cells(sheet):
            if letters not in with_column:
                places[letters, words] = None
    ordered = sorted(places, key=lambda place: COLUMN_NUMBERS[place[0]])
    fields = chosen_fields(file.options.mapping.of_sheet(sheet.name), ordered)
    return [
        ColumnEntry(letters, words, chosen, places[letters, words])
        for (letters, words), chosen in zip(ordered, fields, strict=True)
    ]


def is_form(sheet: SheetPreview) -> bool:
    """Return whether the tables that were read on a sheet are forms, which have labels and no header row."""
    read = [table for table in sheet.tables if table.read]
    return bool(read) and all(table.header_row is None for table in read)


def drafted_options(file: UploadedFile) -> ReadOptions:
    """Return the options that the next run reads with: changes follow each other faster than a file is read."""
    request = current_upload().request
    return file.options if request is None or request.options is None else request.options


def sheet_mapping(file: UploadedFile, sheet: SheetPreview) -> SheetMapping:
    """Return the mapping of a sheet in the options that are drafted."""
    return drafted_options(file).mapping.of_sheet(sheet.name)


def set_read(name: str, *, read: bool) -> None:
    """Read a sheet, or leave it out."""

    def change(file: UploadedFile, sheet: SheetPreview, mapping: SheetMapping) -> SheetMapping:
        needs_row = read and mapping.header_row is None and not is_sheet_read(file, sheet)
        return replace(mapping, read=read, header_row=sheet.header_row if needs_row else mapping.header_row)

    _change_sheet(name, change)


def set_header_row(name: str, row: int) -> None:
    """Take a row as the header row; the columns keep their fields under its headings."""

    def change(_file: UploadedFile, sheet: SheetPreview, mapping: SheetMapping) -> SheetMapping:
        columns = tuple(choice._replace(heading=_heading(sheet, row, choice.column)) for choice in mapping.columns)
        return replace(mapping, read=True, header_row=row, columns=columns)

    _change_sheet(name, change)


def set_field(name: str, entry: ColumnEntry, field: str | None) -> None:
    """Give a column a field; with None the reader decides."""

    def change(file: UploadedFile, sheet: SheetPreview, mapping: SheetMapping) -> SheetMapping:
        columns = tuple(choice for choice in mapping.columns if not _is_of(choice, entry, column_entries(file, sheet)))
        if field is not None:
            columns = (*columns, ColumnChoice(entry.letters, entry.heading, field))
        needs_row = mapping.header_row is None and not any(table.read for table in sheet.tables)
        header = sheet.header_row if needs_row else mapping.header_row
        return replace(mapping, read=True, header_row=header, columns=columns)

    _change_sheet(name, change)


def set_rows(name: str, field: str, rows: Iterable[int]) -> None:
    """Leave rows of a sheet out (`excluded_rows`), or read them as items (`item_rows`)."""

    def change(_file: UploadedFile, sheet: SheetPreview, mapping: SheetMapping) -> SheetMapping:
        words = {row.row: row.words for row in (*mapping.excluded_rows, *mapping.item_rows)}
        words |= {row.number: row.words for row in sheet.rows}
        named = tuple(MappedRow(row, words.get(row, "")) for row in sorted({*rows}))
        return replace(mapping, excluded_rows=named) if field == "excluded_rows" else replace(mapping, item_rows=named)

    _change_sheet(name, change)


def add_rows(name: str, field: str, rows: str) -> None:
    """Leave more rows of a sheet out (`excluded_rows`), or read more as items (`item_rows`)."""
    file = current_upload().upload
    chosen = getattr(drafted_options(file).mapping.of_sheet(name), field) if file is not None else ()
    set_rows(name, field, (*(row.row for row in chosen), *parse_rows(rows)))


def has_row_numbers(text: str) -> bool:
    """Return whether a text names rows by their numbers alone."""
    try:
        return bool(parse_rows(text))
    except ValueError:
        return False


def set_tables(name: str, ranges: Sequence[str]) -> None:
    """Read some ranges of a sheet as a table each; with none the reader finds its tables."""
    _change_sheet(name, lambda _file, _sheet, mapping: replace(mapping, read=True, tables=tuple(ranges)))


def accept_columns(questions: Iterable[OpenQuestion]) -> None:
    """Give each column in question the field that is proposed."""
    file = current_upload().upload
    if file is not None:
        change_upload(read_again, replace(accept_proposals(drafted_options(file), questions), known=()))


def parse_rows(text: str) -> list[int]:
    """Return the numbers of rows in a text such as 7, 12-14. Raises ValueError if it is none."""
    rows: list[int] = []
    for part in re.split(r"[,;]", text) if text.strip() else ():
        found = _ROWS.fullmatch(part)
        first, last = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
        if not 0 < first <= last or last - first > _MOST_ROWS:
            raise ValueError(part.strip())
        rows += range(first, last + 1)
    return rows


def parse_ranges_text(text: str) -> list[str]:
    """Return the ranges in a text such as A3:F20, H3:M20. Raises ValueError if it has another part."""
    parts = re.split(r"[,;\s]+", text.strip().upper()) if text.strip() else []
    for part in parts:
        if len(list(parse_ranges(part))) != 1:
            raise ValueError(part)
    return parts


def _header_cells(sheet: SheetPreview) -> list[tuple[str, str]]:
    """Return the letters and the complete heading of each column that is shown, and of every other with a heading."""
    headings = [*sheet.headings, *[""] * (sheet.column_count - len(sheet.headings))]
    cells = [(COLUMN_LETTERS[number], heading) for number, heading in enumerate(headings, start=1)]
    return [*cells[:MAX_COLUMNS], *(cell for cell in cells[MAX_COLUMNS:] if cell[1])]


def _change_sheet(name: str, change: Callable[[UploadedFile, SheetPreview, SheetMapping], SheetMapping]) -> None:
    """Change the mapping of a sheet and read again; nothing if the upload is gone."""
    file = current_upload().upload
    sheet = next((sheet for sheet in file.sheets if sheet.name == name), None) if file is not None else None
    if file is None or sheet is None:
        return
    options = drafted_options(file)
    mapping = change(file, sheet, sheet_mapping(file, sheet))
    change_upload(read_again, replace(options, mapping=options.mapping.with_sheet(mapping), known=()))


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

"""An uploaded workbook as it can be mapped, whether it was read or refused: its sheets, columns and their fields."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from components.session.upload_state import KEY_PREFIX, change_upload, current_upload, read_again
from components.session.uploaded_workbook import RefusedFile, UploadedWorkbook
from loaders.cells.addresses import COLUMN_LETTERS, COLUMN_NUMBERS
from loaders.column_questions import columns_with_headings
from loaders.mapping.fields import HeadingPlace, chosen_fields
from loaders.mapping.possible_fields import possible_fields
from loaders.mapping.sheet_mapping import SheetMapping
from loaders.mapping.sheet_preview import MAX_COLUMNS, SheetPreview
from loaders.options import ReadOptions
from model.tracker.reading import MappedColumn, Reading

_DRAFT = f"{KEY_PREFIX}mapping"
_NOT_READ = {
    "sheet-passed-over",
    "sheet-without-items",
    "sheet-without-headings",
    "sheet-unknown",
    "sheet-left-out",
    "list-of-another-kind",
    "table-not-read",
}
"""The issues of sheets that were not read."""


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


@dataclass(frozen=True, eq=False)
class MappedFile:
    """A workbook with the options that it was read with.

    Attributes:
        token: a text that differs from that of any other reading.
        reading: None where it was refused.
    """

    token: str
    options: ReadOptions
    sheets: tuple[SheetPreview, ...]
    reading: Reading | None

    def is_read(self, sheet: SheetPreview) -> bool:
        """Return whether a sheet was read."""
        if self.reading is None or not self.options.mapping.of_sheet(sheet.name).read:
            return False
        tables = any(table.read for table in sheet.tables)
        unread = any(issue.sheet == sheet.name and issue.code in _NOT_READ for issue in self.reading.issues)
        return tables or not unread

    def entries(self, sheet: SheetPreview) -> list[ColumnEntry]:
        """Return the columns of a sheet from left to right, or the labels of its forms."""
        read = [column for column in self._columns() if column.sheet == sheet.name]
        found = {(_letters(column), column.heading): column for column in reversed(read)}
        places: dict[tuple[str, str], MappedColumn | None] = dict(reversed(found.items()))
        if not is_form(sheet):
            with_column = {letters for letters, _ in places}
            for letters, words in _header_cells(sheet):
                if letters not in with_column:
                    places[letters, words] = None
        ordered = sorted(places, key=lambda place: COLUMN_NUMBERS[place[0]])
        fields = chosen_fields(
            self.options.mapping.of_sheet(sheet.name), [HeadingPlace(words, [letters]) for letters, words in ordered]
        )
        return [
            ColumnEntry(letters, words, chosen, places[letters, words])
            for (letters, words), chosen in zip(ordered, fields, strict=True)
        ]

    def fields(self, sheet: SheetPreview) -> Sequence[str]:
        """Return the fields that the columns of a sheet can have."""
        return possible_fields(self.reading.layout if self.reading is not None else "", sheet.name)

    def _columns(self) -> list[MappedColumn]:
        return columns_with_headings(self.reading) if self.reading is not None else []


def mapped_file(upload: UploadedWorkbook | RefusedFile) -> MappedFile:
    """Return an upload as it can be mapped."""
    if isinstance(upload, UploadedWorkbook):
        return MappedFile(upload.token, upload.options, upload.sheets, upload.reading)
    return MappedFile(f"refused-{id(upload)}", upload.options, upload.sheets, None)


def is_form(sheet: SheetPreview) -> bool:
    """Return whether the tables that were read on a sheet are forms, which have labels and no header row."""
    read = [table for table in sheet.tables if table.read]
    return bool(read) and all(table.header_row is None for table in read)


def drafted_options(file: MappedFile) -> ReadOptions:
    """Return the options that the next run reads with: changes follow each other faster than a file is read."""
    draft: Mapping[str, ReadOptions] = st.session_state.get(_DRAFT, {})
    return draft.get(file.token, file.options)


def read_with(file: MappedFile, options: ReadOptions) -> None:
    """Let the next run read the workbook with other options."""
    st.session_state[_DRAFT] = {file.token: options}
    change_upload(read_again, options)


def current_file() -> MappedFile | None:
    """Return the current upload as it can be mapped; None without one."""
    state = current_upload()
    upload = state.workbook or state.refusal
    return mapped_file(upload) if upload is not None else None


def sheet_mapping(file: MappedFile, sheet: SheetPreview) -> SheetMapping:
    """Return the mapping of a sheet in the options that are drafted."""
    return drafted_options(file).mapping.of_sheet(sheet.name)


def _letters(column: MappedColumn) -> str:
    return column.cell.rstrip("0123456789")


def _header_cells(sheet: SheetPreview) -> list[tuple[str, str]]:
    """Return the letters and the complete heading of each column that is shown, and of every other with a heading."""
    headings = [*sheet.headings, *[""] * (sheet.column_count - len(sheet.headings))]
    cells = [(COLUMN_LETTERS[number], heading) for number, heading in enumerate(headings, start=1)]
    return [*cells[:MAX_COLUMNS], *(cell for cell in cells[MAX_COLUMNS:] if cell[1])]

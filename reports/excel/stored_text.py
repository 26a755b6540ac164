"""Texts as a workbook stores them: in cells, as names of sheets, and in its properties."""

import re

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from reports.content.reproducible_zip import unzip_files, zip_files
from reports.content.storable_text import storable

_PROPERTIES = "docProps/core.xml"
_MAX_CELL_LENGTH = 32_767  # the most characters of a cell in Excel
_MAX_SHEET_NAME_LENGTH = 31


def write_text(sheet: Worksheet, row_index: int, column: int, text: str, style: Format) -> None:
    """Write a text literally; one that XlsxWriter would read as a rich string is written in two parts."""
    stored = storable(text)
    stored = stored if len(stored) <= _MAX_CELL_LENGTH else f"{stored[: _MAX_CELL_LENGTH - 1]}…"
    if stored.startswith("<r>") and stored.endswith("</r>"):
        sheet.write_rich_string(row_index, column, *stored[:2], stored[2:], style)
    else:
        sheet.write_string(row_index, column, stored or " ", style)


def sheet_name(name: str) -> str:
    """Return a name without the characters that Excel forbids in the name of a sheet."""
    return re.sub(r"[\[\]:*?/\\]", " ", name).strip("' ")[:_MAX_SHEET_NAME_LENGTH]


def quote_sheet_name(name: str) -> str:
    """Return the name of a sheet as a formula or a link has it."""
    return "'" + name.replace("'", "''") + "'"


def set_language(book: bytes, tag: str) -> bytes:
    """Return a workbook with its language in its properties, which XlsxWriter has no setting for."""
    files = unzip_files(book)
    end = b"</cp:coreProperties>"
    files[_PROPERTIES] = files[_PROPERTIES].replace(end, f"<dc:language>{tag}</dc:language>".encode() + end)
    return zip_files(files)

"""Workbooks as XlsxWriter writes them: formats, literal texts, sheets on A4, and tables."""

import re
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from model.language import Language
from reports.document import COLOURS, FONT
from reports.reproducible import CREATION_DATE, property_text, storable, unzip_files, zip_files

_PROPERTIES = "docProps/core.xml"
_MAX_CELL_LENGTH = 32_767  # the most characters of a cell in Excel
_MAX_SHEET_NAME_LENGTH, _MAX_FOOTER = 31, 255
_LOCALES = {Language.ENGLISH: "[$-809]", Language.WELSH: "[$-452]"}


class Book:
    """A workbook in one language and one size of letters; the same content gives the same bytes."""

    def __init__(
        self,
        language: Language,
        *,
        font_size: int,
        table_style: str | None = None,
        options: Mapping[str, Any] | None = None,
    ) -> None:
        self._target, self._language, self._font_size = BytesIO(), language, font_size
        self._book = Workbook(self._target, {"in_memory": True, **(options or {})})
        self._table_style = table_style
        self._formats: dict[tuple[tuple[str, object], ...], Format] = {}

    def content(self, **properties: str) -> bytes:
        """Return the bytes of the workbook, with its properties such as its title."""
        texts = {name: property_text(text) for name, text in properties.items()}
        self._book.set_properties({**texts, "created": CREATION_DATE})
        self._book.close()
        return _set_language(self._target.getvalue(), self._language.tag)

    def format(self, **properties: object) -> Format:
        """Return the cached format with these properties."""
        all_properties = {
            "font_name": FONT,
            "font_size": self._font_size,
            "font_color": COLOURS.text,
            "valign": "top",
            **properties,
        }
        key = tuple(sorted(all_properties.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(all_properties)
        return self._formats[key]

    def date_format(self, pattern: str) -> dict[str, object]:
        """Return the properties of a date in the language of the workbook."""
        return {"num_format": f"{_LOCALES[self._language]}{pattern}", "align": "left"}

    def add_hidden_sheet(self, name: str) -> Worksheet:
        """Add a sheet that is not shown."""
        sheet = self._book.add_worksheet(name)
        sheet.hide()
        return sheet

    def add_sheet(self, name: str, *, footer: str, page_number_pattern: str) -> Worksheet:
        """Add a sheet that prints on A4 in landscape, with a footer and the number of the page."""
        sheet = self._book.add_worksheet(sheet_name(name))
        sheet.set_paper(9)
        sheet.set_landscape()
        pages = page_number_pattern.format(page="&P", pages="&N")
        longest = _MAX_FOOTER - len(pages) - 5
        text = storable(footer)[:longest]
        text = text[: longest - text.count("&")].replace("&", "&&")
        sheet.set_footer(f"&L{text}&R{pages}")
        return sheet

    def write(self, sheet: Worksheet, row: int, column: int, text: str, **properties: object) -> None:
        """Write a text literally; what XlsxWriter would read as a rich string is written in two parts."""
        style, stored = self.format(**properties), storable(text)
        stored = stored if len(stored) <= _MAX_CELL_LENGTH else f"{stored[: _MAX_CELL_LENGTH - 1]}…"
        if stored.startswith("<r>") and stored.endswith("</r>"):
            sheet.write_rich_string(row, column, *stored[:2], stored[2:], style)
        else:
            sheet.write_string(row, column, stored or " ", style)

    def write_link(self, sheet: Worksheet, row: int, name: str, text: str = "") -> None:
        """Write a link to a sheet into the first column; its text is the name of the sheet unless another is given."""
        target = sheet_name(name)
        address = "internal:'" + target.replace("'", "''") + "'!A1"
        style = self.format(underline=1, font_color=COLOURS.accent, text_wrap=not text)
        sheet.write_url(row, 0, address, style, text or target)

    def add_table(self, sheet: Worksheet, name: str, header: Sequence[str], *, row: int, count: int) -> None:
        """Add a table of some rows below its header row, which has a line below it."""
        header_style = self.format(bold=True, text_wrap=True, bottom=2)
        columns = [{"header": heading, "header_format": header_style} for heading in header]
        options = {
            "name": name,
            "columns": columns,
            "autofilter": False,
            "style": self._table_style,
            "banded_rows": False,
        }
        sheet.add_table(row, 0, row + count, len(header) - 1, options)


def sheet_name(name: str) -> str:
    """Return a name without the characters that Excel forbids in the name of a sheet."""
    return re.sub(r"[\[\]:*?/\\]", " ", name).strip("' ")[:_MAX_SHEET_NAME_LENGTH]


def _set_language(book: bytes, tag: str) -> bytes:
    """Return a workbook with its language in its properties, which XlsxWriter has no setting for."""
    files = unzip_files(book)
    end = b"</cp:coreProperties>"
    files[_PROPERTIES] = files[_PROPERTIES].replace(end, f"<dc:language>{tag}</dc:language>".encode() + end)
    return zip_files(files)

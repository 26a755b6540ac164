"""Workbooks of an edition and of a list, in an accessible layout, and how every workbook is written.

The cover has no table; every other sheet has one, which begins in cell A5 and has no merged or blank cell (Analysis
Function, "Releasing statistics in spreadsheets").
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any, ClassVar

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from model.terms import Language, normalise_space, shorten_text
from reports.document import FONT, HEADING, LINK, MUTED, PLAIN, ROW_HEADING, Cell, CellStyle, Edition, Sheet, StatusMark
from reports.panel.report import late_summary
from reports.reproducible import CREATION_DATE, property_text, storable, unzip_files, zip_files
from reports.tables import notes_sheet, recommendations_sheet, summary_sheets
from reports.text.narrator import Narrator
from wording.formatting import mark_meaning, mark_word

_PROPERTIES = "docProps/core.xml"
_MAX_CELL_LENGTH = 32_767  # the most characters of a cell in Excel
_MAX_SHEET_NAME_LENGTH, _MAX_FOOTER = 31, 255
_LOCALES = {Language.ENGLISH: "[$-809]", Language.WELSH: "[$-452]"}
# The index of every table's header row, from 0: tables begin in cell A5.
HEADER_ROW = 4
_MAX_HEADING_LENGTH = 255
# The font sizes of the lines of the cover.
_COVER_SIZES = {"title": 18, "heading": 14, "line": 12}


def workbook_bytes(edition: Edition, keys: Sequence[tuple[str, str]] | None = None) -> bytes:
    """Return an edition, or a list of its recommendations by review and ref, as an .xlsx in the accessible layout.

    The same edition gives the same bytes.
    """
    narrator = Narrator(edition)
    book = _EditionBook(narrator, narrator.footer)
    if keys is not None:
        return book.bytes_of((recommendations_sheet(narrator, keys),))
    return book.bytes_of((notes_sheet(narrator), *summary_sheets(narrator)))


def cover_lines(narrator: Narrator) -> tuple[tuple[str, str], ...]:
    """Return the lines of the cover, each with its style: `title`, `heading` or `line`."""
    _, scale = narrator.translator, narrator.scale
    meanings = [(mark_word(mark, scale, _), mark_meaning(mark, scale, _)) for mark in scale.marks]
    facts = [narrator.headline, narrator.movement, late_summary(narrator), narrator.inferred_note()]
    return (
        ("title", narrator.report_title),
        *(("line", line) for line in (narrator.as_at_line, narrator.selection_line, narrator.footer) if line),
        ("heading", _("Key facts")),
        *(("line", fact) for fact in facts if fact),
        ("heading", _("What each status means")),
        *(("line", _("{status}: {meaning}", status=word, meaning=meaning)) for word, meaning in meanings),
        ("heading", _("How this workbook is laid out")),
        ("line", _("Each sheet has one table, which begins in cell A5. The sheet Contents has a link to each.")),
        ("line", _("No cell is merged or blank. The sheet Notes says what the words in empty places mean.")),
    )


class Book:
    """A workbook in one language and one size of letters; the same content gives the same bytes.

    Attributes:
        table_style: the name that Excel has for the style of its tables; None for no style.
        options: those of XlsxWriter.
    """

    font_size: ClassVar[int]
    table_style: ClassVar[str | None] = None
    options: ClassVar[Mapping[str, Any]] = {}

    def __init__(self, narrator: Narrator, footer: str) -> None:
        self.narrator, self.translator, self._footer, self._target = narrator, narrator.translator, footer, BytesIO()
        self._book = Workbook(self._target, {"in_memory": True, **self.options})
        self._formats: dict[tuple[tuple[str, object], ...], Format] = {}

    def content(self, **properties: str) -> bytes:
        """Return the bytes of the workbook, with its language in its properties: XlsxWriter has no setting for it."""
        texts = {name: property_text(text) for name, text in properties.items()}
        self._book.set_properties({**texts, "author": property_text(self.narrator.publisher), "created": CREATION_DATE})
        self._book.close()
        files, end = unzip_files(self._target.getvalue()), b"</cp:coreProperties>"
        language = f"<dc:language>{self.translator.language.tag}</dc:language>".encode()
        files[_PROPERTIES] = files[_PROPERTIES].replace(end, language + end)
        return zip_files(files)

    def format(self, style: CellStyle = PLAIN, **properties: object) -> Format:
        """Return the cached format of a look, with other properties."""
        all_properties: dict[str, object] = {
            "font_name": FONT,
            "font_size": self.font_size,
            "font_color": style.ink,
            "bold": style.is_strong,
            "valign": "top",
            **({"bg_color": style.fill} if style.fill else {}),
            **({"border": 3 if style.is_dashed else 1, "border_color": style.edge} if style.edge else {}),
            **properties,
        }
        key = tuple(sorted(all_properties.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(all_properties)
        return self._formats[key]

    def date_format(self, pattern: str) -> dict[str, object]:
        """Return the properties of a date in the language of the workbook."""
        return {"num_format": f"{_LOCALES[self.translator.language]}{pattern}", "align": "left"}

    def add_sheet(self, name: str) -> Worksheet:
        """Add a sheet that prints on A4 in landscape, with a footer and the number of the page."""
        sheet = self._book.add_worksheet(sheet_name(name))
        sheet.set_paper(9)
        sheet.set_landscape()
        pages = self.narrator.page_number_pattern.format(page="&P", pages="&N")
        longest = _MAX_FOOTER - len(pages) - 5
        text = storable(self._footer)[:longest]
        text = text[: longest - text.count("&")].replace("&", "&&")
        sheet.set_footer(f"&L{text}&R{pages}")
        return sheet

    def write(
        self, sheet: Worksheet, row: int, column: int, text: str, style: CellStyle = PLAIN, **properties: object
    ) -> None:
        """Write a text literally; what XlsxWriter would read as a rich string is written in two parts."""
        look, stored = self.format(style, **properties), shorten_text(storable(text), _MAX_CELL_LENGTH)
        if stored.startswith("<r>") and stored.endswith("</r>"):
            sheet.write_rich_string(row, column, *stored[:2], stored[2:], look)
        else:
            sheet.write_string(row, column, stored or " ", look)

    def add_table(self, sheet: Worksheet, name: str, header: Sequence[str], *, row: int, count: int) -> None:
        """Add a table of some rows below its header row, which has a line below it.

        A table needs unique headings of one line, so that a duplicate has a number after it.
        """
        header_style = self.format(HEADING, text_wrap=True, bottom=2)
        unique: list[str] = []
        for heading in header:
            shortened = normalise_space(storable(heading))[: _MAX_HEADING_LENGTH - 8]
            repeats = sum(earlier.casefold() == shortened.casefold() for earlier in unique)
            unique.append(f"{shortened} ({repeats + 1})" if repeats else shortened)
        columns = [{"header": heading, "header_format": header_style} for heading in unique]
        look = {"autofilter": False, "style": self.table_style, "banded_rows": False}
        sheet.add_table(row, 0, row + count, len(header) - 1, {"name": name, "columns": columns, **look})


def sheet_name(name: str) -> str:
    """Return a name without the characters that Excel forbids in the name of a sheet."""
    return re.sub(r"[\[\]:*?/\\]", " ", name).strip("' ")[:_MAX_SHEET_NAME_LENGTH]


class _EditionBook(Book):
    """The workbook of an edition: a cover, its contents and the sheets."""

    font_size, table_style = 12, "Table Style Light 1"

    def bytes_of(self, sheets: Sequence[Sheet]) -> bytes:
        """Return the bytes of the workbook with some sheets."""
        _, name = self.translator, self.translator("Contents")
        cover = self._add_fitted_sheet(_("Cover"), (80,))
        for row, (kind, text) in enumerate(cover_lines(self.narrator)):
            style = PLAIN if kind == "line" else ROW_HEADING
            self.write(cover, row, 0, text, style, text_wrap=True, font_size=_COVER_SIZES[kind])
        contents = self._add_fitted_sheet(name, (28, 70))
        self._write_heading_rows(contents, name, _("This sheet has one table: a link to each of the others."))
        self.write(contents, 3, 0, _("The cover says what the workbook is, and what each status means."))
        self.add_table(contents, "contents", (_("Sheet"), _("What it holds")), row=HEADER_ROW, count=len(sheets))
        for row, sheet in enumerate(sheets, start=HEADER_ROW + 1):
            self._write_link(contents, row, sheet.name)
            self.write(contents, row, 1, sheet.title, text_wrap=True)
        for sheet in sheets:
            self._write_sheet(sheet)
        return self.content(title=self.narrator.report_title, subject=self.narrator.footer)

    def _write_sheet(self, content: Sheet) -> None:
        """Write a sheet: its title, a sentence on its table, a link to the contents, and the table."""
        _ = self.translator
        sheet = self._add_fitted_sheet(content.name, [column.width for column in content.columns])
        self._write_heading_rows(sheet, content.title, content.description)
        self._write_link(sheet, 3, _("Contents"), _("Back to the contents"))
        rows = content.rows if content.records else [(None,) * len(content.columns)]
        size = max(len(content.records), 1)
        self.add_table(sheet, content.table_name, content.header, row=HEADER_ROW, count=size)
        for row, cells in enumerate(rows, start=HEADER_ROW + 1):
            for column, cell in enumerate(cells):
                self._write_cell(sheet, row, column, cell)
        sheet.repeat_rows(HEADER_ROW)
        sheet.ignore_errors({"number_stored_as_text": f"A1:Z{HEADER_ROW + size + 1}"})

    def _add_fitted_sheet(self, name: str, widths: Sequence[float]) -> Worksheet:
        sheet = self.add_sheet(name)
        sheet.fit_to_pages(1, 0)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        return sheet

    def _write_heading_rows(self, sheet: Worksheet, title: str, description: str) -> None:
        """Write the first three of the four rows above a table, none of which is blank."""
        self.write(sheet, 0, 0, title, ROW_HEADING, font_size=14)
        self.write(sheet, 1, 0, description)
        self.write(sheet, 2, 0, self.narrator.footer, MUTED)

    def _write_link(self, sheet: Worksheet, row: int, name: str, text: str = "") -> None:
        """Write a link to a sheet into the first column; its text is the name of the sheet unless another is given."""
        target = sheet_name(name)
        address = "internal:'" + target.replace("'", "''") + "'!A1"
        sheet.write_url(row, 0, address, self.format(LINK, underline=1, text_wrap=not text), text or target)

    def _write_cell(self, sheet: Worksheet, row: int, column: int, cell: Cell) -> None:
        match cell:
            case None | "":
                self.write(sheet, row, column, self.translator("none"), MUTED)
            case StatusMark():
                self.write(sheet, row, column, cell.word, cell.style, text_wrap=True)
            case date():
                month_format = self.format(PLAIN, **self.date_format("mmmm yyyy"))
                sheet.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), month_format)
            case int():
                sheet.write_number(row, column, cell, self.format())
            case str():
                self.write(sheet, row, column, cell, text_wrap=True)

"""A tracker as a workbook to read: the accessible layout of the Government Analysis Function.

Cover, contents and notes, then one titled table a sheet, without merged or blank cells: "Releasing statistics in
spreadsheets", https://analysisfunction.civilservice.gov.uk/policy-store/releasing-statistics-in-spreadsheets/
"""

import re
from datetime import date, datetime
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from model.language import Language
from model.text import normalise_space
from reports.content.document import StatusMark
from reports.content.edition import Edition
from reports.content.reproducible_zip import unzip_files, zip_files
from reports.content.sheet import Cell, Sheet
from reports.content.storable_text import property_text, storable
from reports.excel.cover_and_notes import cover_lines, notes_sheet
from reports.excel.summary_sheets import summary_sheets
from reports.text.headers_footers import footer, page_number_pattern, progress_report_title
from reports.text.narrator import Narrator
from wording.catalogue import Translator

HEADER_ROW = 4
"""The row of every table's headings, counted from 0: tables begin in cell A5."""
_MADE = datetime(2024, 1, 1)
_PROPERTIES = "docProps/core.xml"
_MONTHS = {Language.ENGLISH: "[$-809]mmmm yyyy", Language.WELSH: "[$-452]mmmm yyyy"}
_LONGEST = 32_767  # what a cell of Excel holds
_LONGEST_HEADING, _LONGEST_NAME, _LONGEST_FOOT = 255, 31, 255
_INK, _MUTED, _LINK, _PAGE = "#16211d", "#55615c", "#00594f", "#ffffff"


def accessible_workbook_bytes(edition: Edition) -> bytes:
    """Return what is chosen as an .xlsx in the accessible layout; the same edition gives the same bytes."""
    narrator, target = Narrator(edition), BytesIO()
    _ = narrator.translator
    sheets = (notes_sheet(narrator), *summary_sheets(narrator))
    with Workbook(target, {"in_memory": True}) as book:
        book.set_properties(
            {
                "title": property_text(progress_report_title(narrator)),
                "author": property_text(edition.publisher),
                "subject": property_text(footer(narrator)),
                "created": _MADE,
            }
        )
        writer = _Writer(book, narrator)
        writer.write_cover(_sheet_name(_("Cover")))
        writer.write_contents(_sheet_name(_("Contents")), sheets)
        for sheet in sheets:
            writer.write_sheet(sheet)
    return _with_language(target.getvalue(), edition.language.tag)


class _Writer:
    """Writes the sheets of one workbook."""

    def __init__(self, book: Workbook, narrator: Narrator) -> None:
        self._book, self._narrator = book, narrator
        self._formats: dict[tuple[tuple[str, object], ...], Format] = {}

    def write_cover(self, name: str) -> None:
        """Write the cover: one column of text."""
        sheet = self._new(name)
        sheet.set_column(0, 0, 80)
        styles = {
            "title": self._format(bold=True, font_size=18, text_wrap=True),
            "heading": self._format(bold=True, font_size=14, text_wrap=True),
            "line": self._format(text_wrap=True),
        }
        for line, (kind, text) in enumerate(cover_lines(self._narrator)):
            _write_text(sheet, line, 0, text, styles[kind])

    def write_contents(self, name: str, sheets: tuple[Sheet, ...]) -> None:
        """Write the contents: a link to each sheet, and what it holds."""
        _ = self._translator
        sheet = self._new(name)
        self._write_head(sheet, _("Contents"), _("This sheet has one table: a link to each of the others."), link=False)
        header = (_("Sheet"), _("What it holds"))
        for column, width in enumerate((28, 70)):
            sheet.set_column(column, column, width)
        self._add_table(sheet, "contents", header, len(sheets))
        link = self._format(underline=1, font_color=_LINK, text_wrap=True)
        for line, one in enumerate(sheets, start=HEADER_ROW + 1):
            own = _sheet_name(one.name)
            sheet.write_url(line, 0, f"internal:{_quoted(own)}!A1", link, own)
            _write_text(sheet, line, 1, one.title, self._format(text_wrap=True))

    def write_sheet(self, one: Sheet) -> None:
        """Write a sheet: its title, what its table is, a link back, the table."""
        sheet = self._new(_sheet_name(one.name))
        self._write_head(sheet, one.title, one.description, link=True)
        for column, width in enumerate(one.widths):
            sheet.set_column(column, column, width)
        rows = one.rows if one.row_count else [(None,) * len(one.header)]
        size = max(one.row_count, 1)
        self._add_table(sheet, one.table_name, one.header, size)
        for line, row in enumerate(rows, start=HEADER_ROW + 1):
            for column, cell in enumerate(row):
                self._write(sheet, line, column, cell)
        sheet.repeat_rows(HEADER_ROW)
        sheet.ignore_errors({"number_stored_as_text": f"A1:Z{HEADER_ROW + size + 1}"})

    def _new(self, name: str) -> Worksheet:
        sheet = self._book.add_worksheet(name)
        sheet.set_paper(9)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        foot = storable(footer(self._narrator)).replace("&", "&&")
        pages = page_number_pattern(self._narrator).format(page="&P", pages="&N")
        sheet.set_footer(f"&L{foot[: _LONGEST_FOOT - len(pages) - 5]}&R{pages}")
        return sheet

    def _write_head(self, sheet: Worksheet, title: str, about: str, *, link: bool) -> None:
        """Write what stands above a table: rows 1 to 4, none of them blank."""
        _ = self._translator
        _write_text(sheet, 0, 0, title, self._format(bold=True, font_size=14))
        _write_text(sheet, 1, 0, about, self._format())
        _write_text(sheet, 2, 0, footer(self._narrator), self._format(font_color=_MUTED))
        if link:
            contents = _sheet_name(_("Contents"))
            place = f"internal:{_quoted(contents)}!A1"
            sheet.write_url(3, 0, place, self._format(underline=1, font_color=_LINK), _("Back to the contents"))
        else:
            _write_text(
                sheet, 3, 0, _("The cover says what the workbook is, and what each status means."), self._format()
            )

    def _add_table(self, sheet: Worksheet, name: str, header: tuple[str, ...], rows: int) -> None:
        style = self._format(bold=True, text_wrap=True, bottom=2)
        headings = [{"header": heading, "header_format": style} for heading in _unlike(header)]
        options = {"name": name, "columns": headings, "autofilter": False, "style": "Table Style Light 1"}
        options["banded_rows"] = False
        sheet.add_table(HEADER_ROW, 0, HEADER_ROW + rows, len(header) - 1, options)

    def _write(self, sheet: Worksheet, line: int, column: int, cell: Cell) -> None:
        match cell:
            case None:
                _write_text(sheet, line, column, self._translator("none"), self._format(font_color=_MUTED))
            case StatusMark():
                _write_text(sheet, line, column, cell.word, self._mark(cell))
            case date():
                shown = self._format(num_format=_MONTHS[self._narrator.edition.language], align="left")
                sheet.write_datetime(line, column, datetime(cell.year, cell.month, cell.day), shown)
            case int():
                sheet.write_number(line, column, cell, self._format())
            case str():
                _write_text(sheet, line, column, cell, self._format(text_wrap=True))

    def _mark(self, mark: StatusMark) -> Format:
        """Return how a status looks: its colours round its word, with a dashed edge where it is inferred."""
        if not mark.shape:
            return self._format(font_color=_MUTED, text_wrap=True)
        return self._format(
            bg_color=mark.fill,
            font_color=mark.ink,
            border=3 if mark.inferred else 1,
            border_color=_PAGE if mark.edge == mark.fill else mark.edge,  # two statuses may have one colour
            text_wrap=True,
        )

    def _format(self, **look: object) -> Format:
        """Return a format, made once for each look."""
        whole = {"font_name": "Arial", "font_size": 12, "font_color": _INK, "valign": "top", **look}
        key = tuple(sorted(whole.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(whole)
        return self._formats[key]

    @property
    def _translator(self) -> Translator:
        return self._narrator.translator


def _write_text(sheet: Worksheet, line: int, column: int, text: str, style: Format) -> None:
    """Write a text as it is; one that XlsxWriter would take for markup of its own is written in pieces."""
    kept = storable(text)
    kept = kept if len(kept) <= _LONGEST else f"{kept[: _LONGEST - 1]}…"
    if kept.startswith("<r>") and kept.endswith("</r>"):
        sheet.write_rich_string(line, column, *kept[:2], kept[2:], style)
    else:
        sheet.write_string(line, column, kept or " ", style)


def _unlike(header: tuple[str, ...]) -> list[str]:
    """Return headings of which no two are alike, as a table has to have them, each on one line."""
    told: list[str] = []
    for heading in header:
        plain = normalise_space(storable(heading))[: _LONGEST_HEADING - 8]
        seen = sum(one.casefold() == plain.casefold() for one in told)
        told.append(f"{plain} ({seen + 1})" if seen else plain)
    return told


def _sheet_name(name: str) -> str:
    """Return a name as a tab can have it."""
    return re.sub(r"[\[\]:*?/\\]", " ", name).strip("' ")[:_LONGEST_NAME]


def _quoted(name: str) -> str:
    return "'" + name.replace("'", "''") + "'"


def _with_language(book: bytes, tag: str) -> bytes:
    """Return a workbook whose properties say its language, for which XlsxWriter has no setting."""
    files = unzip_files(book)
    end = b"</cp:coreProperties>"
    files[_PROPERTIES] = files[_PROPERTIES].replace(end, f"<dc:language>{tag}</dc:language>".encode() + end)
    return zip_files(files)

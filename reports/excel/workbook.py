"""An edition as a workbook in an accessible layout, and a list of recommendations as one.

The cover has no table; every other sheet has one, which begins in cell A5 and has no merged or blank cell (Analysis
Function, "Releasing statistics in spreadsheets").
"""

from collections.abc import Sequence
from datetime import date, datetime

from xlsxwriter.worksheet import Worksheet

from analysis.status import status_at
from model.language import normalise_space
from reports.document import COLOURS, Cell, Edition, Sheet, StatusMark
from reports.excel.book import Book
from reports.excel.record_sheets import listing_sheet, notes_sheet, summary_sheets
from reports.reproducible import storable
from reports.text.narrator import (
    Narrator,
    headline_line,
    inferred_note,
    movement_line,
    not_reported_line,
    overdue_since_line,
)
from reports.text.title_lines import as_at_line, footer, page_number_pattern, progress_report_title, selection_line
from wording.format.statuses import mark_meaning, mark_word

HEADER_ROW = 4
"""The index of every table's header row, from 0: tables begin in cell A5."""
_MAX_HEADING_LENGTH = 255
_COVER_STYLES: dict[str, dict[str, object]] = {
    "title": {"bold": True, "font_size": 18},
    "heading": {"bold": True, "font_size": 14},
    "line": {},
}


def accessible_workbook_bytes(edition: Edition) -> bytes:
    """Return an edition as an .xlsx in the accessible layout; the same edition gives the same bytes."""
    narrator = Narrator(edition)
    return _WorkbookWriter(narrator).write((notes_sheet(narrator), *summary_sheets(narrator)))


def listing_workbook_bytes(edition: Edition, keys: Sequence[tuple[str, str]]) -> bytes:
    """Return a list of recommendations, each by review and ref, as an .xlsx with a cover that explains the statuses."""
    narrator = Narrator(edition)
    return _WorkbookWriter(narrator).write((listing_sheet(narrator, keys),))


class _WorkbookWriter:
    """Writes the sheets of one workbook."""

    def __init__(self, narrator: Narrator) -> None:
        self._narrator, self._translator = narrator, narrator.translator
        self._footer = footer(narrator)
        self._book = Book(narrator.edition.language, font_size=12, table_style="Table Style Light 1")

    def write(self, sheets: Sequence[Sheet]) -> bytes:
        """Return the bytes of a workbook with a cover, its contents and the sheets."""
        _, narrator = self._translator, self._narrator
        cover = self._add_sheet(_("Cover"), (80,))
        for row, (kind, text) in enumerate(cover_lines(narrator)):
            self._book.write(cover, row, 0, text, text_wrap=True, **_COVER_STYLES[kind])
        self._write_contents(_("Contents"), sheets)
        for sheet in sheets:
            self._write_sheet(sheet)
        return self._book.content(
            title=progress_report_title(narrator), author=narrator.publisher, subject=self._footer
        )

    def _write_contents(self, name: str, sheets: Sequence[Sheet]) -> None:
        """Write the contents: a link to each sheet, and its title."""
        _ = self._translator
        sheet = self._add_sheet(name, (28, 70))
        self._write_heading_rows(sheet, name, _("This sheet has one table: a link to each of the others."))
        self._book.write(sheet, 3, 0, _("The cover says what the workbook is, and what each status means."))
        self._add_table(sheet, "contents", (_("Sheet"), _("What it holds")), len(sheets))
        for row, listed in enumerate(sheets, start=HEADER_ROW + 1):
            self._book.write_link(sheet, row, listed.name)
            self._book.write(sheet, row, 1, listed.title, text_wrap=True)

    def _write_sheet(self, content: Sheet) -> None:
        """Write a sheet: its title, a sentence on its table, a link to the contents, and the table."""
        _ = self._translator
        sheet = self._add_sheet(content.name, [column.width for column in content.columns])
        self._write_heading_rows(sheet, content.title, content.description)
        self._book.write_link(sheet, 3, _("Contents"), _("Back to the contents"))
        rows = content.rows if content.records else [(None,) * len(content.columns)]
        size = max(len(content.records), 1)
        self._add_table(sheet, content.table_name, content.header, size)
        for row, cells in enumerate(rows, start=HEADER_ROW + 1):
            for column, cell in enumerate(cells):
                self._write_cell(sheet, row, column, cell)
        sheet.repeat_rows(HEADER_ROW)
        sheet.ignore_errors({"number_stored_as_text": f"A1:Z{HEADER_ROW + size + 1}"})

    def _add_sheet(self, name: str, widths: Sequence[int]) -> Worksheet:
        pattern = page_number_pattern(self._narrator)
        sheet = self._book.add_sheet(name, footer=self._footer, page_number_pattern=pattern)
        sheet.fit_to_pages(1, 0)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        return sheet

    def _write_heading_rows(self, sheet: Worksheet, title: str, description: str) -> None:
        """Write the first three of the four rows above a table, none of which is blank."""
        self._book.write(sheet, 0, 0, title, bold=True, font_size=14)
        self._book.write(sheet, 1, 0, description)
        self._book.write(sheet, 2, 0, self._footer, font_color=COLOURS.muted)

    def _add_table(self, sheet: Worksheet, name: str, header: tuple[str, ...], count: int) -> None:
        unique = _deduplicate_headings(header)
        self._book.add_table(sheet, name, unique, row=HEADER_ROW, count=count)

    def _write_cell(self, sheet: Worksheet, row: int, column: int, cell: Cell) -> None:
        _ = self._translator
        match cell:
            case None:
                self._book.write(sheet, row, column, _("none"), font_color=COLOURS.muted)
            case StatusMark():
                self._book.write(sheet, row, column, cell.word, text_wrap=True, **_mark_style(cell))
            case date():
                month_format = self._book.format(**self._book.date_format("mmmm yyyy"))
                sheet.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), month_format)
            case int():
                sheet.write_number(row, column, cell, self._book.format())
            case str():
                self._book.write(sheet, row, column, cell, text_wrap=True)


def _mark_style(mark: StatusMark) -> dict[str, object]:
    """Return the style of a status: its colours, with a dashed border where it is inferred."""
    if not mark.shape:
        return {"font_color": COLOURS.muted}
    edge = {"border": 3 if mark.inferred else 1, "border_color": mark.border}
    return {"bg_color": mark.fill, "font_color": mark.ink, **edge}


def _deduplicate_headings(header: tuple[str, ...]) -> list[str]:
    """Return headings with a number after each duplicate, because a table needs unique ones; each is one line."""
    unique: list[str] = []
    for heading in header:
        shortened = normalise_space(storable(heading))[: _MAX_HEADING_LENGTH - 8]
        repeats = sum(earlier.casefold() == shortened.casefold() for earlier in unique)
        unique.append(f"{shortened} ({repeats + 1})" if repeats else shortened)
    return unique


def cover_lines(narrator: Narrator) -> tuple[tuple[str, str], ...]:
    """Return the lines of the cover, each with its style: `title`, `heading` or `line`."""
    _, edition, scale = narrator.translator, narrator.edition, narrator.scale
    facts = [
        headline_line(narrator),
        not_reported_line(narrator),
        movement_line(narrator),
        overdue_since_line(narrator),
        inferred_note(narrator, status_at(edition.chosen, as_at=edition.as_at)),
    ]
    meanings = [
        _("{status}: {meaning}", status=mark_word(mark, scale, _), meaning=mark_meaning(mark, scale, _))
        for mark in scale.marks
    ]
    return (
        ("title", progress_report_title(narrator)),
        *(("line", line) for line in (as_at_line(narrator), selection_line(narrator), footer(narrator)) if line),
        ("heading", _("Key facts")),
        *(("line", fact) for fact in facts if fact),
        ("heading", _("What each status means")),
        *(("line", meaning) for meaning in meanings),
        ("heading", _("How this workbook is laid out")),
        ("line", _("Each sheet has one table, which begins in cell A5. The sheet Contents has a link to each.")),
        ("line", _("No cell is merged or blank. The sheet Notes says what the words in empty places mean.")),
    )

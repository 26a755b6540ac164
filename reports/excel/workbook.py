"""Write a tracker as a workbook in the accessible layout of the Government Analysis Function.

Cover, contents and notes, then one titled table a sheet, without merged or blank cells: "Releasing statistics in
spreadsheets", https://analysisfunction.civilservice.gov.uk/policy-store/releasing-statistics-in-spreadsheets/
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from analysis.promises import NextPromiseRow, next_promise
from analysis.status import ListRow, counts_at, list_at, silence_at, status_at
from analysis.table_rows import rows_of
from analysis.updates import LatestWordsRow, latest_words
from model.language import Language, normalise_space
from model.terms import Basis, NameKind
from reports.document import Cell, Edition, Sheet, StatusMark
from reports.excel.record_sheets import (
    DATE_WIDTH,
    NAME_WIDTH,
    STATUS_WIDTH,
    TEXT_WIDTH,
    localised_cell,
    month_cell,
    name_cell,
    quote_sheet_name,
    recommendation_cells,
    recommendation_header,
    recommendation_widths,
    set_language,
    sheet_name,
    summary_sheets,
    write_text,
)
from reports.panel.report import inferred_note
from reports.reproducible import CREATION_DATE, property_text, storable
from reports.text.narrator import Narrator, movement_line, overdue_since_line
from reports.text.parse_selection import as_at_line, footer, page_number_pattern, progress_report_title, selection_line
from wording.answers.headline import headline, silence_sentence
from wording.answers.occasions import format_due, timing_word
from wording.catalogue import Translator
from wording.format.statuses import mark_meaning, mark_word

HEADER_ROW = 4
"""The index of every table's header row, from 0: tables begin in cell A5."""
_MONTHS = {Language.ENGLISH: "[$-809]mmmm yyyy", Language.WELSH: "[$-452]mmmm yyyy"}
_MAX_HEADING_LENGTH, _MAX_FOOTER_LENGTH = 255, 255
_INK, _MUTED, _LINK, _PAGE = "#16211d", "#55615c", "#00594f", "#ffffff"


def accessible_workbook_bytes(edition: Edition) -> bytes:
    """Return an edition as an .xlsx in the accessible layout; the same edition gives the same bytes."""
    narrator = Narrator(edition)
    return _workbook_bytes(narrator, (notes_sheet(narrator), *summary_sheets(narrator)))


def listing_workbook_bytes(edition: Edition, keys: Sequence[tuple[str, str]]) -> bytes:
    """Return a list of recommendations, each by review and ref, as an .xlsx with a cover that explains the statuses."""
    narrator = Narrator(edition)
    return _workbook_bytes(narrator, (listing_sheet(narrator, keys),))


def _workbook_bytes(narrator: Narrator, sheets: tuple[Sheet, ...]) -> bytes:
    _, edition, target = narrator.translator, narrator.edition, BytesIO()
    with Workbook(target, {"in_memory": True}) as book:
        book.set_properties(
            {
                "title": property_text(progress_report_title(narrator)),
                "author": property_text(narrator.publisher),
                "subject": property_text(footer(narrator)),
                "created": CREATION_DATE,
            }
        )
        writer = _WorkbookWriter(book, narrator)
        writer.write_cover(sheet_name(_("Cover")))
        writer.write_contents(sheet_name(_("Contents")), sheets)
        for sheet in sheets:
            writer.write_sheet(sheet)
    return set_language(target.getvalue(), edition.language.tag)


class _WorkbookWriter:
    """Writes the sheets of one workbook."""

    def __init__(self, book: Workbook, narrator: Narrator) -> None:
        self._book, self._narrator = book, narrator
        self._formats: dict[tuple[tuple[str, object], ...], Format] = {}

    def write_cover(self, name: str) -> None:
        """Write the cover: one column of text."""
        sheet = self._add_sheet(name)
        sheet.set_column(0, 0, 80)
        styles = {
            "title": self._format(bold=True, font_size=18, text_wrap=True),
            "heading": self._format(bold=True, font_size=14, text_wrap=True),
            "line": self._format(text_wrap=True),
        }
        for row_index, (kind, text) in enumerate(cover_lines(self._narrator)):
            write_text(sheet, row_index, 0, text, styles[kind])

    def write_contents(self, name: str, sheets: tuple[Sheet, ...]) -> None:
        """Write the contents: a link to each sheet, and its title."""
        _ = self._translator
        sheet = self._add_sheet(name)
        self._write_heading_rows(
            sheet, _("Contents"), _("This sheet has one table: a link to each of the others."), link=False
        )
        header = (_("Sheet"), _("What it holds"))
        for column, width in enumerate((28, 70)):
            sheet.set_column(column, column, width)
        self._add_table(sheet, "contents", header, len(sheets))
        link = self._format(underline=1, font_color=_LINK, text_wrap=True)
        for row_index, listed in enumerate(sheets, start=HEADER_ROW + 1):
            listed_name = sheet_name(listed.name)
            sheet.write_url(row_index, 0, f"internal:{quote_sheet_name(listed_name)}!A1", link, listed_name)
            write_text(sheet, row_index, 1, listed.title, self._format(text_wrap=True))

    def write_sheet(self, content: Sheet) -> None:
        """Write a sheet: its title, a sentence on its table, a link to the contents, and the table."""
        sheet = self._add_sheet(sheet_name(content.name))
        self._write_heading_rows(sheet, content.title, content.description, link=True)
        for column, width in enumerate(content.widths):
            sheet.set_column(column, column, width)
        rows = content.rows if content.row_count else [(None,) * len(content.header)]
        size = max(content.row_count, 1)
        self._add_table(sheet, content.table_name, content.header, size)
        for row_index, row in enumerate(rows, start=HEADER_ROW + 1):
            for column, cell in enumerate(row):
                self._write_cell(sheet, row_index, column, cell)
        sheet.repeat_rows(HEADER_ROW)
        sheet.ignore_errors({"number_stored_as_text": f"A1:Z{HEADER_ROW + size + 1}"})

    def _add_sheet(self, name: str) -> Worksheet:
        sheet = self._book.add_worksheet(name)
        sheet.set_paper(9)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        footer_text = storable(footer(self._narrator)).replace("&", "&&")
        pages = page_number_pattern(self._narrator).format(page="&P", pages="&N")
        sheet.set_footer(f"&L{footer_text[: _MAX_FOOTER_LENGTH - len(pages) - 5]}&R{pages}")
        return sheet

    def _write_heading_rows(self, sheet: Worksheet, title: str, description: str, *, link: bool) -> None:
        """Write the rows above a table: rows 1 to 4, none of them blank."""
        _ = self._translator
        write_text(sheet, 0, 0, title, self._format(bold=True, font_size=14))
        write_text(sheet, 1, 0, description, self._format())
        write_text(sheet, 2, 0, footer(self._narrator), self._format(font_color=_MUTED))
        if link:
            contents = sheet_name(_("Contents"))
            contents_link = f"internal:{quote_sheet_name(contents)}!A1"
            sheet.write_url(3, 0, contents_link, self._format(underline=1, font_color=_LINK), _("Back to the contents"))
        else:
            write_text(
                sheet, 3, 0, _("The cover says what the workbook is, and what each status means."), self._format()
            )

    def _add_table(self, sheet: Worksheet, name: str, header: tuple[str, ...], rows: int) -> None:
        style = self._format(bold=True, text_wrap=True, bottom=2)
        headings = [{"header": heading, "header_format": style} for heading in _deduplicate_headings(header)]
        options = {"name": name, "columns": headings, "autofilter": False, "style": "Table Style Light 1"}
        options["banded_rows"] = False
        sheet.add_table(HEADER_ROW, 0, HEADER_ROW + rows, len(header) - 1, options)

    def _write_cell(self, sheet: Worksheet, row_index: int, column: int, cell: Cell) -> None:
        match cell:
            case None:
                write_text(sheet, row_index, column, self._translator("none"), self._format(font_color=_MUTED))
            case StatusMark():
                write_text(sheet, row_index, column, cell.word, self._mark_format(cell))
            case date():
                month_format = self._format(num_format=_MONTHS[self._narrator.edition.language], align="left")
                sheet.write_datetime(row_index, column, datetime(cell.year, cell.month, cell.day), month_format)
            case int():
                sheet.write_number(row_index, column, cell, self._format())
            case str():
                write_text(sheet, row_index, column, cell, self._format(text_wrap=True))

    def _mark_format(self, mark: StatusMark) -> Format:
        """Return the format of a status: its colours, with a dashed border where it is inferred."""
        if not mark.shape:
            return self._format(font_color=_MUTED, text_wrap=True)
        return self._format(
            bg_color=mark.fill,
            font_color=mark.ink,
            border=3 if mark.inferred else 1,
            border_color=_PAGE if mark.edge == mark.fill else mark.edge,  # two statuses may have one colour
            text_wrap=True,
        )

    def _format(self, **properties: object) -> Format:
        """Return the cached format with these properties."""
        all_properties = {"font_name": "Arial", "font_size": 12, "font_color": _INK, "valign": "top", **properties}
        key = tuple(sorted(all_properties.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(all_properties)
        return self._formats[key]

    @property
    def _translator(self) -> Translator:
        return self._narrator.translator


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
    tracker, as_at = edition.chosen, edition.as_at
    facts = [
        headline(counts_at(tracker, as_at=as_at), scale, _),
        *([silence] if (silence := silence_sentence(silence_at(tracker, as_at=as_at), _)) else []),
        movement_line(narrator),
    ]
    facts += [line] if (line := overdue_since_line(narrator)) else []
    statuses = status_at(tracker, as_at=as_at)
    if statuses["basis"].eq(Basis.INFERRED).any():
        facts.append(inferred_note(narrator, statuses))
    meanings = [
        _("{status}: {meaning}", status=mark_word(mark, scale, _), meaning=mark_meaning(mark, scale, _))
        for mark in scale.marks
    ]
    return (
        ("title", progress_report_title(narrator)),
        *(("line", line) for line in (as_at_line(narrator), selection_line(narrator), footer(narrator)) if line),
        ("heading", _("Key facts")),
        *(("line", fact) for fact in facts),
        ("heading", _("What each status means")),
        *(("line", meaning) for meaning in meanings),
        ("heading", _("How this workbook is laid out")),
        ("line", _("Each sheet has one table, which begins in cell A5. The sheet Contents has a link to each.")),
        ("line", _("No cell is merged or blank. The sheet Notes says what the words in empty places mean.")),
    )


def notes_sheet(narrator: Narrator) -> Sheet:
    """Return the sheet of numbered notes on how to read the tables."""
    _ = narrator.translator
    notes = (
        _("The word “none” stands where nothing is recorded."),
        _("“Not rated” means that something was said and no status was given."),
        _("“Not reported” means that nothing was said. Neither is the worst status."),
        _("A status marked as inferred was not published: the key was applied to the words of the update."),
        _("A round is a calendar month in which updates were reported; a season is a round at its first month."),
        _("A recommendation keeps its status until it is rated again."),
        _("A promise is overdue only after the last day it could fall on."),
        _("Texts that have no Welsh stand in English."),
    )
    return Sheet(
        name=_("Notes"),
        table_name="notes",
        title=_("Notes"),
        description=_("How the tables are to be read."),
        header=(_("Number"), _("Note")),
        rows=tuple((number, note) for number, note in enumerate(notes, start=1)),
        row_count=len(notes),
        widths=(10, 110),
    )


def listing_sheet(narrator: Narrator, keys: Sequence[tuple[str, str]]) -> Sheet:
    """Return the sheet of these recommendations, each by review and ref, in their order."""
    _ = narrator.translator
    columns = (
        (_("Status"), STATUS_WIDTH),
        (_("Theme"), NAME_WIDTH),
        (_("Lead agency"), NAME_WIDTH),
        (_("Latest words"), TEXT_WIDTH),
        (_("Latest words of"), DATE_WIDTH),
        (_("Same status since"), DATE_WIDTH),
        (_("Next promise"), DATE_WIDTH),
        (_("Where the promise stands"), DATE_WIDTH),
        (_("Open promises"), 14),
    )
    return Sheet(
        name=_("Recommendations"),
        table_name="recommendations",
        title=_("The list of recommendations as filtered"),
        description=_("The latest words may be of an earlier round than the status."),
        header=(*recommendation_header(narrator), *(heading for heading, _width in columns)),
        rows=_rows(narrator, keys),
        row_count=len(keys),
        widths=(*recommendation_widths(narrator), *(width for _heading, width in columns)),
    )


def _rows(narrator: Narrator, keys: Sequence[tuple[str, str]]) -> Iterator[tuple[Cell, ...]]:
    edition = narrator.edition
    chosen, as_at = edition.chosen, edition.as_at
    listed = {(row.review, row.ref): row for row in rows_of(list_at(chosen, as_at=as_at), ListRow)}
    words = {(row.review, row.ref): row for row in rows_of(latest_words(chosen, as_at=as_at), LatestWordsRow)}
    promised = next_promise(chosen, as_at=as_at, today=edition.today)
    promises = {(row.review, row.ref): row for row in rows_of(promised, NextPromiseRow)}
    for key in keys:
        yield _row(narrator, listed[key], words.get(key), promises.get(key))


def _row(
    narrator: Narrator, row: ListRow, words: LatestWordsRow | None, promise: NextPromiseRow | None
) -> tuple[Cell, ...]:
    _ = narrator.translator
    return (
        *recommendation_cells(narrator, row),
        narrator.mark(row.mark, row.basis),
        name_cell(narrator, NameKind.THEME, row.theme),
        name_cell(narrator, NameKind.AGENCY, row.lead_agency),
        *((None, None) if words is None else (localised_cell(narrator, words, "update"), month_cell(words.round))),
        month_cell(row.moved_on),
        *((None, None) if promise is None else (format_due(promise, _), timing_word(promise.timing, _))),
        0 if promise is None else int(promise.open_promises),
    )

"""Text in cells: rich text, and what XML can store."""

import re
from datetime import date

import pandas as pd
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from model.terms import LIST_SEPARATOR, UNRATED, NameKind
from model.tracker.rows import RefRow
from reports.content.document import Cell
from reports.content.reproducible import storable, unzip_files, zip_files
from reports.text.narrator import Narrator
from wording.format.dates import format_date
from wording.format.statuses import mark_word

REF_WIDTH, STATUS_WIDTH, NAME_WIDTH, TITLE_WIDTH, TEXT_WIDTH, DATE_WIDTH = 8, 18, 28, 44, 80, 20
"""The widths of columns, in letters."""
_PROPERTIES = "docProps/core.xml"
_MAX_CELL_LENGTH = 32_767  # the most characters of a cell in Excel
_MAX_SHEET_NAME_LENGTH = 31


def recommendation_cells(narrator: Narrator, row: RefRow) -> tuple[Cell, ...]:
    """Return the cells that identify a recommendation: its review where there are several, its number, its title."""
    texts = narrator.recommendations[row.review, row.ref]
    title = localised_cell(narrator, texts, "title") or localised_cell(narrator, texts, "recommendation")
    return (row.review, row.ref, title) if narrator.has_several_reviews else (row.ref, title)


def recommendation_header(narrator: Narrator) -> tuple[str, ...]:
    """Return the headings of the columns that identify a recommendation."""
    _ = narrator.translator
    return (*([_("Review")] if narrator.has_several_reviews else []), _("Number"), _("Title"))


def recommendation_widths(narrator: Narrator) -> tuple[int, ...]:
    """Return the widths of the columns that identify a recommendation."""
    return (*([NAME_WIDTH] if narrator.has_several_reviews else []), REF_WIDTH, TITLE_WIDTH)


def status_cell(narrator: Narrator, mark: str, basis: object = None) -> Cell:
    """Return a status as a mark; not rated and not reported as a word."""
    return narrator.mark(mark, basis) if mark not in UNRATED else mark_word(mark, narrator.scale, narrator.translator)


def localised_cell(narrator: Narrator, row: object, field: str) -> Cell:
    """Return a text of a row in the language of the paper, or in English where there is no Welsh."""
    text = narrator.localised(row, field)
    return text.words if text else None


def name_cell(narrator: Narrator, kind: NameKind, name: object) -> Cell:
    """Return the full name of a theme, an agency or a role."""
    return narrator.names.full(kind, name, narrator.translator) if isinstance(name, str) else None


def agencies_cell(narrator: Narrator, names: object) -> Cell:
    """Return the full names of several agencies."""
    if not isinstance(names, str):
        return None
    full_names = (
        narrator.names.full(NameKind.AGENCY, name, narrator.translator) for name in names.split(LIST_SEPARATOR)
    )
    return LIST_SEPARATOR.join(full_names)


def text_cell(value: object) -> Cell:
    """Return a text without spaces at its ends, or None where it is blank."""
    return value.strip() if isinstance(value, str) and value.strip() else None


def month_cell(month: pd.Timestamp) -> Cell:
    """Return the first day of a month, or None where it is missing."""
    return None if pd.isna(month) else date(month.year, month.month, 1)


def date_cell(narrator: Narrator, row: object, field: str) -> Cell:
    """Return a date as words in its own precision, or None where it is missing."""
    words = getattr(row, f"{field}_words")
    if not isinstance(words, str):
        return None
    first, last, precision = (getattr(row, f"{field}{part}") for part in ("", "_last", "_precision"))
    return format_date(first, last, precision, words, narrator.translator)


def agency_status_cell(narrator: Narrator, status: object) -> Cell:
    """Return the status that an agency gives itself as plain words, so that it is not counted as the office's."""
    return mark_word(status, narrator.scale, narrator.translator) if isinstance(status, str) else None


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
